"""Questions about checkouts in progress."""

from collections import Counter
from collections.abc import Mapping

from django.db.models import Value

from poincon.cart.queries import Cart
from poincon.checkout.models import Checkout, Shortfall
from poincon.checkout.quoting import offers, quote
from poincon.customers.addresses import AddressData
from poincon.payments import queries as payments

__all__ = ["billing_of", "by_id", "checkout_of", "delivery_of", "offers", "quote"]


def by_id(checkout_id: int) -> Checkout | None:
    return Checkout.objects.filter(pk=checkout_id).first()


def checkout_of(cart: Cart) -> Checkout | None:
    return Checkout.objects.select_related("cart").filter(cart=cart).first()


def delivery_of(checkout: Checkout) -> AddressData | None:
    """Return the address told so far."""
    return AddressData(**checkout.delivery) if checkout.delivery else None


def billing_of(checkout: Checkout) -> AddressData | None:
    """Return who is billed; the delivery address unless another was given."""
    return AddressData(**checkout.billing) if checkout.billing_differs else delivery_of(checkout)


def open_cases() -> list[Shortfall]:
    """Return what was sold and is missing, piece by piece, in the order of the purchases."""
    rows = Shortfall.objects.filter(closed_at=None).select_related("order")
    return list(rows.order_by("variant", "order__placed_at", "order", "id"))


def cases_of(order_id: int) -> list[Shortfall]:
    """Return the open cases of an order, in the order in which they were found."""
    return list(Shortfall.objects.filter(order_id=order_id, closed_at=None).order_by("id"))


def waiting_at_the_desk() -> Mapping[str, int]:
    """Return how many refunds wait for somebody's hand, and how many buyers of missing pieces for an answer.

    By "money" and "missing", in one question: every page of the desk shows both.
    """
    cases = Shortfall.objects.filter(closed_at=None, choice__in=["", "exchange"])
    kinds = {"money": payments.refunds_by_hand().select_related(None), "missing": cases}
    money, missing = (
        rows.order_by().annotate(kind=Value(kind)).values_list("kind", flat=True)
        for kind, rows in kinds.items()
    )
    return Counter(money.union(missing, all=True))


def chosen(order_id: int) -> str:
    """Return what the buyer of a missing piece has chosen so far; "" when nothing."""
    rows = Shortfall.objects.filter(order_id=order_id, closed_at=None).order_by("-id")
    return rows.values_list("choice", flat=True).first() or ""

"""Questions about orders."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Count, Q, QuerySet, Sum
from django.urls import reverse

from poincon.charter.promises import keeps
from poincon.foundation import journal
from poincon.foundation.registries import Named
from poincon.inventory import queries as inventory
from poincon.kernel.ids import tidy_reference
from poincon.kernel.money import Money
from poincon.orders.models import Order, OrderLine, ParcelLine
from poincon.orders.states import CHOICES, MISSING, Funds, Headline, Life, Query
from poincon.pricing.queries import Scope, vat_in_part

__all__ = [
    "Order",
    "OrderLine",
    "SoldLine",
    "awaiting_transfer",
    "awaits",
    "bought_together",
    "by_payable",
    "by_reference",
    "contents",
    "counts",
    "lines",
    "made_days",
    "named",
    "of_customer",
    "of_program",
    "of_somebody",
    "opened_by",
    "order",
    "queue",
    "scale_read",
    "search",
    "sold_lines",
    "sold_under",
    "to_send_by",
    "vat_given_back",
    "wants",
]


QUEUES = {
    "to_prepare": (Headline.PAYMENT_AUTHORISED,),
    "preparing": (Headline.IN_PREPARATION,),
    "ready": (Headline.READY_TO_SHIP,),
    "asked": (Headline.IN_TREATMENT,),
    "unpaid": (Headline.AWAITING_PAYMENT,),
    "shipped": (Headline.SHIPPED,),
    "ended": (Headline.DELIVERED, Headline.RETURNED, Headline.REFUNDED, Headline.CANCELLED),
}


@dataclass(frozen=True, slots=True)
class SoldLine:
    """One line of an order: which variant, at what price for one, when, and whether it left the Union.

    What was engraved cost `made` more, and `made_asked` was asked of everybody for it.
    """

    id: int
    reference: str
    variant_id: int
    unit: Money
    placed_at: datetime
    left_the_union: bool
    made: Money
    made_asked: Money


def order(order_id: int) -> Order:
    return Order.objects.select_related("payable", "consignment").get(pk=order_id)


def by_payable(payable_id: int) -> Order:
    return Order.objects.select_related("payable").get(payable_id=payable_id)


def of_holds(hold_ids: Iterable[int]) -> list[Order]:
    """Return the open orders to which these holds belong, in the order in which they were placed."""
    rows = Order.objects.filter(hold__in=list(hold_ids), life=Life.OPEN)
    return list(rows.select_related("consignment").order_by("placed_at", "id"))


def by_reference(reference: str) -> Order | None:
    """Return the order of a reference as people type it, with all that its page needs."""
    return (
        Order.objects.select_related("payable", "consignment", "contact", "terms", "customer")
        .filter(reference=tidy_reference(reference))
        .first()
    )


def scale_read(found: Order) -> str:
    """Return the scale on which an order's customer is told ring sizes, "" for the house's own.

    It is that of the account, where there is one that says it, else the one read when the order was placed.
    """
    return (found.customer.ring_scale if found.customer else "") or found.ring_scale


def sold_under(seal: str, *, customer_id: int | None, since: datetime) -> Order | None:
    """Return what that buyer has ordered under a recap's seal since then; a seal is as secret as a key."""
    recent = Order.objects.filter(placed_at__gte=since, customer=customer_id)
    return recent.filter(seal=seal).first() if seal else None


def opened_by(found: Order, key: str) -> bool:
    """Tell whether `key` is the secret of the order's link, compared in constant time."""
    return secrets.compare_digest(found.access_key.encode(), key.encode())


@keeps("accounts.in_your_hands")
def of_customer(customer_id: int) -> QuerySet[Order]:
    """Return a customer's orders, newest first (R064)."""
    return Order.objects.filter(customer_id=customer_id).order_by("-placed_at", "-id")


def of_program(token_id: int, customer_id: int | None) -> QuerySet[Order]:
    """Return the orders that a program placed, and those of the customer for whom it acts; in no order."""
    placed = Q(placed_by=f"token:{token_id}", placed_by__startswith="token:")
    return Order.objects.filter(placed | Q(customer_id=customer_id) if customer_id else placed)


def of_somebody(customer_id: int | None, keys: Sequence[str]) -> QuerySet[Order]:
    """Return a customer's orders and those that the keys of links open, newest first."""
    theirs = Q(access_key__in=keys)
    return Order.objects.filter(theirs | Q(customer_id=customer_id) if customer_id else theirs).order_by(
        "-placed_at", "-id"
    )


def lines(order_id: int) -> QuerySet[OrderLine]:
    """Return what was bought, line by line, with what is made of it for its wearer."""
    return OrderLine.objects.filter(order_id=order_id).select_related("making", "notice").order_by("position")


def made_days(order_id: int) -> int:
    """Return the working days that what is made for its wearer adds to the order's way; 0 for nothing."""
    kept = OrderLine.objects.filter(order_id=order_id).only("as_sold")
    return max((line.made_days for line in kept), default=0)


def awaits(found: Order) -> bool:
    """Tell whether a piece of an order is still to come, so that it cannot be prepared (R054)."""
    return found.hold_id is not None and not inventory.is_filled(found.hold_id)


def waits_for_choice(found: Order) -> bool:
    """Tell whether the customer is asked to wait, exchange or be refunded, and not something else."""
    return _asked_about(found) in CHOICES


def waits_for_missing(found: Order) -> bool:
    """Tell whether the customer is being asked what to do without a piece that was bought."""
    return _asked_about(found) == MISSING


def _asked_about(found: Order) -> str:
    """Return why the customer is being asked something now; empty while nothing is asked."""
    if found.query != Query.ASKED:
        return ""
    asked = journal.entries(journal.subject_of(found)).filter(verb="ask").last()
    return asked.cause if asked else ""


def wants(order_id: int) -> dict[int, int]:
    """Return how many of each variant an order has, over all its lines."""
    rows = OrderLine.objects.filter(order_id=order_id).order_by().values_list("variant_id")
    return dict(rows.annotate(n=Sum("quantity")))


def contents(order_id: int) -> QuerySet[ParcelLine]:
    """Return what is in which parcel of an order."""
    return ParcelLine.objects.filter(line__order_id=order_id).select_related("parcel", "line").order_by("id")


def vat_given_back(found: Order) -> Money:
    """Return the VAT in what has gone back of an order's price; money that was no price contains none."""
    payable, price = found.payable, found.total
    kept, paid = (min(one, price.minor) for one in (payable.kept.minor, payable.paid_minor))
    return vat_in_part(found.vat, price, Money(paid - kept, found.currency))


def sold_lines(
    *, most: int, after: int = 0, variant_id: int | None = None, newest: bool = False
) -> list[SoldLine]:
    """Return lines of orders as they were sold: the oldest first from the one after `after` on, or newest.

    Of one variant when one is given.
    """
    order = "-pk" if newest else "pk"
    rows = OrderLine.objects.filter(pk__gt=after).select_related("order", "engraving").order_by(order)
    if variant_id is not None:
        rows = rows.filter(variant_id=variant_id)
    return [
        SoldLine(
            id=row.pk,
            reference=row.order.reference,
            variant_id=row.variant_id,
            unit=Money(row.unit_minor - row.made_minor, row.currency),
            placed_at=row.order.placed_at,
            left_the_union=row.order.vat_scope == Scope.OUTSIDE,
            made=Money(row.made_minor, row.currency),
            made_asked=Money(row.engraving.price_minor if row.engraving else 0, row.currency),
        )
        for row in rows[:most]
    ]


def queue(name: str) -> QuerySet[Order]:
    """Return the orders of a desk queue, the one due first on top."""
    found = Order.objects.filter(headline__in=QUEUES[name]).select_related("contact", "consignment")
    return found.order_by("dispatch_on", "placed_at", "id")


def to_send_by(day: date) -> QuerySet[Order]:
    """Return the paid orders that must have left by `day`, the one due first on top."""
    heads = (Headline.PAYMENT_AUTHORISED, Headline.IN_PREPARATION, Headline.READY_TO_SHIP)
    found = Order.objects.filter(headline__in=heads, dispatch_on__lte=day).select_related("contact")
    return found.order_by("dispatch_on", "placed_at", "id")


def named(order_ids: Sequence[int]) -> dict[int, Named]:
    """Return what orders are called, and their pages at the desk."""
    rows = Order.objects.filter(pk__in=order_ids).values_list("pk", "reference")
    return {pk: Named(reference, reverse("orders_desk:order", args=[reference])) for pk, reference in rows}


def counts() -> dict[str, int]:
    """Return how many orders each desk queue holds, in one query."""
    tallies = dict(Order.objects.values_list("headline").annotate(n=Count("id")).order_by())
    return {name: sum(tallies.get(head, 0) for head in heads) for name, heads in QUEUES.items()}


def search(words: str) -> QuerySet[Order]:
    """Find orders by reference, name, e-mail or parcel number."""
    said = words.strip()
    return (
        Order.objects.filter(
            Q(reference=tidy_reference(said))
            | Q(contact__email_key__startswith=said.casefold())
            | Q(contact__last_name__istartswith=said)
            | Q(consignment__parcels__number=said.upper().replace(" ", ""))
        )
        .select_related("contact", "consignment")
        .distinct()
        .order_by("-placed_at", "-id")
    )


def awaiting_transfer() -> QuerySet[Order]:
    """Return the open orders that wait for a bank transfer, oldest first."""
    waiting = Order.objects.filter(life=Life.OPEN, funds=Funds.UNPAID, means="transfer")
    return waiting.select_related("contact", "payable").order_by("placed_at", "id")


TOGETHER = """
SELECT mine.piece_id, theirs.piece_id, count(DISTINCT bought.id)
  FROM orders_order bought
  JOIN orders_orderline line ON line.order_id = bought.id
  JOIN catalogue_variant mine ON mine.id = line.variant_id
  JOIN orders_orderline beside ON beside.order_id = bought.id
  JOIN catalogue_variant theirs ON theirs.id = beside.variant_id AND theirs.piece_id <> mine.piece_id
 WHERE bought.placed_at >= %s AND bought.funds = %s
 GROUP BY mine.piece_id, theirs.piece_id
HAVING count(DISTINCT bought.id) >= %s
"""


def bought_together(*, since: datetime, at_least: int) -> list[tuple[int, int, int]]:
    """Return pairs of pieces, each both ways, and in how many paid orders since then they were together.

    Only the numbers leave the database; a pair that fewer than `at_least` orders know is not among them.
    """
    with connection.cursor() as cursor:
        cursor.execute(TOGETHER, [since, Funds.PAID, at_least])
        return [(piece, other, often) for piece, other, often in cursor.fetchall()]

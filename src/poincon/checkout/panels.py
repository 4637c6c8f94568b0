"""What the checkout adds to the order's page: paying, cancelling in time, choosing, an account."""

from datetime import datetime, timedelta

from django.http import HttpRequest

from poincon.catalogue import queries as catalogue
from poincon.charter import queries as charters
from poincon.charter.promises import keeps
from poincon.checkout import promised, quoting
from poincon.checkout import queries as cases
from poincon.checkout.actions import ending, paying
from poincon.foundation import clock
from poincon.foundation.languages import spoken
from poincon.foundation.registries import (
    Panel,
    account_panels,
    cart_panels,
    desk_order_panels,
    desk_today,
    order_panels,
    order_panels_beneath,
)
from poincon.inventory import queries as inventory
from poincon.inventory.states import HoldState
from poincon.kernel.money import Money
from poincon.orders import access
from poincon.orders import queries as orders
from poincon.orders.queries import Order
from poincon.orders.states import Funds, Life
from poincon.payments import queries as payments
from poincon.payments.states import AttemptState
from poincon.staff.policies import is_for
from poincon.staff.states import Role

SOON = timedelta(days=3)
UNPAID = "checkout/panels/unpaid.html"


@keeps("payments.transfer.reference_asked", "payments.transfer.fees_paid_by")
def _payment(_request: HttpRequest, order: object) -> dict[str, object] | None:
    """How to pay, how long the order is kept, and how long its pieces are reserved, which may be shorter."""
    if not isinstance(order, Order) or not paying.is_payable(order=order):
        return None
    transfer = charters.charter().payments.transfer if order.means == "transfer" else None
    now = clock.now()
    held = order.hold_id is not None and inventory.hold(order.hold_id).state == HoldState.HELD
    return {
        "order": order,
        "transfer": transfer,
        "reserved": promised.reserved_until(order, now) if held else None,
        "gone": not held and _is_gone(order, now),
    }


def _is_gone(order: Order, now: datetime) -> bool:
    """Tell whether a piece of an order that has nothing reserved any more could not be had today."""
    wants = orders.wants(order.pk)
    stands = inventory.availability(wants, at=now)
    return any(stands[pk].orderable < quantity for pk, quantity in wants.items())


def unpaid(request: HttpRequest, empty: object) -> dict[str, object] | None:
    """Return the orders that this browser left unpaid; where the cart is empty also one that ended so."""
    now = clock.now()
    own = access.recent(request, now)
    waiting = [one for one in own if paying.is_payable(order=one) and one.pay_until > now]
    over = own[0] if empty is True and own and own[0].life == Life.LAPSED else None
    if not waiting and over is None:
        return None
    return {"waiting": waiting, "over": over, "choice": len(charters.charter().payments.means) > 1}


def _lapsed(_request: HttpRequest, order: object) -> dict[str, object] | None:
    if not isinstance(order, Order) or order.life != Life.LAPSED:
        return None
    return {"over": order, "here": True}


def _cancelling(_request: HttpRequest, order: object) -> dict[str, object] | None:
    """Until when it can be cancelled, and changed by telling us; unpaid it ends no later than by itself."""
    now = clock.now()
    if not isinstance(order, Order) or not ending.may_cancel(order=order, at=now):
        return None
    unpaid = order.funds == Funds.UNPAID
    until = min(order.cancel_until, order.pay_until) if unpaid else order.cancel_until
    change = order.change_until if order.change_until > now and not unpaid else None
    return {"order": order, "until": until, "left": until - now, "change": change}


def _choice(_request: HttpRequest, order: object) -> dict[str, object] | None:
    if not isinstance(order, Order) or not orders.waits_for_choice(order):
        return None
    missing = orders.waits_for_missing(order)
    found = cases.cases_of(order.pk) if missing else []
    facts = catalogue.variant_facts([one.variant_id for one in found])
    pieces = [(one.quantity, facts[one.variant_id]) for one in found]
    chosen = cases.chosen(order.pk) if missing else ""
    return {"order": order, "missing": missing, "pieces": pieces, "chosen": chosen}


def _account(request: HttpRequest, order: object) -> dict[str, object] | None:
    if not isinstance(order, Order) or order.customer_id or request.user.is_authenticated:
        return None
    if order.life != Life.OPEN:
        return None
    return {"order": order, "email": order.contact.email}


def _means_in_words(key: str) -> str:
    means = quoting.means_of(key)
    return str(spoken(means, "label")) if means else key


def _money(_request: HttpRequest, order: object) -> dict[str, object] | None:
    from poincon.checkout.views.desk import ReceiptForm

    if not isinstance(order, Order):
        return None
    due = Money(order.total_minor - order.payable.kept.minor, order.currency)
    return {
        "order": order,
        "received": Money(order.payable.paid_minor, order.currency),
        "returned": Money(order.payable.refunded_minor, order.currency) or None,
        "returned_vat": orders.vat_given_back(order) or None,
        "attempts": [
            (
                one,
                _means_in_words(one.means),
                payments.STATES[AttemptState(one.state)],
                payments.advice(one.refusal) if one.refusal else "",
            )
            for one in payments.attempts(order.payable)
        ],
        "receipt": ReceiptForm(initial={"amount": due.amount}) if paying.is_payable(order=order) else None,
        "may_end": ending.may_end(order=order),
    }


def _missing(_request: HttpRequest, order: object) -> dict[str, object] | None:
    """What of an order is missing, what its buyer chose, and what is to be done next (R017)."""
    if not isinstance(order, Order) or not (found := cases.cases_of(order.pk)):
        return None
    ids = [one.variant_id for one in found]
    facts, expected = catalogue.variant_facts(ids), inventory.waited_for(order.hold_id or 0)
    return {
        "order": order,
        "rows": [(one, spoken(facts[one.variant_id], "name"), expected.get(one.variant_id)) for one in found],
        "choice": cases.chosen(order.pk),
        "since": found[0].found_at,
        "may_end": ending.may_end(order=order),
    }


def _money_today(_request: HttpRequest, member: object) -> dict[str, object] | None:
    """What somebody must do with the bank account today."""
    if not is_for(member, Role.COUNTER):
        return None
    refunds, waiting = payments.refunds_by_hand().count(), orders.awaiting_transfer()
    soon = waiting.filter(pay_until__lte=clock.now() + SOON)
    return {"refunds": refunds, "waiting": waiting.count(), "soon": soon.count()}


def register() -> None:
    """Add the panels; called once, when the app is ready."""
    cart_panels.register(Panel("unpaid", UNPAID, 10, unpaid))
    account_panels.register(Panel("unpaid", UNPAID, 5, unpaid))
    order_panels.register(Panel("lapsed", UNPAID, 10, _lapsed))
    order_panels.register(Panel("choice", "checkout/panels/choice.html", 10, _choice))
    order_panels.register(Panel("payment", "checkout/panels/payment.html", 20, _payment))
    order_panels.register(Panel("cancelling", "checkout/panels/cancelling.html", 30, _cancelling))
    desk_today.register(Panel("money", "checkout/desk/today.html", 30, _money_today, "counter"))
    desk_order_panels.register(Panel("missing", "checkout/desk/order_missing.html", 10, _missing))
    desk_order_panels.register(Panel("money", "checkout/desk/panel.html", 20, _money))
    order_panels_beneath.register(Panel("account", "checkout/panels/account.html", 90, _account))

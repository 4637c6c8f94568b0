"""The clocks of an order that waits for its payment, and what is done when they end."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from poincon.charter import queries as charters
from poincon.charter import running
from poincon.charter.actions import clocks
from poincon.charter.actions.clocks import Term
from poincon.charter.promises import keeps
from poincon.charter.queries import Means
from poincon.charter.states import ClockState
from poincon.checkout.actions import ending
from poincon.foundation.registries import ClockOwner, Named, Queue, clock_owners
from poincon.orders import queries as orders
from poincon.orders.actions import life
from poincon.orders.queries import Order

CARD = ("orders.reservation_minutes", "orders.unpaid_card_hours")
TRANSFER = ("payments.transfer.reserve_days", "payments.transfer.cancel_after_days")
QUEUE = Queue("money", _("Money"))
CUT_OFFS = ("orders.change_until", "orders.cancel_until")


def on_placing(order: Order, means: Means, held_until: datetime) -> list[Term]:
    """Return the clocks that run from the moment the button is pressed."""
    cut_offs = zip(CUT_OFFS, (order.change_until, order.cancel_until), strict=True)
    return [*_unpaid(order, means, held_until, order.placed_at), *(Term(*one) for one in cut_offs)]


def pay_by_other_means(order: Order, means: Means, held_until: datetime, at: datetime) -> None:
    """Give an unpaid order the clocks of the means by which it is now to be paid."""
    subject = f"order:{order.pk}"
    others = CARD if means.gateway == "transfer" else TRANSFER
    clocks.drop(subject=subject, at=at, cause="other_means", only=others)
    for term in _unpaid(order, means, held_until, at):
        clocks.move(subject=subject, term=term, at=at)


def _unpaid(order: Order, means: Means, held_until: datetime, at: datetime) -> list[Term]:
    """A card is refused at once; a transfer that does not come is asked after, on the charter's days."""
    reserved, ended = TRANSFER if means.gateway == "transfer" else CARD
    days = charters.charter().payments.transfer.remind_after_days if means.gateway == "transfer" else ()
    reminders = [at + timedelta(days=day) for day in days]
    return [Term(reserved, held_until, []), Term(ended, order.pay_until, reminders)]


def reserved_until(order: Order, now: datetime) -> datetime | None:
    """Return until when the pieces of an unpaid order are reserved; None when that time is over."""
    terms = running.of_subject(f"order:{order.pk}", (CARD[0], TRANSFER[0]))
    left = (one.due_at for one in terms if one.state == ClockState.RUNNING and one.due_at > now)
    return max(left, default=None)


@keeps("payments.transfer.remind_after_days")
def _remind(order_id: int, at: datetime) -> None:
    life.remind(order_id=order_id, at=at)


def _lapse(order_id: int, at: datetime) -> bool:
    return ending.lapse(order_id=order_id, at=at)


def _named(order_ids: Sequence[int]) -> Mapping[int, Named]:
    return orders.named(order_ids)


def register() -> None:
    """Answer for the clocks; called once, when the app is ready."""
    clock_owners.register(ClockOwner(TRANSFER[1], QUEUE, 20, _named, act=_lapse, remind=_remind))
    clock_owners.register(ClockOwner(CARD[1], QUEUE, 21, _named, act=_lapse))
    for order, promise in enumerate((CARD[0], TRANSFER[0], *CUT_OFFS), start=22):
        clock_owners.register(ClockOwner(promise, QUEUE, order, _named))

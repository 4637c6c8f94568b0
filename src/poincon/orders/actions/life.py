"""The order's life, its money, and questions to the customer."""

from datetime import date, datetime

from django.db import transaction

from poincon.charter import queries as charters
from poincon.charter import running
from poincon.charter.actions import clocks
from poincon.charter.actions.clocks import Term
from poincon.charter.promises import keeps
from poincon.foundation import clock, journal
from poincon.foundation.facts import announce
from poincon.foundation.models import Entry
from poincon.kernel.money import Money
from poincon.kernel.refusal import Refusal
from poincon.orders import locking, queries
from poincon.orders.events import (
    MeansChanged,
    MoneyReturned,
    OrderAnswered,
    OrderAsked,
    OrderCancelled,
    OrderComplete,
    OrderPaid,
    OrderRedated,
    OrderRefunded,
    OrderShort,
    OrderUnservable,
    PaymentRefused,
    TransferReminded,
)
from poincon.orders.models import Order, OrderContact
from poincon.orders.states import (
    BACK_FLOW,
    FUNDS_FLOW,
    LIFE_FLOW,
    MISSING,
    QUERY_FLOW,
    UNSERVABLE,
    Funds,
    Life,
    Query,
    Work,
)

DISPATCH = "orders.dispatch_within_days"
IN_THE_HOUSE = (Work.WAITING, Work.PREPARING, Work.READY)
UNPAID = ("payments.transfer.cancel_after_days", "orders.unpaid_card_hours")


class OrderEnded(Refusal):
    """The order was cancelled or lapsed meanwhile."""

    code = "order_ended"


def pay(*, order_id: int, actor: str, at: datetime) -> Order:
    """Book that all the money is there and the pieces are the buyer's."""
    with transaction.atomic():
        order = locking.locked(order_id)
        if order.life != Life.OPEN:
            raise OrderEnded(life=order.life)
        locking.step(order, FUNDS_FLOW, "pay", field="funds", actor=actor, at=at)
        announce(OrderPaid(order.pk), at=at)
        _redate(order, actor, at)
        dispatch = Term(DISPATCH, clock.end_of(order.dispatch_on))
        clocks.start(subject=journal.subject_of(order), of=[dispatch], at=at)
    return order


@keeps("orders.dispatch_within_days")
def _redate(order: Order, actor: str, at: datetime) -> None:
    """Count the days of dispatch from the payment when it came later than the order (R045).

    As many days as were promised with the order, whatever the charter says by now.
    """
    promised = charters.charter_at(order.placed_at)
    days = queries.made_days(order.pk)
    leaves = charters.dispatch_by(promised, at, carrier=order.consignment.carrier, making_days=days)
    if leaves > order.dispatch_on:
        _move(order, leaves, verb="redate", actor=actor, at=at)


def reschedule(*, order_id: int, leaves: date | None, at: datetime) -> bool:
    """Note that pieces ordered ahead let the order leave on another day, and have its customer told (R014).

    None when nobody can say any more; the order keeps its days then. False when there is nothing to tell.
    What was promised for its dispatch stays promised: a maker who is late excuses nobody.
    """
    with transaction.atomic():
        order = locking.locked(order_id)
        after = leaves.isoformat() if leaves else ""
        moves = [one.after for one in _entries(order, "reschedule")]
        told = moves[-1] if moves else order.dispatch_on.isoformat()
        if order.life != Life.OPEN or order.work != Work.WAITING or told == after:
            return False
        _move(order, leaves, verb="reschedule", actor="shop", at=at)
        announce(OrderRedated(order.pk, len(moves) + 1, known=leaves is not None), at=at)
    return True


@keeps("stock.sells_ahead")
def complete(*, order_id: int, at: datetime) -> bool:
    """Note that the last awaited piece is here: the order leaves sooner, and its customer is told (R014).

    Its days are reckoned from now, never later than was promised; where that day has passed, as soon as the
    house sends any order. False when it is not so, was told already, or the order has left or ended.
    """
    with transaction.atomic():
        order = locking.locked(order_id)
        told = _entries(order, "complete", "reschedule", "ask")
        is_told = bool(told) and told[-1].verb == "complete"
        if order.life != Life.OPEN or order.work not in IN_THE_HOUSE or is_told or queries.awaits(order):
            return False
        leaves = _leaves_now(order, at)
        _move(order, leaves, verb="complete", actor="shop", at=at)
        if order.funds == Funds.PAID:
            dispatch = Term(DISPATCH, clock.end_of(leaves))
            clocks.bring_forward(subject=journal.subject_of(order), term=dispatch, at=at)
        rounds = sum(one.verb == "complete" for one in told)
        announce(OrderComplete(order.pk, rounds + 1), at=at)
    return True


def _leaves_now(order: Order, at: datetime) -> date:
    then, today = charters.charter_at(order.placed_at), clock.local_day(at)
    days = queries.made_days(order.pk)
    soonest = charters.dispatch_by(then, at, carrier=order.consignment.carrier, making_days=days)
    due = running.of_subject(journal.subject_of(order), [DISPATCH])
    promised = [order.dispatch_on, *(clock.day_ending_at(one.due_at) for one in due)]
    return min([soonest, *(day for day in promised if day >= today)])


def _entries(order: Order, *verbs: str) -> list[Entry]:
    return [one for one in journal.entries(journal.subject_of(order)) if one.verb in verbs]


def _move(order: Order, leaves: date | None, *, verb: str, actor: str, at: datetime) -> None:
    """Write another day of dispatch down, with the days of arrival after it; None is written alone."""
    journal.write(
        subject=journal.subject_of(order),
        verb=verb,
        field="dispatch_on",
        before=order.dispatch_on.isoformat(),
        after=leaves.isoformat() if leaves else "",
        actor=actor,
        at=at,
    )
    if leaves:
        order.dispatch_on = leaves
        order.arrives_from, order.arrives_until = charters.delivery_window(order.consignment, leaves)
        order.save(update_fields=["dispatch_on", "arrives_from", "arrives_until"])


def tell_refusal(*, order_id: int, attempt_id: int, at: datetime) -> None:
    """Announce that the bank refused an attempt; the order itself stays as it is, payable."""
    with transaction.atomic():
        announce(PaymentRefused(order_id, attempt_id), at=at)


def cancel(*, order_id: int, actor: str, at: datetime, cause: str) -> Order:
    """End the order for a reason; what was paid is given back by whoever conducts."""
    with transaction.atomic():
        order = locking.locked(order_id)
        locking.step(order, LIFE_FLOW, "cancel", field="life", actor=actor, at=at, cause=cause)
        announce(OrderCancelled(order.pk, cause), at=at)
        clocks.drop(subject=journal.subject_of(order), at=at, cause=cause)
    return order


def lapse(*, order_id: int, at: datetime) -> Order:
    """End an order whose money never came (R046)."""
    with transaction.atomic():
        order = locking.locked(order_id)
        locking.step(order, LIFE_FLOW, "lapse", field="life", actor="shop", at=at, cause="unpaid")
        announce(OrderCancelled(order.pk, "unpaid"), at=at)
        subject = journal.subject_of(order)
        clocks.keep(subject=subject, promises=UNPAID, at=at)
        clocks.drop(subject=subject, at=at, cause="unpaid")
    return order


def refund(*, order_id: int, actor: str, at: datetime) -> Order:
    """Book that all that came in has gone back."""
    with transaction.atomic():
        order = locking.locked(order_id)
        locking.step(order, FUNDS_FLOW, "refund", field="funds", actor=actor, at=at)
        announce(OrderRefunded(order.pk), at=at)
    return order


def tell_money_returned(*, order_id: int, refund_id: int, amount: Money, at: datetime) -> None:
    """Announce that money has gone back which leaves the order as it is: it had ended, or it was too much."""
    with transaction.atomic():
        announce(MoneyReturned(order_id, refund_id, amount.minor), at=at)


def hold(*, order_id: int, hold_id: int) -> None:
    """Give the order the pieces of another hold, after its first one had lapsed."""
    Order.objects.filter(pk=order_id).update(hold_id=hold_id)


def pay_by(*, order_id: int, means: str, until: datetime, actor: str, at: datetime) -> Order:
    """Note by which means the order is to be paid from now on; its time only grows (R046, R048)."""
    with transaction.atomic():
        order = locking.locked(order_id)
        if (order.means, order.pay_until) != (means, max(order.pay_until, until)):
            subject = journal.subject_of(order)
            journal.write(
                subject=subject,
                verb="pay_by",
                field="means",
                before=order.means,
                after=means,
                actor=actor,
                at=at,
            )
            if order.means != means:
                announce(MeansChanged(order.pk, means), at=at)
            order.means, order.pay_until = means, max(order.pay_until, until)
            order.save(update_fields=["means", "pay_until"])
    return order


def ask(*, order_id: int, actor: str, at: datetime, cause: str) -> Order:
    """Stop the order until the customer has been reached (R055)."""
    with transaction.atomic():
        order = locking.locked(order_id)
        locking.step(order, QUERY_FLOW, "ask", field="query", actor=actor, at=at, cause=cause)
        announce(OrderAsked(order.pk), at=at)
    return order


def ask_what_to_do(*, order_id: int, actor: str, at: datetime) -> Order:
    """Ask the customer whose money came too late whether to wait or be refunded."""
    with transaction.atomic():
        order = ask(order_id=order_id, actor=actor, at=at, cause=UNSERVABLE)
        announce(OrderUnservable(order.pk), at=at)
    return order


@keeps("stock.oversold_is_told")
def ask_about_missing(*, order_id: int, variant_id: int, quantity: int, at: datetime) -> bool:
    """Tell the customer that so many pieces of a variant are not there, and ask what to do (R017).

    The order stands still meanwhile, whatever it stood still for before. False when it is ended, unpaid, or
    asked already.
    """
    with transaction.atomic():
        order = locking.locked(order_id)
        if order.life != Life.OPEN or order.funds != Funds.PAID or queries.waits_for_missing(order):
            return False
        if order.query == Query.ASKED:
            settle(order_id=order_id, actor="shop", at=at, cause=MISSING)
        ask(order_id=order_id, actor="shop", at=at, cause=MISSING)
        announce(OrderShort(order_id, variant_id, quantity), at=at)
    return True


def settle(*, order_id: int, actor: str, at: datetime, cause: str = "") -> Order:
    """Let the order go on: the customer has answered."""
    with transaction.atomic():
        order = locking.locked(order_id)
        locking.step(order, QUERY_FLOW, "settle", field="query", actor=actor, at=at, cause=cause)
        announce(OrderAnswered(order.pk), at=at)
    return order


def take_back(*, order_id: int, actor: str, at: datetime) -> Order:
    """Book that the order came back to us and was checked (R058)."""
    with transaction.atomic():
        order = locking.locked(order_id)
        locking.step(order, BACK_FLOW, "take_back", field="back", actor=actor, at=at)
    return order


def remind(*, order_id: int, at: datetime) -> None:
    """Count a reminder to pay, and have it sent."""
    with transaction.atomic():
        order = locking.locked(order_id)
        order.reminders_sent += 1
        order.save(update_fields=["reminders_sent"])
        announce(TransferReminded(order.pk, order.reminders_sent), at=at)


def adopt(*, customer_id: int, email: str, actor: str, at: datetime) -> int:
    """Give a customer the guest orders of an address that they have proven to be theirs; tell how many."""
    with transaction.atomic():
        mine = OrderContact.objects.filter(email_key=email.casefold(), order__customer=None)
        orders = list(Order.objects.select_for_update().filter(contact__in=mine).order_by("id"))
        for order in orders:
            order.customer_id = customer_id
            order.save(update_fields=["customer"])
            journal.write(subject=journal.subject_of(order), verb="adopt", actor=actor, at=at)
        return len(orders)

"""Settling an attempt to pay: one function, whoever brings the news, once, twice, late or never."""

from datetime import datetime
from enum import StrEnum

from django.db import transaction

from poincon.charter.promises import keeps
from poincon.foundation.stepping import Overtaken
from poincon.inventory import actions as inventory
from poincon.inventory.actions import HoldGone, SoldOut
from poincon.kernel.flow import StepRefused
from poincon.kernel.money import Money
from poincon.orders import queries as orders
from poincon.orders.actions import life
from poincon.orders.actions.life import OrderEnded
from poincon.orders.queries import Order
from poincon.orders.states import Funds, Life
from poincon.payments import actions as payments
from poincon.payments import queries as payment_queries
from poincon.payments.queries import Attempt, Report
from poincon.payments.states import AttemptState

TRIES = 3


class Outcome(StrEnum):
    """What became of the attempt."""

    PAID = "paid"
    REFUSED = "refused"
    WAITING = "waiting"
    ENDED = "ended"


@keeps("stock.oversold_is_told")
def settle(*, attempt_id: int, at: datetime) -> Outcome:
    """Fetch the provider's truth about an attempt and act on it; safe to call at any moment.

    A payment claims the reserved pieces and marks the order as paid. Where that is no longer
    possible (the pieces were sold, the order has ended, it is paid already) all the money goes
    back by itself and the customer is told: never a silent orphan.
    """
    for _ in range(TRIES):
        attempt = payment_queries.attempt(attempt_id)
        if attempt.state == AttemptState.PAID:
            return Outcome.PAID
        report = payments.look(attempt=attempt)
        if report is None:
            return Outcome.WAITING
        try:
            return _apply(attempt, report, at)
        except (Overtaken, StepRefused, OrderEnded):
            continue  # somebody else was first: look again at how things stand now
    return Outcome.WAITING


def settle_latest(*, order_id: int, at: datetime) -> Order:
    """Ask the bank how the newest attempt stands, before something rests on the order being unpaid."""
    order = orders.order(order_id)
    attempt = payment_queries.latest_attempt(order.payable)
    if attempt is None or order.funds != Funds.UNPAID:
        return order
    settle(attempt_id=attempt.pk, at=at)
    return orders.order(order_id)


class Receipt(StrEnum):
    """What became of a transfer that was booked."""

    PAID = "paid"
    TOO_MUCH = "too_much"
    PART = "part"
    REPEATED = "repeated"
    GOES_BACK = "goes_back"


def receive_transfer(*, order_id: int, amount: Money, key: str, actor: str, at: datetime) -> Receipt:
    """Book a transfer that the bank statement shows, and say what became of it.

    When the pieces were released meanwhile and are gone, the customer is asked whether to wait or
    be refunded. What is more than was owed goes back, and so does all that comes for an order that has
    ended or is paid already: never a silent orphan.
    """
    for _ in range(TRIES):
        with transaction.atomic():
            receipt = _receive(orders.order(order_id), amount, key, actor, at)
            if receipt is not None:
                return receipt
            transaction.set_rollback(True)  # somebody booked meanwhile: reckon again from how it stands now
    raise Overtaken(verb="receive")


def _receive(order: Order, amount: Money, key: str, actor: str, at: datetime) -> Receipt | None:
    if payment_queries.is_booked(key):
        return Receipt.REPEATED
    servable = order.life == Life.OPEN and order.funds == Funds.UNPAID
    covering = amount.minor + order.payable.kept.minor >= order.total_minor
    served = servable and covering and _claim(order, at)
    got = payments.record_transfer(payable=order.payable, amount=amount, key=key, actor=actor, at=at)
    if not got.fresh or (servable and got.covered is not covering):
        return None
    if not servable:
        cause = "paid_twice" if order.life == Life.OPEN else "order_ended"
        payments.ask_refund(payable=order.payable, attempt=got.attempt, amount=amount, cause=cause, at=at)
        return Receipt.GOES_BACK
    if not covering:
        return Receipt.PART
    life.pay(order_id=order.pk, actor=actor, at=at)
    if not served:
        life.ask_what_to_do(order_id=order.pk, actor="shop", at=at)
    if not got.excess:
        return Receipt.PAID
    payments.ask_refund(
        payable=order.payable, attempt=got.attempt, amount=got.excess, cause="overpaid", at=at
    )
    return Receipt.TOO_MUCH


def _apply(attempt: Attempt, report: Report, at: datetime) -> Outcome:
    if report.state is AttemptState.PAID:
        with transaction.atomic():
            return _take_payment(attempt, report, at)
    if attempt.state != report.state and payments.record_refusal(attempt=attempt, report=report, at=at):
        order = orders.by_payable(attempt.payable_id)
        life.tell_refusal(order_id=order.pk, attempt_id=attempt.pk, at=at)
    return {
        AttemptState.REFUSED: Outcome.REFUSED,
        AttemptState.PENDING: Outcome.WAITING,
    }.get(report.state, Outcome.ENDED)


def _take_payment(attempt: Attempt, report: Report, at: datetime) -> Outcome:
    order = orders.by_payable(attempt.payable_id)
    servable = order.life == Life.OPEN and order.funds == Funds.UNPAID
    served = servable and _claim(order, at)
    if served:
        life.pay(order_id=order.pk, actor="bank", at=at)
    elif servable:
        life.cancel(order_id=order.pk, actor="shop", at=at, cause="sold_out")
    payments.record_payment(attempt=attempt, report=report, actor="bank", at=at)
    if served:
        payments.drop_open(payable=attempt.payable, at=at, cause="paid")
        return Outcome.PAID
    cause = "sold_out" if servable else "paid_twice" if order.funds == Funds.PAID else "order_ended"
    payments.ask_refund(payable=attempt.payable, attempt=attempt, amount=report.amount, cause=cause, at=at)
    return Outcome.ENDED


def _claim(order: Order, at: datetime) -> bool:
    """Make the pieces the buyer's: those held, or fresh ones when the hold is over; False when gone."""
    try:
        if order.hold_id is not None:
            inventory.claim(hold_id=order.hold_id, at=at)
            return True
    except HoldGone:
        pass
    wants = orders.wants(order.pk)
    try:
        with transaction.atomic():  # without the pieces the money is booked all the same
            hold = inventory.reserve(wants=wants, subject=f"order:{order.reference}", until=None, at=at)
    except SoldOut:
        return False
    inventory.claim(hold_id=hold.pk, at=at)
    life.hold(order_id=order.pk, hold_id=hold.pk)
    return True

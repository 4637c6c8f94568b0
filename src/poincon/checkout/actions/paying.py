"""Paying an order: opening the bank's page, trying again, and answering when money came too late."""

from datetime import datetime

from django.db import transaction

from poincon.charter.promises import keeps
from poincon.checkout import promised, quoting
from poincon.checkout.actions import ending
from poincon.checkout.actions import missing as missing_ones
from poincon.inventory import actions as inventory
from poincon.inventory.actions import HoldGone
from poincon.kernel.refusal import Refusal
from poincon.orders import queries as orders
from poincon.orders.actions import life
from poincon.orders.queries import Order
from poincon.orders.states import Funds, Life
from poincon.payments import actions as payments
from poincon.payments.queries import Attempt


class OrderNotPayable(Refusal):
    """The order is paid already, or has ended."""

    code = "order_not_payable"


class NothingAsked(Refusal):
    """Nobody waits for an answer about this order."""

    code = "nothing_asked"


def is_payable(*, order: Order) -> bool:
    return order.life == Life.OPEN and order.funds == Funds.UNPAID


def open_page(*, attempt: Attempt, urls: tuple[str, str, str], at: datetime) -> Attempt:
    """Ask the bank for the page of an attempt; `urls` are return, cancel and message addresses."""
    order = orders.by_payable(attempt.payable_id)
    return payments.open_page(
        attempt=attempt, reference=order.reference, language=order.language, urls=urls, at=at
    )


@keeps("payments.another_means_after_refusal")
def pay_again(*, order_id: int, means_key: str, actor: str, at: datetime) -> Attempt:
    """Start another attempt for an unpaid order, reserving its pieces again if their time was up.

    Raises OrderNotPayable, or inventory's SoldOut when the pieces are gone: nothing changes then.
    """
    with transaction.atomic():
        order = orders.order(order_id)
        means = quoting.means_of(means_key)
        if not is_payable(order=order) or means is None:
            raise OrderNotPayable()
        until = quoting.held_until(means, at)
        _keep_reserved(order, until, at)
        term = quoting.payable_until(means, at)
        order = life.pay_by(order_id=order.pk, means=means.key, until=term, actor=actor, at=at)
        promised.pay_by_other_means(order, means, until, at)
        return payments.begin_another(
            payable=order.payable, means=means.key, gateway_key=means.gateway, expires_at=until, at=at
        )


def answer(*, order_id: int, choice: str, actor: str, at: datetime) -> Order:
    """Take the choice of a customer whose pieces are gone: "wait", "refund", or "exchange".

    Another piece can be had for one that was bought and is missing, not where money came too late; the order
    stands still until the desk has found one with the customer. Raises NothingAsked when that is not what the
    customer was asked, or the answer is none of these.
    """
    with transaction.atomic():
        order = orders.order(order_id)
        missing = orders.waits_for_missing(order)
        if choice not in (missing_ones.CHOICES if missing else ("wait", "refund")):
            raise NothingAsked()
        if missing:
            missing_ones.note_choice(order=order, choice=choice, at=at)
        return order if choice == "exchange" else _answered(order, choice, actor, at)


def _answered(order: Order, choice: str, actor: str, at: datetime) -> Order:
    if not orders.waits_for_choice(order):
        raise NothingAsked()
    order_id = order.pk
    if choice == "wait":
        return life.settle(order_id=order_id, actor=actor, at=at, cause="waits")
    if not ending.may_end(order=order):
        raise NothingAsked()
    return ending.end(order_id=order_id, actor=actor, at=at, cause="customer")


def _keep_reserved(order: Order, until: datetime, at: datetime) -> None:
    try:
        if order.hold_id is not None:
            inventory.extend(hold_id=order.hold_id, until=until, at=at)
            return
    except HoldGone:
        pass
    wants = orders.wants(order.pk)
    hold = inventory.reserve(wants=wants, subject=f"order:{order.reference}", until=until, at=at)
    life.hold(order_id=order.pk, hold_id=hold.pk)

"""Ending an order before hand-over: the customer's cancellation, and orders nobody pays."""

from datetime import datetime

from django.db import transaction

from poincon.cart import actions as carts
from poincon.cart.actions import Returned
from poincon.cart.queries import Cart
from poincon.charter.promises import keeps
from poincon.checkout.actions import settling
from poincon.inventory import actions as inventory
from poincon.kernel.refusal import Refusal
from poincon.orders import queries as orders
from poincon.orders.actions import life
from poincon.orders.queries import Order
from poincon.orders.states import Funds, Life, Work
from poincon.payments import actions as payments
from poincon.payments import queries as payment_queries


class TooLate(Refusal):
    """The cut-off has passed, or preparation is over: the parcel can no longer be stopped (R061)."""

    code = "too_late_to_cancel"


class PaidMeanwhile(Refusal):
    """The order was paid by the time it was to be given up: it goes on."""

    code = "paid_meanwhile"


@keeps("orders.cancel_until")
def cancel(*, order_id: int, actor: str, at: datetime) -> Order:
    """Cancel at the customer's wish until the cut-off, decided from the moment of the request (R060).

    The pieces are free again and all that was paid goes back by the means it came.
    """
    order = orders.order(order_id)
    if not may_cancel(order=order, at=at):
        raise TooLate(until=order.cancel_until)
    return end(order_id=order_id, actor=actor, at=at, cause="customer")


def cancel_at_desk(*, order_id: int, actor: str, at: datetime) -> Order:
    """Cancel on the desk's decision, at any moment before the parcel leaves (R063). Raises TooLate after."""
    order = orders.order(order_id)
    if not may_end(order=order):
        raise TooLate(until=order.cancel_until)
    return end(order_id=order_id, actor=actor, at=at, cause="desk")


def may_end(*, order: Order) -> bool:
    """Tell whether nothing of the order has left yet."""
    return (
        order.life == Life.OPEN and order.work not in {Work.SHIPPED, Work.DELIVERED} and not _has_left(order)
    )


def may_cancel(*, order: Order, at: datetime) -> bool:
    """Tell whether the customer may cancel at that instant: before the cut-off, and before it is packed.

    A question of ours takes nothing away from what was promised.
    """
    at_work = order.work in {Work.WAITING, Work.PREPARING}
    return order.life == Life.OPEN and at_work and at < order.cancel_until


def end(*, order_id: int, actor: str, at: datetime, cause: str) -> Order:
    """End an open order for a reason, release its pieces and give back what came in."""
    with transaction.atomic():
        order = orders.order(order_id)
        _free(order, at, cause)
        ended = life.cancel(order_id=order_id, actor=actor, at=at, cause=cause)
        _give_back(ended, at, cause)
    return ended


@keeps("payments.transfer.cancel_after_days", "orders.unpaid_card_hours")
def lapse(*, order_id: int, at: datetime) -> bool:
    """End an order whose payment never came; the bank is asked one last time before (R046)."""
    order = settling.settle_latest(order_id=order_id, at=at)
    if order.life != Life.OPEN or order.funds != Funds.UNPAID or order.pay_until > at:
        return False
    with transaction.atomic():
        _free(order, at, "unpaid")
        ended = life.lapse(order_id=order_id, at=at)
        _give_back(ended, at, "unpaid")
    return True


def give_up(*, order_id: int, cart: Cart, actor: str, at: datetime) -> Order:
    """End an order that nobody has paid, at its buyer's wish, and put its pieces back into their cart.

    The bank is asked one last time before. Of an order that has ended unpaid already only the pieces come, so
    that a second press does no more than the first. Raises PaidMeanwhile; then nothing has changed.
    """
    settling.settle_latest(order_id=order_id, at=at)
    pieces = [
        Returned(line.variant_id, line.wish, line.quantity, line.unit) for line in orders.lines(order_id)
    ]
    with transaction.atomic():
        carts.put_back(cart_id=cart.pk, pieces=pieces, at=at)  # its lock keeps a second press waiting
        order = orders.order(order_id)
        if order.life == Life.OPEN:
            order = end(order_id=order_id, actor=actor, at=at, cause="customer")
        if order.funds != Funds.UNPAID:  # as read under the order's lock: a payment may have come just now
            raise PaidMeanwhile
    return order


def _free(order: Order, at: datetime, cause: str) -> None:
    """Put the pieces back on the shelf, whether they were held or the buyer's already."""
    if order.hold_id is not None and not inventory.release(hold_id=order.hold_id, at=at, cause=cause):
        inventory.put_back(hold_id=order.hold_id, at=at, cause=cause)


def _has_left(order: Order) -> bool:
    return orders.contents(order.pk).exists()


def _give_back(order: Order, at: datetime, cause: str) -> None:
    payable = order.payable
    payments.drop_open(payable=payable, at=at, cause=cause)
    for attempt, left in payment_queries.paid_attempts(payable):
        payments.ask_refund(payable=payable, attempt=attempt, amount=left, cause=cause, at=at)

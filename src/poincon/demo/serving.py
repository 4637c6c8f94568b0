"""What the house does with an order: each verb is one step of a story, taken by the counter."""

from datetime import datetime

from poincon.checkout.actions import ending
from poincon.demo import timeline
from poincon.orders import queries as orders
from poincon.orders.actions import life, work
from poincon.payments import actions as payments
from poincon.payments import queries as payment_queries
from poincon.shipping import queries as parcels


def counter() -> str:
    """Return the name under which the counter's colleague acts."""
    return f"staff:{timeline.ref('staff:counter')}"


def prepare(order_id: int, at: datetime) -> None:
    """Begin, unless the customer may still change what is made for them: it waits then, as it would here."""
    order = orders.order(order_id)
    if at < order.change_until and any(line.wish for line in orders.lines(order_id)):
        return
    work.prepare(order_id=order_id, actor=counter(), at=at)


def make_ready(order_id: int, at: datetime) -> None:
    work.make_ready(order_id=order_id, actor=counter(), at=at)


def ship(order_id: int, at: datetime) -> None:
    """Send all that is left."""
    _send(order_id, work.unsent(order=orders.order(order_id)), at)


def ship_first(order_id: int, at: datetime) -> None:
    """Send the first line alone; the rest follows in another parcel."""
    left = work.unsent(order=orders.order(order_id))
    first = next(iter(left))
    _send(order_id, {first: left[first]}, at)


def deliver(order_id: int, at: datetime) -> None:
    for parcel in parcels.parcels_of(orders.order(order_id).consignment_id):
        work.deliver(order_id=order_id, parcel_id=parcel.pk, actor="carrier", at=at)


def ask(order_id: int, at: datetime) -> None:
    life.ask(order_id=order_id, actor=counter(), at=at, cause="desk")


def take_back(order_id: int, at: datetime) -> None:
    life.take_back(order_id=order_id, actor=counter(), at=at)


def cancel(order_id: int, at: datetime) -> None:
    """Cancel at the customer's wish, before the cut-off."""
    ending.cancel(order_id=order_id, actor="visitor", at=at)


def refund(order_id: int, at: datetime) -> None:
    """Send back by hand what came by transfer; a card's money has gone back by itself."""
    payable = orders.order(order_id).payable
    for refund in payment_queries.refunds_by_hand().filter(payable=payable):
        payments.finish_refund(refund=refund, actor=counter(), at=at)


def lapse(order_id: int, at: datetime) -> None:
    ending.lapse(order_id=order_id, at=at)


def _send(order_id: int, contents: dict[int, int], at: datetime) -> None:
    order = orders.order(order_id)
    gone = parcels.parcels_of(order.consignment_id).count()
    number = f"6A{order_id:09d}{gone + 1:02d}"
    work.ship(
        order_id=order_id,
        carrier=order.consignment.carrier,
        number=number,
        contents=contents,
        actor=counter(),
        at=at,
    )

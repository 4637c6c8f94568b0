"""Moving an order: one lock, one step, one fresh headline, in one transaction."""

from datetime import datetime
from enum import StrEnum

from django.db import connection

from poincon.foundation.stepping import take_step
from poincon.kernel.flow import Flow
from poincon.orders.models import Order
from poincon.orders.states import headline


def locked(order_id: int) -> Order:
    """Return the order, locked until the surrounding transaction ends."""
    if not connection.in_atomic_block:
        raise RuntimeError("an order is locked inside a transaction")
    return Order.objects.select_for_update().get(pk=order_id)


def step[S: StrEnum](
    order: Order, flow: Flow[S], verb: str, *, field: str, actor: str, at: datetime, cause: str = ""
) -> None:
    """Take one step of one flow of a locked order, and store the headline that follows from it."""
    take_step(order, flow, verb, field=field, actor=actor, at=at, cause=cause)
    order.headline = headline(order.standing)
    order.save(update_fields=["headline"])

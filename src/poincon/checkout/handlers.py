"""What the checkout does when a bank speaks or a refund has left."""

from datetime import datetime

from poincon.checkout.actions import missing, settling
from poincon.foundation.facts import on
from poincon.inventory.events import HoldFilled, HoldShort
from poincon.orders import queries as orders
from poincon.orders.actions import life
from poincon.orders.events import OrderCancelled
from poincon.orders.states import Funds
from poincon.payments import queries as payments
from poincon.payments.events import AttemptReported, RefundDone


@on(AttemptReported)
def settle(fact: AttemptReported, at: datetime) -> None:
    """Fetch the truth about the attempt and act on it."""
    settling.settle(attempt_id=fact.attempt_id, at=at)


@on(HoldShort)
def open_case(fact: HoldShort, at: datetime) -> None:
    missing.open_case(hold_id=fact.hold_id, variant_id=fact.variant_id, quantity=fact.quantity, at=at)


@on(HoldFilled)
def close_case(fact: HoldFilled, at: datetime) -> None:
    missing.close_found(hold_id=fact.hold_id, at=at)


@on(OrderCancelled)
def close_ended(fact: OrderCancelled, at: datetime) -> None:
    missing.close_ended(order_id=fact.order_id, at=at)


@on(RefundDone)
def close_refunded(fact: RefundDone, at: datetime) -> None:
    """Mark the order as refunded once nothing of its money is left with us; tell of any other money."""
    order = orders.by_payable(fact.payable_id)
    if order.funds == Funds.PAID and not order.payable.kept:
        life.refund(order_id=order.pk, actor="shop", at=at)
    else:
        amount = payments.refund(fact.refund_id).amount
        life.tell_money_returned(order_id=order.pk, refund_id=fact.refund_id, amount=amount, at=at)

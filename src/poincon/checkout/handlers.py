"""What the checkout does when a bank speaks or a refund has left."""

from datetime import datetime

from poincon.checkout.actions import settling
from poincon.foundation.facts import on
from poincon.orders import queries as orders
from poincon.orders.actions import life
from poincon.orders.states import Funds
from poincon.payments import queries as payments
from poincon.payments.events import AttemptReported, RefundDone


@on(AttemptReported)
def settle(fact: AttemptReported, at: datetime) -> None:
    """Fetch the truth about the attempt and act on it."""
    settling.settle(attempt_id=fact.attempt_id, at=at)


@on(RefundDone)
def close_refunded(fact: RefundDone, at: datetime) -> None:
    """Mark the order as refunded once nothing of its money is left with us; tell of any other money."""
    order = orders.by_payable(fact.payable_id)
    if order.funds == Funds.PAID and not order.payable.kept:
        life.refund(order_id=order.pk, actor="shop", at=at)
    else:
        amount = payments.refund(fact.refund_id).amount
        life.tell_money_returned(order_id=order.pk, refund_id=fact.refund_id, amount=amount, at=at)

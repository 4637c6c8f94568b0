"""What orders do when something has happened: they write to the customer, and find their owner."""

from collections.abc import Sequence
from datetime import date, datetime

from poincon.accounts.events import AddressProven
from poincon.charter import queries as charters
from poincon.charter.promises import keeps
from poincon.customers import queries as customers
from poincon.foundation.facts import Told, gather, on
from poincon.inventory import queries as inventory
from poincon.inventory.events import HoldYielded, RestockMoved
from poincon.kernel.money import Money
from poincon.orders import mails, queries
from poincon.orders.actions import life
from poincon.orders.events import (
    MeansChanged,
    MoneyReturned,
    OrderCancelled,
    OrderComplete,
    OrderDelivered,
    OrderPaid,
    OrderPlaced,
    OrderRedated,
    OrderRefunded,
    OrderRemade,
    OrderShort,
    OrderUnservable,
    ParcelShipped,
    PaymentRefused,
    TransferReminded,
)
from poincon.orders.models import Order
from poincon.orders.states import Funds


@on(OrderPlaced)
def confirm(fact: OrderPlaced, at: datetime) -> None:
    mails.received(queries.order(fact.order_id), at)


@on(OrderPaid)
def thank(fact: OrderPaid, at: datetime) -> None:
    mails.paid(queries.order(fact.order_id), at)


@on(PaymentRefused)
def say_what_to_try(fact: PaymentRefused, at: datetime) -> None:
    """Write to the buyer that the order is kept, and what can be tried (R048)."""
    mails.refused(queries.order(fact.order_id), fact.attempt_id, at)


@on(MeansChanged)
def say_where_to_transfer(fact: MeansChanged, at: datetime) -> None:
    """Write to a buyer who now pays by transfer what their bank needs to know (R045, R047)."""
    if fact.means == "transfer":
        mails.transfer_details(queries.order(fact.order_id), at)


@on(ParcelShipped)
def send_tracking(fact: ParcelShipped, at: datetime) -> None:
    mails.shipped(queries.order(fact.order_id), fact.parcel_id, at)


@on(OrderDelivered)
def tell_delivery(fact: OrderDelivered, at: datetime) -> None:
    mails.delivered(queries.order(fact.order_id), at)


@on(OrderCancelled)
def tell_cancellation(fact: OrderCancelled, at: datetime) -> None:
    mails.cancelled(queries.order(fact.order_id), fact.cause, at)


@gather(RestockMoved)
@keeps("stock.sells_ahead")
def follow_restock(told: Sequence[Told], at: datetime) -> None:
    """Move the days of the orders that wait for these pieces, and have each customer told once (R014)."""
    variants = {fact.variant_id for fact in told if isinstance(fact, RestockMoved)}
    for order in queries.of_holds(inventory.awaiting(variants)):
        days = list(inventory.waited_for(order.hold_id).values()) if order.hold_id else []
        known = [day for day in days if day is not None]
        if days:
            leaves = _leaves(order, max(known), at) if len(known) == len(days) else None
            life.reschedule(order_id=order.pk, leaves=leaves, at=at)


def _leaves(order: Order, restock_on: date, at: datetime) -> date:
    """Return the day of dispatch as the order's own promises have it, from the day the pieces can leave."""
    then = charters.charter_at(order.placed_at)
    return charters.dispatch_by(
        then,
        at,
        carrier=order.consignment.carrier,
        restock_on=restock_on,
        making_days=queries.made_days(order.pk),
    )


@on(OrderRedated)
def tell_new_day(fact: OrderRedated, at: datetime) -> None:
    mails.redated(queries.order(fact.order_id), fact.round, known=fact.known, at=at)


@on(OrderComplete)
def tell_arrival(fact: OrderComplete, at: datetime) -> None:
    mails.complete(queries.order(fact.order_id), fact.round, at)


@on(OrderRemade)
def tell_what_is_made_now(fact: OrderRemade, at: datetime) -> None:
    mails.remade(queries.order(fact.order_id), fact.line_id, fact.round, at)


@on(OrderUnservable)
def ask_for_choice(fact: OrderUnservable, at: datetime) -> None:
    mails.unservable(queries.order(fact.order_id), at)


@on(OrderShort)
def ask_what_to_do_without(fact: OrderShort, at: datetime) -> None:
    mails.short(queries.order(fact.order_id), fact.variant_id, fact.quantity, at)


@on(HoldYielded)
def tell_unpaid(fact: HoldYielded, at: datetime) -> None:
    """Tell whoever has not paid yet that a piece is not there, before their money comes."""
    for order in queries.of_holds([fact.hold_id]):
        if order.funds == Funds.UNPAID:
            mails.yielded(order, fact.hold_id, at)


@on(OrderRefunded)
def tell_refund(fact: OrderRefunded, at: datetime) -> None:
    mails.refunded(queries.order(fact.order_id), at)


@on(MoneyReturned)
def tell_return(fact: MoneyReturned, at: datetime) -> None:
    order = queries.order(fact.order_id)
    mails.returned(order, fact.refund_id, Money(fact.amount_minor, order.currency), at)


@on(TransferReminded)
def remind(fact: TransferReminded, at: datetime) -> None:
    mails.reminder(queries.order(fact.order_id), fact.round, at)


@on(AddressProven)
def join_guest_orders(fact: AddressProven, at: datetime) -> None:
    """Give the guest orders of an address to the account that has proven to own it."""
    customer = customers.by_user(fact.user_id)
    if customer is not None:
        life.adopt(customer_id=customer.pk, email=customer.user.email, actor=f"user:{fact.user_id}", at=at)

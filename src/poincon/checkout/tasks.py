"""The checkout's periodic work: late truths, unpaid orders, reminders, forgotten carts."""

from datetime import timedelta

from procrastinate.contrib.django import app

from poincon.cart import actions as carts
from poincon.charter import queries as charters
from poincon.checkout.actions import ending, settling
from poincon.foundation import clock
from poincon.orders import queries as orders
from poincon.orders.actions import life
from poincon.payments import queries as payments

# A bank that has said nothing for two minutes is asked; its message may have been lost.
SILENCE = timedelta(minutes=2)


@app.periodic(cron="* * * * *")
@app.task(name="checkout.ask_banks", queue="upkeep", queueing_lock="checkout.ask_banks")
def ask_banks(timestamp: int) -> None:  # noqa: ARG001 - the tick it was due at
    """Fetch the truth about the attempts that nobody has reported on."""
    now = clock.now()
    for attempt in payments.unsettled(now - SILENCE)[:200]:
        settling.settle(attempt_id=attempt.pk, at=now)


@app.periodic(cron="*/5 * * * *")
@app.task(name="checkout.end_unpaid", queue="upkeep", queueing_lock="checkout.end_unpaid")
def end_unpaid(timestamp: int) -> None:  # noqa: ARG001
    """End the orders whose time to be paid is over (R046)."""
    now = clock.now()
    for order in orders.unpaid_since(now)[:500]:
        ending.lapse(order_id=order.pk, at=now)


@app.periodic(cron="20 * * * *")
@app.task(name="checkout.remind", queue="upkeep", queueing_lock="checkout.remind")
def remind(timestamp: int) -> None:  # noqa: ARG001
    """Remind those whose transfer is awaited, on the days that the charter names."""
    now = clock.now()
    days = charters.charter().payments.transfer.remind_after_days
    for order in orders.awaiting_transfer():
        due = sum(order.placed_at + timedelta(days=day) <= now for day in days)
        if due > order.reminders_sent:
            life.remind(order_id=order.pk, at=now)


@app.periodic(cron="40 3 * * *")
@app.task(name="checkout.forget_carts", queue="upkeep", queueing_lock="checkout.forget_carts")
def forget_carts(timestamp: int) -> None:  # noqa: ARG001
    """Remove the carts of unknown visitors that nobody has touched for a month."""
    carts.forget_old(at=clock.now())

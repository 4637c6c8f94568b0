"""The checkout's periodic work: late truths, unpaid orders, reminders, forgotten carts.

Each round only finds what is due and queues one job for each: an order that fails holds up no other.
"""

from datetime import timedelta

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.tasks import Task

from poincon.cart import actions as carts
from poincon.charter import queries as charters
from poincon.checkout.actions import ending, settling
from poincon.foundation import clock
from poincon.orders import queries as orders
from poincon.orders.actions import life
from poincon.payments import queries as payments

# A bank that has said nothing for two minutes is asked; its message may have been lost.
SILENCE = timedelta(minutes=2)
AT_ONCE = 500


@app.periodic(cron="* * * * *")
@app.task(name="checkout.ask_banks", queue="upkeep", queueing_lock="checkout.ask_banks")
def ask_banks(timestamp: int) -> None:  # noqa: ARG001 - the tick it was due at
    """Have the truth fetched about the attempts that nobody has reported on."""
    for attempt in payments.unsettled(clock.now() - SILENCE)[:AT_ONCE]:
        _queue(settle, attempt_id=attempt.pk)


@app.task(name="checkout.settle", queue="upkeep")
def settle(*, attempt_id: int) -> None:
    settling.settle(attempt_id=attempt_id, at=clock.now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="checkout.end_unpaid", queue="upkeep", queueing_lock="checkout.end_unpaid")
def end_unpaid(timestamp: int) -> None:  # noqa: ARG001
    """Have the orders ended whose time to be paid is over (R046)."""
    for order in orders.unpaid_since(clock.now())[:AT_ONCE]:
        _queue(lapse, order_id=order.pk)


@app.task(name="checkout.lapse", queue="upkeep")
def lapse(*, order_id: int) -> None:
    ending.lapse(order_id=order_id, at=clock.now())


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
    """Remove the carts of unknown visitors that nobody has touched for the charter's days."""
    carts.forget_old(at=clock.now())


def _queue(task: Task[..., None, ...], **about: int) -> None:
    """Queue one job, unless the same one waits already."""
    [subject] = about.values()
    try:
        with transaction.atomic():
            task.configure(queueing_lock=f"{task.name}:{subject}").defer(**about)
    except AlreadyEnqueued:
        return

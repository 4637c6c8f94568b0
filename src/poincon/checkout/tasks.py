"""The checkout's periodic work: late truths and forgotten carts. What has a term is driven by its clock.

Each round only finds what is due and queues one job for each: an order that fails holds up no other.
"""

from datetime import timedelta

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.tasks import Task

from poincon.cart import actions as carts
from poincon.checkout.actions import settling
from poincon.foundation import clock
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

"""The background jobs that keep facts, and other jobs, moving."""

import logging
from collections.abc import Iterable
from typing import NamedTuple

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from poincon.foundation import clock, facts
from poincon.foundation.retired import TASKS, Retired

logger = logging.getLogger(__name__)

# 1, 2, 4 ... seconds, a day and a half in all: a provider that is down for a night loses nothing.
PATIENT = RetryStrategy(max_attempts=17, exponential_wait=2)


@app.task(name="foundation.deliver", queue="facts", retry=PATIENT)
def deliver(*, fact_id: int, handler: str) -> None:
    """Hand one fact to one handler."""
    facts.carry_out(fact_id=fact_id, handler=handler, at=clock.now())


class Delivery(NamedTuple):
    """A fact for a handler; of those under one lock, the older comes first and the next waits for it."""

    fact_id: int
    handler: str
    lock: str


def queue(deliveries: Iterable[Delivery]) -> None:
    """Queue the deliveries in their order, all in one statement of the transaction that is under way."""
    jobs = [
        deliver.configure(lock=one.lock, task_kwargs={"fact_id": one.fact_id, "handler": one.handler}).job
        for one in deliveries
    ]
    if jobs:
        app.job_manager.batch_defer_jobs(jobs)


@app.periodic(cron="* * * * *")
@app.task(name="foundation.recover", queue="upkeep", queueing_lock="foundation.recover")
async def recover(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate passes the tick it was due at
    """Give the jobs of a killed worker to a living one; Procrastinate itself leaves them for dead."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=60):
        await app.job_manager.retry_job(job)


def _end_quietly(name: str, gone: Retired) -> None:
    """End the jobs of a task that there is no longer, which an older version of the shop has queued."""

    @app.task(name=name, queue="upkeep")
    def end(**_told: object) -> None:
        logger.info("%s is retired since %s, nothing is done", name, gone.since)


for _name, _gone in TASKS.items():
    _end_quietly(_name, _gone)

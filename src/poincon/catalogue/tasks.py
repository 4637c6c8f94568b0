"""The background job for what changes without anybody doing anything: a day has passed, or the rules have."""

from procrastinate.contrib.django import app

from poincon.catalogue import actions
from poincon.foundation import clock


@app.periodic(cron="40 3 * * *")
@app.task(name="catalogue.judge", queue="upkeep", queueing_lock="catalogue.judge")
def judge(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate passes the tick it was due at
    """Judge every piece anew each night: reports end, legal figures change, and so do our own rules."""
    actions.judge_all(at=clock.now())

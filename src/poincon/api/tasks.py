"""The API's periodic work."""

from procrastinate.contrib.django import app

from poincon.api import actions
from poincon.foundation import clock


@app.periodic(cron="17 * * * *")
@app.task(name="api.forget_answers", queue="upkeep", queueing_lock="api.forget_answers")
def forget_answers(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate passes the tick it was due at
    """Remove the kept answers of three days ago."""
    actions.forget_answers(at=clock.now())


@app.periodic(cron="*/10 * * * *")
@app.task(name="api.forget_tallies", queue="upkeep", queueing_lock="api.forget_tallies")
def forget_tallies(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate passes the tick it was due at
    """Remove the tallies of requests of the minutes that are over."""
    actions.forget_tallies(at=clock.now())

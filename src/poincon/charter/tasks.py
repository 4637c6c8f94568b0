"""The charter's periodic work: the scheduler of all clocks."""

from procrastinate.contrib.django import app

from poincon.charter.actions import striking
from poincon.foundation import clock


@app.periodic(cron="* * * * *")
@app.task(name="charter.strike", queue="upkeep", queueing_lock="charter.strike")
def strike(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate passes the tick it was due at
    """Deal with every clock that has come to a reminder or to its end."""
    striking.strike(at=clock.now())

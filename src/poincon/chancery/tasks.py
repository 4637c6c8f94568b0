"""The chancery's periodic work: noting that an edition has come into force."""

from procrastinate.contrib.django import app

from poincon.chancery.actions import deciding
from poincon.foundation import clock


@app.periodic(cron="* * * * *")
@app.task(name="chancery.inaugurate", queue="upkeep", queueing_lock="chancery.inaugurate")
def inaugurate(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate passes the tick it was due at
    """Write down what holds since its moment has come."""
    deciding.inaugurate_due(at=clock.now())

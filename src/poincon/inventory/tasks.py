"""The background job that clears away holds past their time."""

from procrastinate.contrib.django import app

from poincon.foundation import clock
from poincon.inventory import actions


@app.periodic(cron="* * * * *")
@app.task(name="inventory.lapse", queue="upkeep", queueing_lock="inventory.lapse")
def lapse(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate passes the tick it was due at
    """Free the pieces of every hold whose time is up; buyers never wait for this, the listing does."""
    actions.lapse_due(at=clock.now())

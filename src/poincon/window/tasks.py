"""The background job for what changes without anybody doing anything: a day of restocking that has passed."""

from procrastinate.contrib.django import app

from poincon.foundation import clock
from poincon.window import actions


@app.periodic(cron="4 * * * *")
@app.task(name="window.overdue", queue="upkeep", queueing_lock="window.overdue")
def overdue(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate passes the tick it was due at
    """Show again those pieces whose announced day is gone: they are no longer being restocked (R014)."""
    actions.refresh_overdue(at=clock.now())


@app.periodic(cron="9 * * * *")
@app.task(name="window.reduced", queue="upkeep", queueing_lock="window.reduced")
def reduced(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate passes the tick it was due at
    """Measure again what is struck through on cards, in case the house looks further back than before."""
    actions.refresh_reduced(at=clock.now())

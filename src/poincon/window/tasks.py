"""The background jobs for what changes without anybody doing anything: days that pass, and upgrades."""

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


@app.periodic(cron="14 * * * *")
@app.task(name="window.older", queue="upkeep", queueing_lock="window.older")
def older(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate passes the tick it was due at
    """Write anew what an older version of the shop has written, after an upgrade."""
    actions.refresh_older(at=clock.now())


@app.periodic(cron="24 3 * * *")
@app.task(name="window.unfound", queue="upkeep", queueing_lock="window.unfound")
def unfound(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate passes the tick it was due at
    """Forget what was searched in vain more than thirty days ago."""
    actions.forget_unfound(at=clock.now())


@app.periodic(cron="20 4 * * *")
@app.task(name="window.companions", queue="upkeep", queueing_lock="window.companions")
def companions(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate passes the tick it was due at
    """Count anew what is ordered together."""
    actions.match_companions(at=clock.now())

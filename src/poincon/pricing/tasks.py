"""Background jobs of prices: reductions that start and end, bulk edits, drafts that nobody wanted."""

from datetime import timedelta

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from poincon.foundation import clock
from poincon.pricing.actions import edits, reductions, turning

PATIENT = RetryStrategy(max_attempts=17, exponential_wait=2)
DRAFTS_LIVE = timedelta(days=7)


@app.periodic(cron="* * * * *")
@app.task(name="pricing.turn", queue="upkeep", queueing_lock="pricing.turn")
def turn(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate passes the tick it was due at
    """Write down what reductions have brought about."""
    turning.turn(at=clock.now())


@app.task(name="pricing.apply_edit", queue="upkeep", retry=PATIENT)
def apply_edit(*, edit_id: int, actor: str) -> None:
    """Write the prices of a confirmed bulk edit."""
    edits.apply(edit_id=edit_id, actor=actor, now=clock.now)


@app.task(name="pricing.undo_edit", queue="upkeep", retry=PATIENT)
def undo_edit(*, edit_id: int, actor: str) -> None:
    """Write back the prices from before a bulk edit."""
    edits.restore(edit_id=edit_id, actor=actor, now=clock.now)


@app.periodic(cron="17 3 * * *")
@app.task(name="pricing.forget_drafts", queue="upkeep", queueing_lock="pricing.forget_drafts")
def forget_drafts(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate passes the tick it was due at
    """Forget the drafts that nobody has confirmed in a week."""
    before = clock.now() - DRAFTS_LIVE
    reductions.forget_drafts(before=before)
    edits.forget_drafts(before=before)

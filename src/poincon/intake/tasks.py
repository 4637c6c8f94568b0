"""Background jobs of pieces: many put on show or taken back at once, and choices that nobody confirmed."""

from datetime import timedelta

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from poincon.foundation import clock
from poincon.intake import showings

PATIENT = RetryStrategy(max_attempts=17, exponential_wait=2)
DRAFTS_LIVE = timedelta(days=7)


@app.task(name="intake.apply_showing", queue="upkeep", retry=PATIENT)
def apply_showing(*, showing_id: int, actor: str) -> None:
    """Put the pieces of a confirmed showing on show."""
    showings.apply(showing_id=showing_id, actor=actor, now=clock.now)


@app.task(name="intake.undo_showing", queue="upkeep", retry=PATIENT)
def undo_showing(*, showing_id: int, actor: str) -> None:
    """Take the pieces of a showing off show again."""
    showings.restore(showing_id=showing_id, actor=actor, now=clock.now)


@app.periodic(cron="27 3 * * *")
@app.task(name="intake.forget_drafts", queue="upkeep", queueing_lock="intake.forget_drafts")
def forget_drafts(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate passes the tick it was due at
    """Forget the showings that nobody has confirmed in a week."""
    showings.forget_drafts(before=clock.now() - DRAFTS_LIVE)

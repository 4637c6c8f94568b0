"""Background jobs of pieces: many put on show, taken back or brought in, and what nobody confirmed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from poincon.foundation import clock
from poincon.intake import bringings, showings

PATIENT = RetryStrategy(max_attempts=17, exponential_wait=2)
DRAFTS_LIVE = timedelta(days=7)
ONE_FILE = "intake.bringing"  # the others wait: a long file leaves a worker to what cannot wait
ENOUGH = 3  # times that a job has failed for a reason of its own: then somebody at the desk decides


@app.task(name="intake.apply_showing", queue="upkeep", retry=PATIENT)
def apply_showing(*, showing_id: int, actor: str) -> None:
    """Put the pieces of a confirmed showing on show."""
    showings.apply(showing_id=showing_id, actor=actor, now=clock.now)


@app.task(name="intake.undo_showing", queue="upkeep", retry=PATIENT)
def undo_showing(*, showing_id: int, actor: str) -> None:
    """Take the pieces of a showing off show again."""
    showings.restore(showing_id=showing_id, actor=actor, now=clock.now)


@app.task(name="intake.rehearse_bringing", queue="upkeep", lock=ONE_FILE, retry=PATIENT, pass_context=True)
def rehearse_bringing(context: JobContext, *, bringing_id: int, actor: str) -> None:
    """See what would come of a product file."""
    with _giving_up(context, bringing_id):
        bringings.rehearse(bringing_id=bringing_id, actor=actor, now=clock.now)


@app.task(name="intake.carry_bringing", queue="upkeep", lock=ONE_FILE, retry=PATIENT, pass_context=True)
def carry_bringing(context: JobContext, *, bringing_id: int, actor: str) -> None:
    """Bring a confirmed product file in."""
    with _giving_up(context, bringing_id):
        bringings.carry(bringing_id=bringing_id, actor=actor, now=clock.now)


@contextmanager
def _giving_up(context: JobContext, bringing_id: int) -> Iterator[None]:
    """Note at the desk what fails again and again; the next attempt then finds nothing to do."""
    try:
        yield
    except Exception:
        if context.job.attempts + 1 >= ENOUGH:
            bringings.stop(bringing_id=bringing_id, actor="shop", at=clock.now())
        raise


@app.periodic(cron="27 3 * * *")
@app.task(name="intake.forget_drafts", queue="upkeep", queueing_lock="intake.forget_drafts")
def forget_drafts(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate passes the tick it was due at
    """Forget the showings that nobody has confirmed in a week, and the product files handed in before."""
    showings.forget_drafts(before=clock.now() - DRAFTS_LIVE)
    bringings.forget(before=clock.now() - DRAFTS_LIVE)

"""The wishlist's periodic work."""

from procrastinate.contrib.django import app

from poincon.foundation import clock
from poincon.wishlist import actions


@app.periodic(cron="50 3 * * *")
@app.task(name="wishlist.forget_old", queue="upkeep", queueing_lock="wishlist.forget_old")
def forget_old(timestamp: int) -> None:  # noqa: ARG001 - the tick it was due at
    """Remove the lists of unknown visitors that nobody has touched for the charter's days."""
    actions.forget_old(at=clock.now())

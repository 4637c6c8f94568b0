"""Background jobs of accounts; their arguments are ids alone."""

from procrastinate.contrib.django import app

from poincon.accounts import actions
from poincon.foundation import clock
from poincon.foundation.tasks import PATIENT


@app.task(name="accounts.answer_reset", queue="mail", retry=PATIENT)
def answer_reset(*, request_id: int) -> None:
    """Answer somebody who asked for a new password."""
    actions.answer_reset(request_id=request_id, at=clock.now())

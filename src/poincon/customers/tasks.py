"""Background jobs of customers; their arguments are ids alone."""

from procrastinate.contrib.django import app

from poincon.customers import actions
from poincon.foundation import clock
from poincon.foundation.tasks import PATIENT


@app.task(name="customers.answer_registration", queue="mail", retry=PATIENT)
def answer_registration(*, registration_id: int) -> None:
    """Answer somebody who wants an account."""
    actions.answer_registration(registration_id=registration_id, at=clock.now())


@app.periodic(cron="17 3 * * *")
@app.task(name="customers.forget_old_registrations", queue="upkeep")
def forget_old_registrations(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate passes the tick
    """Delete what strangers typed and never confirmed."""
    actions.forget_old_registrations(at=clock.now())

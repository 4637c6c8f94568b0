"""Background jobs of alerts; their arguments are ids alone."""

from procrastinate.contrib.django import app

from poincon.alerts import actions
from poincon.foundation import clock
from poincon.foundation.tasks import PATIENT


@app.task(name="alerts.answer", queue="mail", retry=PATIENT)
def answer(*, alert_id: int) -> None:
    """Answer somebody who wants to be told."""
    actions.answer(alert_id=alert_id, at=clock.now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="alerts.tell_all", queue="upkeep", queueing_lock="alerts.tell_all")
def tell_all(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate passes the tick it was due at
    """Tell those whose turn has come without a delivery: a piece was put back, or nobody took it."""
    actions.tell_all(at=clock.now())


@app.periodic(cron="37 * * * *")
@app.task(name="alerts.forget_old", queue="upkeep", queueing_lock="alerts.forget_old")
def forget_old(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate passes the tick it was due at
    """Delete addresses that are of no use any more."""
    actions.forget_old(at=clock.now())

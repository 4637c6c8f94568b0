"""Background jobs: what there is no reason to keep goes by night."""

from procrastinate.contrib.django import app

from poincon.foundation import clock
from poincon.past import actions


@app.periodic(cron="37 3 * * *")
@app.task(name="past.let_go", queue="upkeep")
def let_go(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate passes the tick
    """Delete past orders at the end of their term, and people who have not come within the house's own."""
    actions.let_go(at=clock.now())

"""Reporting's periodic work: the owners' letter of the morning, and the proof of the night."""

from procrastinate.contrib.django import app

from poincon.foundation import clock
from poincon.reporting import actions


@app.periodic(cron="*/10 * * * *")
@app.task(name="reporting.write_letter", queue="upkeep", queueing_lock="reporting.write_letter")
def write_letter(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate passes the tick it was due at
    """Write to the owners when it is morning and a promise was broken."""
    actions.write_letter(at=clock.now())


@app.periodic(cron="41 2 * * *")
@app.task(name="reporting.prove_prices", queue="upkeep", queueing_lock="reporting.prove_prices")
def prove_prices(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate passes the tick it was due at
    """Hold the price of every order against the history."""
    actions.prove_prices(at=clock.now())

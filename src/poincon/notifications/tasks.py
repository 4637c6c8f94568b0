"""The background jobs of the mail: one attempt, and the search for messages whose job was lost."""

from procrastinate.contrib.django import app

from poincon.foundation import clock
from poincon.notifications import actions


@app.task(name="notifications.send", queue="mail")
def send(*, message_id: int) -> None:
    """Try to send one message; its next attempt, if one is needed, is a job of its own."""
    actions.send(message_id=message_id, at=clock.now())


@app.periodic(cron="* * * * *")
@app.task(name="notifications.requeue_lost", queue="upkeep", queueing_lock="notifications.requeue_lost")
def requeue_lost(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate passes the tick it was due at
    """Find the messages that nobody is going to send, and queue them anew."""
    actions.requeue_lost(at=clock.now())

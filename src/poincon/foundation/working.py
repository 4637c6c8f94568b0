"""The worker: what runs the background jobs, each of which queues others within its own transaction."""

from collections.abc import Iterator
from contextlib import contextmanager

from procrastinate import App
from procrastinate.connector import BaseConnector
from procrastinate.contrib.django import app, connector_params
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.psycopg_connector import PsycopgConnector


class OwnTransaction(PsycopgConnector):
    """Finds jobs through connections of its own; what they queue goes through the connection of their thread.

    Procrastinate's own connector for workers queues through its pool even from within a job: what a job wants
    then begins before its transaction ends, and is wanted for good when that is undone.
    """

    def get_sync_connector(self) -> BaseConnector:
        return DjangoConnector()


@contextmanager
def worker() -> Iterator[App]:
    """Give the app as a worker runs it."""
    with app.replace_connector(OwnTransaction(kwargs=connector_params())) as working:
        yield working

"""A mail server for those who send, and a way to write a mail without many words."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings
from tests.notifications.post_office import PostOffice, post_office

from poincon.notifications import actions
from poincon.notifications.models import Message

Write = Callable[..., Message]


@pytest.fixture
def no_jobs(transactional_db: None) -> None:
    """Django's flush between tests leaves Procrastinate's tables alone."""
    ProcrastinateJob.objects.all().delete()


@pytest.fixture
def office(settings: Settings) -> Iterator[PostOffice]:
    with post_office() as open_office:
        settings.MAILERS = {
            "default": {
                "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
                "OPTIONS": {"host": "127.0.0.1", "port": open_office.port, "timeout": 5},
            }
        }
        yield open_office


@pytest.fixture
def write(noon: datetime) -> Write:
    def write(key: str = "order:1:received", **changes: object) -> Message:
        given: dict[str, object] = {
            "kind": "orders.received",
            "to": "ines@client.example",
            "language": "fr",
            "subject": "Votre commande K7M4-QX2P",
            "html": "<p>Merci, Inès.</p>",
            "text": "Merci, Inès.\n",
            "subject_ref": "order:1",
            "at": noon,
        }
        return actions.post(key=key, **(given | changes))  # type: ignore[arg-type]

    return write

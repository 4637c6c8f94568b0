"""Somebody takes their consent back while a file is read that tells of it: what they said holds."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, connections, transaction
from tests.eventually import eventually
from tests.past.files import CLEO
from tests.past.test_consents import WORDS, bring

from poincon.past import actions
from poincon.past.models import Person

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
MOVED = CLEO.replace("1 place Ronde", "2 place Ronde")


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select exists (select from pg_locks where not granted)")
        return bool(cursor.fetchone()[0])


def while_withdrawing(work: Callable[[], object]) -> list[Exception]:
    """Do `work` on another connection, so that it meets a withdrawal that is not committed yet."""
    raised: list[Exception] = []

    def run() -> None:
        try:
            work()
        except Exception as error:  # noqa: BLE001 - handed to the test
            raised.append(error)
        finally:
            connections.close_all()

    bring()
    with transaction.atomic():
        assert actions.withdraw(people=[Person.objects.get().pk], actor="staff:1", at=AT) == 1
        other = threading.Thread(target=run)
        other.start()
        eventually(somebody_waits)
    other.join()
    return raised


def test_a_file_that_is_being_read_does_not_bring_it_back() -> None:
    assert while_withdrawing(lambda: bring(MOVED)) == []
    row = Person.objects.get()
    assert (row.agreed_at, row.agreed_to, row.withdrawn_at) == (None, "", AT)
    assert row.line1 == "2 place Ronde"


def test_without_looking_once_more_it_would() -> None:
    """Negative control: writing without that look meets the withdrawal, and the database says no."""
    told = {"line1": "2 place Ronde", "agreed_at": AT, "agreed_to": WORDS, "agreed_from": "203.0.113.9"}
    (raised,) = while_withdrawing(lambda: Person.objects.update(**told))
    assert isinstance(raised, IntegrityError)
    assert "past_withdrawn_is_no_consent" in str(raised)

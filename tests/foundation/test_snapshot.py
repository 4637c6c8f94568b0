"""What is read of one instant does not move while others write."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import datetime

import pytest
from django.db import InternalError, connections, transaction

from poincon.foundation import journal
from poincon.foundation.models import Entry
from poincon.foundation.snapshot import one_instant

pytestmark = pytest.mark.django_db(transaction=True)


def written_meanwhile(at: datetime) -> None:
    def write() -> None:
        journal.write(subject="piece:1", verb="edit", actor="staff:2", at=at)
        connections.close_all()

    with ThreadPoolExecutor(1) as other:
        other.submit(write).result()


def counted_before_and_after(seeing: Callable[[], AbstractContextManager[object]], at: datetime) -> list[int]:
    with seeing():
        before = Entry.objects.count()
        written_meanwhile(at)
        return [before, Entry.objects.count()]


def test_what_others_write_meanwhile_is_not_seen(noon: datetime) -> None:
    assert counted_before_and_after(one_instant, noon) == [0, 0]
    assert Entry.objects.count() == 1


def test_a_plain_transaction_sees_it(noon: datetime) -> None:
    """Negative control."""
    assert counted_before_and_after(transaction.atomic, noon) == [0, 1]


def test_it_writes_nothing(noon: datetime) -> None:
    with pytest.raises(InternalError, match="read-only"), one_instant():
        journal.write(subject="piece:1", verb="edit", actor="staff:1", at=noon)
    journal.write(subject="piece:1", verb="edit", actor="staff:1", at=noon)
    assert Entry.objects.count() == 1

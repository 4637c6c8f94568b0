"""A reading words its question once and answers with the rows of the moment."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from poincon.foundation.models import Fact
from poincon.foundation.reading import Reading

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def test_rows_are_those_of_the_moment() -> None:
    reading = Reading(lambda: Fact.objects.filter(name="a").order_by("id").values_list("subject"))
    before = reading.rows()
    Fact.objects.create(name="a", subject="order:1", payload={}, at=AT)
    assert (before, reading.rows()) == ([], [("order:1",)])


def test_the_question_is_worded_once() -> None:
    worded: list[int] = []

    def compose() -> QuerySet[Fact, tuple[str]]:
        worded.append(1)
        return Fact.objects.values_list("subject")

    reading = Reading(compose)
    with CaptureQueriesContext(connection) as asked:
        reading.rows()
        reading.rows()
    assert (len(asked), len(worded)) == (2, 1)

"""A reading words its question once and answers with the rows of the moment."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from poincon.foundation.models import Fact
from poincon.foundation.reading import Reading
from poincon.window.models import Facet

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


def test_texts_stand_where_they_were_put_beside_what_never_varies() -> None:
    for subject in ("order:1", "order:2", "50% off", "o'clock"):
        Fact.objects.create(name="a", subject=subject, payload={}, at=AT)
    asked: list[int] = []

    def compose(*subjects: str) -> QuerySet[Fact, tuple[str]]:
        asked.append(len(subjects))
        named = Fact.objects.filter(name="a", subject__in=subjects).exclude(subject__contains="2")
        return named.order_by("id").values_list("subject")

    reading = Reading(compose)
    assert reading.rows("order:1", "order:2") == [("order:1",)]
    assert reading.rows("o'clock", "50% off") == [("50% off",), ("o'clock",)]
    assert reading.rows("%s") == []
    assert reading.rows("50% off") == [("50% off",)]
    assert asked == [2, 1]


def test_a_text_may_stand_in_several_places() -> None:
    for name, subject in (("a", "b"), ("a", "a"), ("b", "b")):
        Fact.objects.create(name=name, subject=subject, payload={}, at=AT)
    reading = Reading(
        lambda one: Fact.objects.filter(name=one, subject=one).order_by("id").values_list("name", "subject")
    )
    assert reading.rows("a") == [("a", "a")]
    assert reading.rows("b") == [("b", "b")]


def test_bytes_come_as_they_are_stored() -> None:
    Facet.objects.create(code="metal:gold", label="Or", bits=bytes(range(256)))
    for binary in (True, False):
        reading = Reading(lambda: Facet.objects.values_list("code", "label", "bits"), binary=binary)
        assert reading.rows() == [("metal:gold", "Or", bytes(range(256)))]

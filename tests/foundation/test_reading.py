"""A reading words its question once and answers with the rows of the moment."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.db.models import QuerySet, Value
from django.test.utils import CaptureQueriesContext

from poincon.foundation.models import Fact
from poincon.foundation.reading import START, Reading, in_set, those
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


def test_what_is_no_text_may_be_given_as_a_value() -> None:
    rows = [Fact.objects.create(name="a", subject=f"order:{n}", payload={}, at=AT) for n in range(3)]
    reading = Reading(
        lambda pk, at: (
            Fact.objects.filter(pk__gt=Value(pk), at__lte=Value(at)).order_by("id").values_list("pk")
        )
    )
    assert reading.rows(rows[0].pk, AT) == [(rows[1].pk,), (rows[2].pk,)]
    assert reading.rows(rows[1].pk, AT) == [(rows[2].pk,)]
    assert reading.rows(rows[1].pk, AT - timedelta(days=1)) == []


def test_tuples_and_what_is_left_open_are_the_shape_of_a_question() -> None:
    for name, subject in (("a", "order:1"), ("a", "order:2"), ("b", "order:3")):
        Fact.objects.create(name=name, subject=subject, payload={}, at=AT)
    shapes: list[object] = []

    def compose(names: tuple[str, ...], subject: str | None) -> QuerySet[Fact, tuple[str]]:
        shapes.append((len(names), subject is None))
        found = Fact.objects.filter(name__in=names) if names else Fact.objects.all()
        found = found if subject is None else found.exclude(subject=subject)
        return found.order_by("id").values_list("subject")

    reading = Reading(compose)
    assert reading.rows(("a",), None) == [("order:1",), ("order:2",)]
    assert reading.rows(("b",), None) == [("order:3",)]
    assert reading.rows(("a", "b"), "order:2") == [("order:1",), ("order:3",)]
    assert reading.rows((), "order:1") == [("order:2",), ("order:3",)]
    assert shapes == [(1, True), (2, False), (0, False)]


def test_a_question_that_would_change_what_is_given_is_refused() -> None:
    changed = Reading(lambda part: Fact.objects.filter(subject__icontains=part).values_list("subject"))
    with pytest.raises(TypeError, match="as they are given"):
        changed.rows("order")


def test_a_slice_begins_after_as_many_rows_as_are_told_be_it_within() -> None:
    for number in range(6):
        Fact.objects.create(name="a", subject=f"order:{number}", payload={}, at=AT)

    def compose(name: str, unlike: str, _start: str) -> QuerySet[Fact, tuple[str]]:
        some = Fact.objects.filter(name=name).order_by("id")[START : START + 2]
        told = Fact.objects.filter(those("pk", some.values("pk"))).exclude(subject=unlike)
        return told.order_by("-id").values_list("subject")

    reading = Reading(compose)
    assert reading.rows("a", "order:9", 2) == [("order:3",), ("order:2",)]
    assert reading.rows("a", "order:4", 4) == [("order:5",)]
    assert reading.rows("a", "order:9", 6) == []


def test_what_is_beyond_a_set_is_not_in_it() -> None:
    one, other, beyond = (Fact.objects.create(name="a", subject=f"{n}", payload={}, at=AT) for n in range(3))
    bits = (1 << other.pk).to_bytes(other.pk // 8 + 1, "little")
    assert list(Fact.objects.filter(in_set("id", other.pk + 1, bits))) == [other]
    assert list(Fact.objects.filter(in_set("id", 0, b""))) == []
    assert beyond.pk > other.pk > one.pk

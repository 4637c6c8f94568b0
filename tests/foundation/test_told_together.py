"""Facts that a conductor has stored as one: none is lost, none out of order, none is left over."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from poincon.foundation import facts
from poincon.foundation.facts import announce, together
from poincon.foundation.models import Fact

HERE = "tests.foundation.test_told_together."


@dataclass(frozen=True, slots=True)
class _Numbered:
    number: int

    @property
    def subject(self) -> str:
        return f"bead:{self.number}"


@facts.fact("tests.strung")
class Strung(_Numbered):
    pass


@facts.fact("tests.knotted")
class Knotted(_Numbered):
    pass


@facts.on(Strung)
@facts.on(Knotted)
def note(fact: _Numbered, at: datetime) -> None:
    """Nothing; what is looked at here are the jobs."""


@facts.gather(Strung)
def weigh(told: object, at: datetime) -> None:
    """Nothing either."""


@pytest.fixture
def witnessed() -> Iterator[list[str]]:
    """What a witness has heard of beads."""
    heard: list[str] = []

    def hear(name: str, subject: str, _at: datetime) -> None:
        if subject.startswith("bead:"):
            heard.append(name)

    facts.witness(hear)
    yield heard
    facts._witnesses.remove(hear)


def names() -> list[str]:
    return list(
        Fact.objects.filter(subject__startswith="bead:").order_by("id").values_list("name", flat=True)
    )


def jobs() -> list[tuple[str, str]]:
    """Return the handler and the lock of each job, in the order in which workers come to them."""
    told = list(Fact.objects.values_list("pk", flat=True))
    rows = ProcrastinateJob.objects.filter(args__handler__startswith=HERE, args__fact_id__in=told)
    return [
        (job.args["handler"].removeprefix(HERE), job.lock.partition("|")[2]) for job in rows.order_by("id")
    ]


@pytest.mark.django_db
def test_two_statements_store_them_all_in_their_order(noon: datetime) -> None:
    with transaction.atomic(), CaptureQueriesContext(connection) as asked, together():
        announce(Knotted(1), at=noon)
        announce(Strung(1), Strung(2), at=noon)
        announce(Knotted(2), at=noon)
        assert all("SAVEPOINT" in one["sql"] for one in asked.captured_queries)
    stored = [one["sql"] for one in asked.captured_queries if "SAVEPOINT" not in one["sql"]]
    assert [("foundation_fact" in sql, "procrastinate_defer" in sql) for sql in stored] == [
        (True, False),
        (False, True),
    ]
    assert names() == ["tests.knotted", "tests.strung", "tests.strung", "tests.knotted"]
    batch = Fact.objects.filter(name="tests.strung").values_list("batch", flat=True)[0]
    assert jobs() == [
        ("note", "bead:1"),
        ("note", "bead:1"),
        ("weigh", f"batch:{batch}"),
        ("note", "bead:2"),
        ("note", "bead:2"),
    ]


@pytest.mark.django_db
def test_what_must_be_true_with_a_fact_hears_of_it_at_once(noon: datetime, witnessed: list[str]) -> None:
    with transaction.atomic(), together():
        announce(Strung(1), at=noon)
        assert witnessed == ["tests.strung"]
    assert witnessed == ["tests.strung"]


@pytest.mark.django_db
def test_a_block_that_fails_tells_nothing_and_leaves_nothing_behind(noon: datetime) -> None:
    with pytest.raises(ZeroDivisionError):
        _told_then_failed(noon)
    with transaction.atomic():
        announce(Knotted(2), at=noon)
    assert names() == ["tests.knotted"]
    assert jobs() == [("note", "bead:2")]


@pytest.mark.django_db
def test_what_could_be_undone_alone_is_refused(noon: datetime) -> None:
    with pytest.raises(RuntimeError, match="undone alone"):
        _told_in_a_savepoint(noon)
    assert not names()


def _told_then_failed(at: datetime) -> None:
    with transaction.atomic(), together():
        announce(Strung(1), at=at)
        raise ZeroDivisionError


def _told_in_a_savepoint(at: datetime) -> None:
    with transaction.atomic(), together():
        announce(Strung(1), at=at)
        with transaction.atomic():
            announce(Strung(2), at=at)


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_it_is_a_mistake(noon: datetime) -> None:
    with pytest.raises(RuntimeError, match="inside the transaction"), together():
        announce(Strung(1), at=noon)
    assert not names()


@pytest.mark.django_db
def test_facts_told_before_the_block_have_their_job_already(noon: datetime) -> None:
    """A gatherer's job finds all facts of its transaction, those of a block included, and comes once."""
    with transaction.atomic():
        announce(Strung(1), at=noon)
        with together():
            announce(Strung(2), at=noon)
        announce(Strung(3), at=noon)
    assert [handler for handler, _lock in jobs()].count("weigh") == 1
    job = ProcrastinateJob.objects.get(args__handler=f"{HERE}weigh")
    assert len(facts.undelivered(fact_id=job.args["fact_id"], handler=job.args["handler"])) == 3


@pytest.mark.django_db(transaction=True)
def test_the_first_fact_of_a_transaction_is_not_asked_about(noon: datetime) -> None:
    """Whether a job is there already is asked from the second announcement on, of which the first reminds."""
    asked = []
    for _ in range(2):
        with transaction.atomic():
            for number in range(2):
                with CaptureQueriesContext(connection) as one:
                    announce(Strung(number), at=noon)
                asked.append(sum("AS told (name)" in query["sql"] for query in one.captured_queries))
    assert asked == [0, 1, 0, 1]
    assert [handler for handler, _lock in jobs()].count("weigh") == 2

"""Facts that are gathered: one job for a transaction, each counted once, one bad one harming no other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import pytest
from django.db import OperationalError, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from poincon.foundation import facts
from poincon.foundation.facts import announce, carry_out
from poincon.foundation.models import Delivery, Fact


@dataclass(frozen=True, slots=True)
class _Numbered:
    number: int

    @property
    def subject(self) -> str:
        return f"gem:{self.number}"


@facts.fact("tests.cut")
class Cut(_Numbered):
    pass


@facts.fact("tests.polished")
class Polished(_Numbered):
    pass


BAD, AWAY = -1, -2
heard: list[list[object]] = []


@facts.gather(Cut, Polished)
def look(told: Sequence[facts.Told], at: datetime) -> None:
    heard.append(list(told))
    numbers = {fact.subject for fact in told}
    if f"gem:{AWAY}" in numbers:
        raise OperationalError("the database is away")
    if f"gem:{BAD}" in numbers:
        raise ValueError("a flaw")


@pytest.fixture(autouse=True)
def _silence() -> None:
    heard.clear()


def queued() -> list[ProcrastinateJob]:
    jobs = ProcrastinateJob.objects.filter(task_name="foundation.deliver", args__handler__endswith=".look")
    return list(jobs.order_by("id"))


def work(at: datetime) -> None:
    for job in queued():
        carry_out(fact_id=job.args["fact_id"], handler=job.args["handler"], at=at)


@pytest.mark.django_db
def test_a_transaction_of_many_facts_is_one_job_and_one_call(noon: datetime) -> None:
    with transaction.atomic():
        for number in range(5):
            announce(Cut(number), at=noon)
            announce(Polished(number), at=noon)
    assert len(queued()) == 1
    work(noon)
    assert heard == [[kind(number) for number in range(5) for kind in (Cut, Polished)]]
    assert Delivery.objects.count() == Fact.objects.count() == 10


@pytest.mark.django_db
def test_what_was_dealt_with_does_not_come_again(noon: datetime) -> None:
    with transaction.atomic():
        announce(Cut(1), at=noon)
    [job] = queued()
    assert carry_out(fact_id=job.args["fact_id"], handler=job.args["handler"], at=noon)
    assert not carry_out(fact_id=job.args["fact_id"], handler=job.args["handler"], at=noon)
    assert heard == [[Cut(1)]]


@pytest.mark.django_db
def test_a_savepoint_that_is_undone_takes_only_its_own_job_along(noon: datetime) -> None:
    """The first fact of a transaction brings the job: undone, the next one has to bring it."""
    with transaction.atomic():
        with transaction.atomic():
            announce(Cut(1), at=noon)
            transaction.set_rollback(True)
        announce(Cut(2), at=noon)
        with transaction.atomic():
            announce(Cut(3), at=noon)
    assert len(queued()) == 1
    work(noon)
    assert heard == [[Cut(2), Cut(3)]]


@pytest.mark.django_db(transaction=True)
def test_each_transaction_has_a_job_of_its_own(noon: datetime) -> None:
    for number in (1, 2):
        with transaction.atomic():
            announce(Cut(number), at=noon)
            announce(Polished(number), at=noon)
    assert len({job.lock for job in queued()}) == 2
    work(noon)
    assert heard == [[Cut(1), Polished(1)], [Cut(2), Polished(2)]]


@pytest.mark.django_db
def test_one_bad_fact_does_not_keep_the_others_waiting(noon: datetime) -> None:
    with transaction.atomic():
        for number in (1, 2, BAD, 3, 4, 5):
            announce(Cut(number), at=noon)
    with pytest.raises(ExceptionGroup, match="1 of 6 facts"):
        work(noon)
    told = set(Delivery.objects.values_list("fact__subject", flat=True))
    assert told == {f"gem:{number}" for number in range(1, 6)}
    heard.clear()
    with pytest.raises(ExceptionGroup, match="1 of 1 facts"):
        work(noon)
    assert heard == [[Cut(BAD)]]


@pytest.mark.django_db
def test_a_database_that_is_away_is_not_asked_for_each_fact(noon: datetime) -> None:
    with transaction.atomic():
        for number in (1, AWAY, 2):
            announce(Cut(number), at=noon)
    with pytest.raises(OperationalError):
        work(noon)
    assert len(heard) == 1
    assert not Delivery.objects.exists()


@pytest.mark.django_db
def test_many_are_handed_over_some_at_a_time(noon: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts, "AT_ONCE", 2)
    with transaction.atomic():
        for number in range(5):
            announce(Cut(number), at=noon)
    work(noon)
    assert [len(told) for told in heard] == [2, 2, 1]


@pytest.mark.django_db
def test_a_fact_of_before_that_knows_no_transaction_comes_alone(noon: datetime) -> None:
    old = Fact.objects.create(name="tests.cut", subject="gem:7", payload={"number": 7}, at=noon, batch=None)
    Fact.objects.create(name="tests.cut", subject="gem:8", payload={"number": 8}, at=noon, batch=None)
    [handler] = facts.handlers_named("tests.cut")
    assert carry_out(fact_id=old.pk, handler=handler, at=noon)
    assert heard == [[Cut(7)]]


@pytest.mark.django_db
def test_the_number_of_an_old_transaction_may_come_back_after_a_restore(noon: datetime) -> None:
    with transaction.atomic():
        announce(Cut(1), at=noon)
        work(noon)
        announce(Cut(2), at=noon)
    assert len(queued()) == 2

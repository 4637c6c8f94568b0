"""A term that waits: a refund does not end before the piece, or proof of its sending, has come."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, connections, transaction
from django.db.models import QuerySet
from hypothesis import given, settings
from hypothesis import strategies as st

from poincon.charter import promises, running
from poincon.charter.actions import clocks, striking
from poincon.charter.actions.clocks import Term
from poincon.charter.handlers import hear
from poincon.charter.models import Clock
from poincon.foundation import registries
from poincon.foundation.registries import ClockOwner, Named, Queue

REFUND = "refunds.days"
SUBJECT = "return:1"
DECLARED = datetime(2026, 11, 20, 11, tzinfo=UTC)
END = datetime(2026, 12, 4, 23, tzinfo=UTC)  # the end of 4 December in Paris, fourteen days on
DAY = timedelta(days=1)
JUST = timedelta(microseconds=1)


@pytest.fixture
def reminded(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """An owner that writes down what it is reminded of."""
    told: list[int] = []
    owners: registries.Registry[ClockOwner] = registries.Registry()
    queue = Queue("returns", "Returns")
    owners.register(
        ClockOwner(
            REFUND,
            queue,
            1,
            lambda numbers: {number: Named(str(number), "/") for number in numbers},
            remind=lambda number, _at: told.append(number),
        )
    )
    monkeypatch.setattr(striking, "clock_owners", owners)
    return told


def declared(*, waits: bool = True) -> None:
    clocks.start(subject=SUBJECT, of=[Term(REFUND, waits=waits)], at=DECLARED)


def happens(fact: str, at: datetime) -> None:
    with transaction.atomic():
        hear(f"aftersales.{fact}", SUBJECT, at)


def the_clock() -> Clock:
    return Clock.objects.get(subject=SUBJECT)


def stands() -> tuple[str, datetime]:
    clock = the_clock()
    return clock.state, clock.due_at


@pytest.mark.django_db
def test_a_term_that_waits_is_neither_broken_nor_due_while_nothing_has_come(reminded: list[int]) -> None:
    declared()
    assert stands() == ("running", END)
    done = striking.strike(at=END + 40 * DAY)
    assert (stands(), done.broken, reminded) == (("paused", END), 0, [])
    assert striking.strike(at=END + 41 * DAY).any is False
    [tally] = running.tallies(at=END + 40 * DAY, end_of_today=END + 41 * DAY)
    assert (tally.open, tally.still, tally.due, tally.late, tally.owed) == (1, 1, 0, 0, 0)
    assert running.pressing(at=DECLARED, until=END + 50 * DAY, promises=[REFUND], limit=9) == []


@pytest.mark.django_db
@pytest.mark.parametrize("fact", ["posted", "received"])
def test_what_comes_in_time_leaves_the_end_where_it_was(reminded: list[int], fact: str) -> None:
    declared()
    happens(fact, DECLARED + DAY)
    assert stands() == ("running", END)
    striking.strike(at=END - 4 * DAY)
    striking.strike(at=END - JUST)
    assert (stands(), reminded) == (("running", END), [1])
    striking.strike(at=END)
    assert stands() == ("broken", END)


@pytest.mark.django_db
@pytest.mark.parametrize("struck", [True, False])
def test_what_comes_late_ends_the_term_with_its_day(reminded: list[int], *, struck: bool) -> None:
    declared()
    if struck:
        striking.strike(at=END + DAY)
    happens("posted", END + 6 * DAY + timedelta(hours=9))
    ends = END + 7 * DAY
    assert stands() == ("running", ends)
    striking.strike(at=ends - JUST)
    assert (stands(), reminded) == (
        ("running", ends),
        [1],
    )  # the desk is told at once: less than its days are left
    striking.strike(at=ends)
    assert stands() == ("broken", ends)


@pytest.mark.django_db
def test_the_first_of_the_two_decides() -> None:
    declared()
    happens("posted", DECLARED + 20 * DAY)
    before = stands()
    happens("received", DECLARED + 25 * DAY)
    assert (before, stands()) == (("running", DECLARED.replace(day=10, month=12, hour=23)), before)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("posted", "refunded", "state", "made_good"),
    [
        (None, END + 90 * DAY, "kept", False),
        (END + 2 * DAY, END + 2 * DAY + timedelta(hours=1), "kept", False),
        (END + 2 * DAY, END + 4 * DAY, "broken", True),
        (DECLARED + DAY, END, "kept", False),
        (DECLARED + DAY, END + JUST, "broken", True),
    ],
)
def test_the_instant_of_the_refund_decides(
    posted: datetime | None,
    refunded: datetime,
    state: str,
    *,
    made_good: bool,
) -> None:
    declared()
    if posted:
        happens("posted", posted)
    happens("refunded", refunded)
    striking.strike(at=refunded + 100 * DAY)
    assert (the_clock().state, the_clock().made_good_at is not None) == (state, made_good)


@pytest.mark.django_db
def test_where_nothing_has_to_come_back_the_term_ends_as_any_other() -> None:
    declared(waits=False)
    striking.strike(at=END)
    assert stands() == ("broken", END)
    happens("posted", END + 5 * DAY)
    assert stands() == ("broken", END)


@pytest.mark.django_db
def test_a_question_does_not_let_it_run_on_past_its_term() -> None:
    """Asked and answered while nothing has come: the answer is not the parcel."""
    declared()
    striking.strike(at=END)
    clocks.resume(subject=SUBJECT, promises=[REFUND], at=END + DAY)
    assert stands() == ("paused", END)
    happens("received", END + 2 * DAY)
    assert stands() == ("running", END + 3 * DAY)


@pytest.mark.django_db
def test_what_comes_during_a_question_waits_for_the_answer() -> None:
    declared()
    clocks.pause(subject=SUBJECT, promises=[REFUND], at=DECLARED + DAY)
    happens("posted", DECLARED + 2 * DAY)
    assert stands() == ("paused", END)
    clocks.resume(subject=SUBJECT, promises=[REFUND], at=DECLARED + 4 * DAY)
    assert stands() == ("running", END + 3 * DAY)


@dataclass(frozen=True)
class Course:
    """Hours after the declaration at which each thing happened, and at which the scheduler looked."""

    posted: int | None
    refunded: int | None
    rounds: tuple[int, ...]


hours = st.integers(1, 24 * 40)
courses = st.builds(
    Course,
    st.none() | hours,
    st.none() | hours,
    st.lists(hours, max_size=6).map(lambda some: tuple(sorted(some))),
)


def expected(course: Course) -> tuple[str, bool]:
    """Say how it must end, from the law alone: whenever the scheduler looked, and however often."""
    proof = DECLARED + timedelta(hours=course.posted) if course.posted else None
    paid = DECLARED + timedelta(hours=course.refunded) if course.refunded else None
    if paid and (proof is None or paid < proof):
        return "kept", False
    if proof is None:
        return "paused", False
    midnight = proof.replace(hour=23, minute=0)
    ends = max(END, midnight if proof < midnight else midnight + DAY)
    if paid is None:
        return "broken", False
    return ("kept", False) if paid <= ends else ("broken", True)


@pytest.mark.django_db
@settings(max_examples=75)
@given(course=courses)
def test_whenever_the_scheduler_looks_the_law_decides(course: Course) -> None:
    Clock.objects.all().delete()
    declared()
    steps = [(hour, 2, "") for hour in course.rounds]
    steps += [
        (hour, 1, name) for hour, name in ((course.posted, "posted"), (course.refunded, "refunded")) if hour
    ]
    for hour, _, fact in sorted(steps):
        at = DECLARED + timedelta(hours=hour)
        happens(fact, at) if fact else striking.strike(at=at)
    striking.strike(at=DECLARED + timedelta(days=400))
    clock = the_clock()
    assert (clock.state, clock.made_good_at is not None) == expected(course)


def struck_while_proof_comes(*, guarded: bool) -> str:
    """Have the parcel arrive after the scheduler has seen the clock and before it stops it."""
    declared()

    def arrive() -> None:
        happens("received", END + DAY)
        connections.close_all()

    rival = threading.Thread(target=arrive)

    def between(execute: Callable[..., object], sql: str, *rest: object) -> object:
        if sql.startswith("UPDATE") and rival.ident is None:
            rival.start()
            if not guarded:
                rival.join()
        return execute(sql, *rest)

    with connection.execute_wrapper(between):
        striking.strike(at=END + DAY)
    rival.join()
    return the_clock().state


@pytest.mark.django_db(transaction=True)
def test_proof_that_comes_while_the_scheduler_looks_is_not_lost() -> None:
    assert struck_while_proof_comes(guarded=True) == "running"
    assert stands() == ("running", END + 2 * DAY)


@pytest.mark.django_db(transaction=True)
def test_without_its_lock_the_scheduler_would_stop_a_clock_for_good(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control."""
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_options: self)
    assert struck_while_proof_comes(guarded=False) == "paused"


def test_only_promises_that_say_so_wait() -> None:
    waiting = [
        id for id, one in promises.clocks().items() if one.promise.clock and one.promise.clock.not_before
    ]
    assert waiting == [REFUND]

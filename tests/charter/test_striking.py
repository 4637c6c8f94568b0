"""The scheduler: each clock once, whoever else runs, whenever it was stopped, whatever fails."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from tests.crowd import at_once

from poincon.charter.actions import clocks, striking
from poincon.charter.actions.clocks import Term
from poincon.charter.models import Clock
from poincon.foundation import registries
from poincon.foundation.registries import ClockOwner, Named, Queue

NOON = datetime(2026, 11, 20, 11, tzinfo=UTC)
DAY = timedelta(days=1)
BY, AT, UNTIL = "wholesale.answer_within_days", "loyalty.points.valid_days", "guarantees.conformity_years"
SUBJECTS = {BY: "enquiry", AT: "lot", UNTIL: "piece"}


class Diary:
    """An owner that writes down what it is asked to do."""

    def __init__(self) -> None:
        self.acted: list[int] = []
        self.reminded: list[int] = []
        self.fails: set[int] = set()

    def act(self, number: int, at: datetime) -> bool:
        if number in self.fails:
            raise RuntimeError("the provider is down")
        done = self._mark(number, at)
        if done:
            self.acted.append(number)
        return done

    def _mark(self, number: int, at: datetime) -> bool:
        """As an order that is ended: the first who comes changes it, whoever comes later finds it changed."""
        open_ones = Clock.objects.filter(subject=f"lot:{number}", promise=AT, state="running")
        return bool(open_ones.update(state="kept", closed_at=at, wake_at=None))

    def remind(self, number: int, _at: datetime) -> None:
        self.reminded.append(number)


@pytest.fixture
def diary(monkeypatch: pytest.MonkeyPatch) -> Diary:
    diary = Diary()
    owners: registries.Registry[ClockOwner] = registries.Registry()
    owners.register(
        ClockOwner(AT, Queue("points", "Points"), 1, lambda _: {}, act=diary.act, remind=diary.remind)
    )
    owners.register(
        ClockOwner(
            BY,
            Queue("trade", "Trade"),
            2,
            lambda numbers: {number: Named(str(number), "/") for number in numbers},
            causes=lambda numbers: {number: "nobody_there" for number in numbers if number % 2},
        )
    )
    monkeypatch.setattr(striking, "clock_owners", owners)
    return diary


def start(promise: str, number: int, *, due: timedelta = DAY, remind: timedelta | None = None) -> None:
    reminders = [NOON + remind] if remind else []
    clocks.start(subject=f"{SUBJECTS[promise]}:{number}", of=[Term(promise, NOON + due, reminders)], at=NOON)


def states(promise: str) -> list[str]:
    return list(Clock.objects.filter(promise=promise).order_by("id").values_list("state", flat=True))


@pytest.mark.django_db
def test_each_kind_ends_in_its_own_way(diary: Diary) -> None:
    for promise in (BY, AT, UNTIL):
        start(promise, 1)
    before = striking.strike(at=NOON + DAY - timedelta(microseconds=1))
    done = striking.strike(at=NOON + DAY)
    assert (before.any, done.kept, done.broken) == (False, 2, 1)
    assert (states(BY), states(AT), states(UNTIL)) == (["broken"], ["kept"], ["kept"])
    assert (diary.acted, striking.strike(at=NOON + 9 * DAY).any) == ([1], False)


@pytest.mark.django_db
def test_a_broken_promise_says_why_and_when(diary: Diary) -> None:
    start(BY, 1)
    start(BY, 2)
    striking.strike(at=NOON + 5 * DAY)
    rows = Clock.objects.order_by("id").values_list("cause", "closed_at")
    assert list(rows) == [("nobody_there", NOON + DAY), ("", NOON + DAY)]


@pytest.mark.django_db
def test_after_a_stop_of_a_week_everything_is_caught_up_in_one_round(diary: Diary) -> None:
    for number in range(30):
        start(AT, number, due=DAY * (1 + number % 7))
    assert striking.strike(at=NOON + 7 * DAY).kept == 30
    assert sorted(diary.acted) == list(range(30))


@pytest.mark.django_db
def test_reminders_come_before_the_end_each_once(diary: Diary) -> None:
    clocks.start(subject="lot:4", of=[Term(AT, NOON + 9 * DAY, [NOON + 2 * DAY, NOON + 5 * DAY])], at=NOON)
    for hours in range(0, 8 * 24, 12):
        striking.strike(at=NOON + timedelta(hours=hours))
        striking.strike(at=NOON + timedelta(hours=hours))
    assert (diary.reminded, diary.acted) == ([4, 4], [])


@pytest.mark.django_db
def test_reminders_that_were_slept_through_are_one(diary: Diary) -> None:
    clocks.start(subject="lot:4", of=[Term(AT, NOON + 9 * DAY, [NOON + 2 * DAY, NOON + 5 * DAY])], at=NOON)
    striking.strike(at=NOON + 6 * DAY)
    striking.strike(at=NOON + 7 * DAY)
    assert diary.reminded == [4]


@pytest.mark.django_db
def test_what_fails_waits_longer_each_time_and_holds_up_no_other(diary: Diary) -> None:
    diary.fails = {1}
    start(AT, 1)
    start(AT, 2)
    at = NOON + DAY
    assert (striking.strike(at=at).failed, diary.acted) == (1, [2])
    assert striking.strike(at=at).failed == 0
    assert striking.strike(at=at + timedelta(minutes=1)).failed == 1
    assert striking.strike(at=at + timedelta(minutes=2)).failed == 0
    diary.fails = set()
    striking.strike(at=at + timedelta(minutes=3))
    assert (diary.acted, states(AT)) == ([2, 1], ["kept", "kept"])


@pytest.mark.django_db
def test_a_promise_that_nobody_answers_for_is_not_counted_as_kept(diary: Diary) -> None:
    orphan = "loyalty.points.credited_after_days"
    clocks.start(subject="order:1", of=[Term(orphan, NOON + DAY, [])], at=NOON)
    assert striking.strike(at=NOON + DAY).failed == 1
    assert states(orphan) == ["running"]


@pytest.mark.django_db
def test_a_clock_that_is_moved_while_it_is_due_is_not_struck(diary: Diary) -> None:
    """The owner, asked to act, finds that the end has been put off meanwhile."""
    start(AT, 1)

    def put_off(number: int, at: datetime) -> bool:
        clocks.move(subject=f"lot:{number}", term=Term(AT, at + 5 * DAY, []), at=at)
        return False

    diary.act = put_off  # type: ignore[method-assign]
    owner = ClockOwner(AT, Queue("points", "Points"), 1, lambda _: {}, act=put_off)
    for one in list(striking.clock_owners):
        if one.promise == AT:
            striking.clock_owners._members.remove(one)
    striking.clock_owners.register(owner)
    striking.strike(at=NOON + DAY)
    clock = Clock.objects.get()
    assert (clock.state, clock.due_at) == ("running", NOON + 6 * DAY)


@pytest.mark.django_db(transaction=True)
def test_eight_schedulers_at_once_do_each_thing_once(diary: Diary) -> None:
    for number in range(40):
        start(AT, number)
        start(BY, number)
        start(UNTIL, number)
    struck: list[striking.Struck] = []
    assert at_once(8, lambda: struck.append(striking.strike(at=NOON + DAY))) == []
    assert sorted(diary.acted) == list(range(40))
    assert sum(one.broken for one in struck) == 40
    assert sum(one.kept for one in struck) == 80
    assert Clock.objects.filter(state="running").count() == 0


@pytest.mark.django_db(transaction=True)
def test_without_its_guard_eight_schedulers_would_act_several_times(
    diary: Diary, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: an owner that does not look whether it was done already."""
    monkeypatch.setattr(Diary, "_mark", lambda _self, _number, _at: True)
    for number in range(40):
        start(AT, number)
    at_once(8, lambda: striking.strike(at=NOON + DAY))
    assert len(diary.acted) > 40


@pytest.mark.django_db(transaction=True)
def test_a_scheduler_killed_midway_leaves_the_rest_for_the_next(diary: Diary) -> None:
    for number in range(10):
        start(AT, number)

    class Killed(BaseException):
        """What a kill looks like from inside: nothing after it runs."""

    alive = diary.act

    def dies(number: int, at: datetime) -> bool:
        done = alive(number, at)
        if number == 4:
            raise Killed
        return done

    owners: registries.Registry[ClockOwner] = registries.Registry()
    owners.register(ClockOwner(AT, Queue("points", "Points"), 1, lambda _: {}, act=dies))
    whole, striking.clock_owners = striking.clock_owners, owners
    with pytest.raises(Killed):
        striking.strike(at=NOON + DAY)
    striking.clock_owners = whole
    connection.close()
    striking.strike(at=NOON + DAY)
    assert sorted(diary.acted) == list(range(10))
    assert set(states(AT)) == {"kept"}

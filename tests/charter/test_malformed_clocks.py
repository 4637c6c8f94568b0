"""A clock that is not as it should be costs nobody else theirs, and is told in one clear report."""

import logging
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from poincon.charter import running
from poincon.charter.actions import clocks, striking
from poincon.charter.actions.clocks import Term
from poincon.charter.models import Clock
from poincon.charter.promises import UnknownPromise
from poincon.charter.schema import Clock as Declared
from poincon.charter.terms import NoClock
from poincon.foundation import registries
from poincon.foundation.registries import ClockOwner, Named, Queue

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 11, tzinfo=UTC)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
BY, AT, UNTIL = "wholesale.answer_within_days", "loyalty.points.valid_days", "guarantees.conformity_years"


class Owner:
    """Answers for all three kinds, and fails where it is told to."""

    def __init__(self) -> None:
        self.reminded: list[int] = []
        self.broken_down: set[str] = set()

    def named(self, numbers: Sequence[int]) -> Mapping[int, Named]:
        return {number: Named(str(number), "/") for number in numbers}

    def act(self, number: int, at: datetime) -> bool:
        clocks.keep(subject=f"order:{number}", promises=[AT], at=at)
        return True

    def remind(self, number: int, _at: datetime) -> None:
        if "remind" in self.broken_down and number == 1:
            raise RuntimeError("the mail cannot be written")
        self.reminded.append(number)

    def causes(self, numbers: Sequence[int]) -> Mapping[int, str]:
        if "causes" in self.broken_down:
            raise RuntimeError("nobody knows")
        return dict.fromkeys(numbers, "not_prepared")


@pytest.fixture
def owner(monkeypatch: pytest.MonkeyPatch) -> Owner:
    owner, queue = Owner(), Queue("all", "All")
    owners: registries.Registry[ClockOwner] = registries.Registry()
    for place, promise in enumerate((BY, AT, UNTIL)):
        owners.register(ClockOwner(promise, queue, place, owner.named, owner.act, owner.remind, owner.causes))
    monkeypatch.setattr(striking, "clock_owners", owners)
    return owner


def start(promise: str, number: int, *, due: timedelta = DAY, remind: timedelta | None = None) -> None:
    reminders = [NOON + remind] if remind else []
    clocks.start(subject=f"order:{number}", of=[Term(promise, NOON + due, reminders)], at=NOON)


def states(promise: str) -> list[str]:
    return list(Clock.objects.filter(promise=promise).order_by("id").values_list("state", flat=True))


def test_a_reminder_that_fails_holds_up_no_other_and_is_tried_again(
    owner: Owner, caplog: pytest.LogCaptureFixture
) -> None:
    owner.broken_down = {"remind"}
    for number in (1, 2):
        start(BY, number, due=3 * DAY, remind=DAY)
    start(AT, 3)
    at = NOON + DAY
    with caplog.at_level(logging.ERROR):
        done = striking.strike(at=at)
    assert (owner.reminded, done.failed, done.reminded, states(AT)) == ([2], 1, 1, ["kept"])
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert striking.strike(at=at).failed == 0
    owner.broken_down = set()
    striking.strike(at=at + MINUTE)
    assert (owner.reminded, states(BY)) == ([2, 1], ["running", "running"])


def test_a_reminder_that_always_fails_does_not_save_the_promise(owner: Owner) -> None:
    owner.broken_down = {"remind"}
    start(BY, 1, due=2 * DAY, remind=DAY)
    at = NOON + DAY
    while at < NOON + 3 * DAY:
        striking.strike(at=at)
        at += timedelta(hours=1)
    assert states(BY) == ["broken"]
    assert Clock.objects.get().closed_at == NOON + 2 * DAY


def test_a_promise_is_broken_also_when_nobody_can_say_why(owner: Owner) -> None:
    owner.broken_down = {"causes"}
    start(BY, 1)
    start(AT, 2)
    done = striking.strike(at=NOON + DAY)
    assert (done.broken, states(BY), states(AT)) == (1, ["broken"], ["kept"])
    assert Clock.objects.get(promise=BY).cause == ""


def test_a_clock_of_a_promise_that_is_no_more_is_reported_and_waits(
    owner: Owner, caplog: pytest.LogCaptureFixture
) -> None:
    """A release has renamed a promise, and its rows were not moved along."""
    start(BY, 1)
    Clock.objects.update(promise="wholesale.answered_once")
    start(AT, 2)
    with caplog.at_level(logging.ERROR):
        done = striking.strike(at=NOON + DAY)
    assert (done.failed, states(AT), states("wholesale.answered_once")) == (1, ["kept"], ["running"])
    assert caplog.records[0].of == "wholesale.answered_once"  # type: ignore[attr-defined]
    assert striking.strike(at=NOON + DAY + 30 * timedelta(seconds=1)).failed == 0
    assert striking.strike(at=NOON + DAY + MINUTE).failed == 1


@pytest.mark.parametrize(
    "subject", ["", "order", "order:", "order:twelve", ":1", "Order:1", "order:1;x", "order:-1"]
)
def test_a_subject_that_names_nothing_starts_nothing(subject: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        clocks.start(subject=subject, of=[Term(BY, NOON + DAY, []), Term(AT, NOON + DAY, [])], at=NOON)
    assert not Clock.objects.exists()


@pytest.mark.parametrize(
    ("promise", "error"), [("nothing.like_this", UnknownPromise), ("orders.anonymous_packaging", NoClock)]
)
def test_what_starts_no_clock_starts_none_of_those_beside_it(promise: str, error: type[Exception]) -> None:
    with pytest.raises(error, match=promise):
        clocks.start(subject="order:1", of=[Term(BY, NOON + DAY, []), Term(promise)], at=NOON)
    assert not Clock.objects.exists()


def test_a_clock_that_stands_still_can_be_given_another_end() -> None:
    start(BY, 1)
    clocks.pause(subject="order:1", promises=[BY], at=NOON)
    clocks.move(subject="order:1", term=Term(BY, NOON + 9 * DAY, []), at=NOON)
    clock = Clock.objects.get()
    assert (clock.state, clock.due_at, clock.wake_at) == ("paused", NOON + 9 * DAY, None)


@pytest.mark.parametrize(
    ("told", "reasons"),
    [
        ({"starts": "placed"}, ["starts = 'placed' is no fact"]),
        ({"ends": ""}, ["must say what counts as done (ends)"]),
        ({"pauses": "orders.asked"}, ["pauses without an end, or the other way round"]),
        ({"subject": "Order 1"}, ["subject = 'Order 1' is no kind of thing"]),
        ({"remind": -1}, ["reminds after its end"]),
        ({"not_before": ("x.y", "Z")}, ["not_before = 'Z' is no fact"]),
        ({"due": "soon"}, ["due = 'soon' is none of by, at, until"]),
        (
            {"starts": "?", "ends": "?", "remind": -2, "resumes": "a.b"},
            [
                "starts = '?' is no fact",
                "ends = '?' is no fact",
                "pauses without an end, or the other way round",
                "reminds after its end",
            ],
        ),
    ],
)
def test_a_clock_that_is_declared_wrongly_stops_the_import_with_all_its_faults(
    told: dict[str, object], reasons: list[str]
) -> None:
    sound: dict[str, object] = {
        "starts": "orders.paid",
        "subject": "order",
        "due": "by",
        "ends": "orders.shipped",
    }
    with pytest.raises(ValueError, match="cannot run") as caught:
        Declared(**(sound | told))  # type: ignore[arg-type]
    assert str(caught.value).removeprefix("this clock cannot run: ").split("; ") == reasons


PROMISES = st.sampled_from([BY, AT, UNTIL, "refunds.days", "orders.anonymous_packaging", "nothing.like_this"])
SUBJECTS = st.sampled_from(["order:1", "order:2", "order", "order:x"])
HOURS = st.integers(-50, 400)
DEEDS = st.sampled_from(["start", "move", "end", "keep", "drop", "pause", "resume", "free", "strike"])


@settings(max_examples=100)
@given(steps=st.lists(st.tuples(DEEDS, PROMISES, SUBJECTS, HOURS, HOURS), max_size=12))
def test_whatever_is_asked_of_clocks_they_stay_sound(
    steps: list[tuple[str, str, str, int, int]],
) -> None:
    """Each thing asked is done whole, or refused with an error of ours and nothing changed."""
    Clock.objects.all().delete()
    for deed, promise, subject, hour, due in steps:
        before = list(Clock.objects.order_by("id").values())
        try:
            with transaction.atomic():
                asked(deed, promise, subject, NOON + timedelta(hours=hour), NOON + timedelta(hours=due))
        except (UnknownPromise, NoClock, IntegrityError):
            assert list(Clock.objects.order_by("id").values()) == before
    for clock in Clock.objects.all():
        assert (clock.state in running.OPEN) == (clock.closed_at is None)
        assert (clock.state == "running") == (clock.wake_at is not None)
        assert clock.number in (1, 2)
    striking.strike(at=NOON + 100 * DAY)
    assert not Clock.objects.filter(state="running", promise__in=[BY, UNTIL], due_at__lte=NOON).exists()


def asked(deed: str, promise: str, subject: str, at: datetime, due: datetime) -> None:
    match deed:
        case "strike":
            striking.strike(at=at)
        case "start":
            clocks.start(subject=subject, of=[Term(one, due) for one in {BY, promise}], at=at)
        case "move":
            clocks.move(subject=subject, term=Term(promise, due), at=at)
        case "drop":
            clocks.drop(subject=subject, at=at, cause="x")
        case _:
            getattr(clocks, deed)(subject=subject, promises=[promise], at=at)

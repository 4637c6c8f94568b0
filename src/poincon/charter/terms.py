"""How long a promise gives: from the value of the charter to an instant."""

from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from poincon.charter.promises import promise_called, promises
from poincon.charter.rules import house_days
from poincon.charter.schema import Charter, Unit
from poincon.charter.schema.declaring import Clock, at
from poincon.kernel import calendar, terms
from poincon.kernel.terms import Measure, Place

MEASURES = {
    Unit.MINUTES: Measure.MINUTES,
    Unit.HOURS: Measure.HOURS,
    Unit.DAYS: Measure.DAYS,
    Unit.WORKING_DAYS: Measure.WORKING_DAYS,
    Unit.MONTHS: Measure.MONTHS,
    Unit.YEARS: Measure.YEARS,
}
ELAPSED = {Measure.MINUTES, Measure.HOURS}


class NoClock(LookupError):
    """The promise starts no clock."""


def clock_of(promise: str) -> Clock:
    """Return the clock that a promise starts. Raises UnknownPromise, or NoClock."""
    clock = promise_called(promise).promise.clock
    if clock is None:
        raise NoClock(promise)
    return clock


def due(charter: Charter, promise: str, start: datetime) -> datetime:
    """Return the instant at which a promise that starts at `start` is due.

    Raises NoClock, or ValueError where the house promises no length of time here.
    """
    declared, clock = promise_called(promise), clock_of(promise)
    length, measure = at(charter, declared.path), _measure(promise)
    if not isinstance(length, int) or measure is None:
        raise ValueError(f"{promise} gives no length of time in this house")
    working = measure is Measure.WORKING_DAYS
    return terms.end_of(start, length, measure, place(charter, house=working), rolls=clock.rolls)


def place(charter: Charter, *, house: bool = False) -> Place:
    """Return where terms run: legal ones roll over public holidays, the house's own over its closings too."""
    next_working = house_days(charter).next_working if house else calendar.next_working
    return Place(ZoneInfo(charter.time_zone), next_working)


def prolonged(charter: Charter, promise: str, end: datetime, paused: datetime, resumed: datetime) -> datetime:
    """Return the new end of a clock that stood still."""
    by_days = _measure(promise) not in ELAPSED
    return terms.prolonged(end, paused, resumed, place(charter), by_days=by_days)


def day_of(charter: Charter, moment: datetime) -> datetime:
    """Return when the day of a moment is over where the house is."""
    where = place(charter)
    return terms.end_of_day(moment.astimezone(where.zone).date(), where.zone)


def reminders(promise: str, start: datetime, end: datetime) -> list[datetime]:
    """Return when the desk is reminded: so many days before the end as the promise says, if still to come."""
    days = clock_of(promise).remind
    moment = end - timedelta(days=days)
    return [moment] if days and moment > start else []


def _measure(promise: str) -> Measure | None:
    unit = promise_called(promise).unit
    return MEASURES.get(unit) if isinstance(unit, Unit) else None


@cache
def stopped_by(fact: str) -> tuple[str, ...]:
    """Return the promises whose clocks a fact ends."""
    return tuple(id for id, one in promises().items() if one.promise.clock and one.promise.clock.ends == fact)


@cache
def paused_by(fact: str) -> tuple[str, ...]:
    return tuple(id for id, one in promises().items() if _turns(one.promise.clock, fact, "pauses"))


@cache
def resumed_by(fact: str) -> tuple[str, ...]:
    return tuple(id for id, one in promises().items() if _turns(one.promise.clock, fact, "resumes"))


@cache
def freed_by(fact: str) -> tuple[str, ...]:
    """Return the promises whose clocks do not end before this fact, or another, has happened."""
    return tuple(
        id for id, one in promises().items() if one.promise.clock and fact in one.promise.clock.not_before
    )


def _turns(clock: Clock | None, fact: str, how: str) -> bool:
    return clock is not None and getattr(clock, how) == fact


@cache
def known() -> tuple[str, ...]:
    """Return the promises that start a clock."""
    return tuple(id for id, one in promises().items() if one.promise.clock)


@cache
def due_kind(kind: str) -> tuple[str, ...]:
    """Return the promises that are due "by", "at" or "until"."""
    return tuple(id for id, one in promises().items() if one.promise.clock and one.promise.clock.due == kind)

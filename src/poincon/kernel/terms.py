"""The ends of terms: from an instant and a length to the instant at which the term is over.

Hours and minutes are elapsed time. Days, months and years are counted on the calendar of a place: the day on
which the term starts does not count, and it ends when its last day does (règlement 1182/71, art. 3; Code de
procédure civile, art. 640-642; Code de la consommation, art. L221-19).
"""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum

DAY = timedelta(days=1)
MONTHS_A_YEAR = 12


class Measure(StrEnum):
    """What a length counts."""

    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working days"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a term runs: its time zone, and which of its days are worked."""

    zone: tzinfo
    next_working: Callable[[date], date]


def end_of(start: datetime, length: int, measure: Measure, place: Place, *, rolls: bool = False) -> datetime:
    """Return the instant (UTC) at which a term that starts at `start` is over.

    With `rolls`, one whose last day is not worked ends with the next that is.
    """
    if measure is Measure.MINUTES:
        return start.astimezone(UTC) + timedelta(minutes=length)
    if measure is Measure.HOURS:
        return start.astimezone(UTC) + timedelta(hours=length)
    last = last_day(start.astimezone(place.zone).date(), length, measure, place)
    return end_of_day(place.next_working(last) if rolls else last, place.zone)


def last_day(first: date, length: int, measure: Measure, place: Place) -> date:
    """Return the last day of a term in days, working days, months or years that starts on `first`."""
    if measure is Measure.DAYS:
        return first + length * DAY
    if measure is Measure.WORKING_DAYS:
        return _worked(first, length, place)
    return _months_on(first, length * (MONTHS_A_YEAR if measure is Measure.YEARS else 1))


def months_before(day: date, months: int) -> date:
    """Return the day of the same number so many months before; where that month has none, its last."""
    return _months_on(day, -months)


def end_of_day(day: date, zone: tzinfo) -> datetime:
    """Return the instant (UTC) at which a day is over: the first of the next one.

    Where clocks are put forward at midnight, that is the first time which the next day has.
    """
    return datetime.combine(day + DAY, datetime.min.time(), zone).astimezone(UTC)


def prolonged(end: datetime, paused: datetime, resumed: datetime, place: Place, *, by_days: bool) -> datetime:
    """Return the end of a term that stood still from `paused` to `resumed`.

    A term in days gets back the days between, and still ends with a day; one in hours the time itself.
    """
    if not by_days:
        return end + max(resumed - paused, timedelta())
    days = resumed.astimezone(place.zone).date() - paused.astimezone(place.zone).date()
    last = (end - timedelta(microseconds=1)).astimezone(place.zone).date()
    return end_of_day(last + max(days, timedelta()), place.zone)


def _worked(day: date, count: int, place: Place) -> date:
    """The day itself does not count, worked or not."""
    for _ in range(count):
        day = place.next_working(day + DAY)
    return day


def _months_on(day: date, months: int) -> date:
    """The day of the same number; where the month has none, its last."""
    year, month = divmod(day.year * MONTHS_A_YEAR + day.month - 1 + months, MONTHS_A_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))

"""The one place where the shop reads the time; everything below the edge gets it as an argument."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from poincon.kernel import terms


def now() -> datetime:
    return datetime.now(UTC)


def zone() -> ZoneInfo:
    """Return the shop's time zone."""
    return ZoneInfo(settings.TIME_ZONE)


def local(at: datetime) -> datetime:
    """Return the same instant on the shop's own clock."""
    return at.astimezone(zone())


def end_of(day: date) -> datetime:
    """Return the instant at which a calendar day is over in the shop."""
    return terms.end_of_day(day, zone())


def day_ending_at(at: datetime) -> date:
    """Return the day that an instant is the end of; of an instant inside a day, that day."""
    return local_day(at - timedelta(microseconds=1))


def local_day(at: datetime) -> date:
    """Return the calendar day that it is in the shop at that instant."""
    return local(at).date()

"""The sales ("soldes"): when the word may be used, and which names use it (Code de commerce, art. L310-3).

A shop at a distance keeps the national dates, wherever its house is.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from poincon.catalogue.rules import sales_word
from poincon.pricing.rules.prior import Span

WEDNESDAY = 2
WEEK = timedelta(weeks=1)
JANUARY, JUNE, LAST_OF_JUNE = 1, 6, 30


@dataclass(frozen=True, slots=True)
class Calendar:
    """The legal figures of a country's sales: see `prices.sales_*` in the table of legal figures."""

    winter_not_after: int
    summer_not_after: int
    hour: int
    weeks: int


def winter(year: int, figures: Calendar, zone: tzinfo) -> Span:
    """Return the winter sales: from the second Wednesday of January, or the first where that is too late."""
    first = date(year, JANUARY, 1)
    first += timedelta(days=(WEDNESDAY - first.weekday()) % 7)
    second = first + WEEK
    return _period(second if second.day <= figures.winter_not_after else first, figures, zone)


def summer(year: int, figures: Calendar, zone: tzinfo) -> Span:
    """Return the summer sales: from the last Wednesday of June, or the one before where that is too late."""
    last = date(year, JUNE, LAST_OF_JUNE)
    last -= timedelta(days=(last.weekday() - WEDNESDAY) % 7)
    return _period(last if last.day <= figures.summer_not_after else last - WEEK, figures, zone)


@lru_cache(maxsize=512)
def has_the_word(name: str) -> bool:
    """Tell whether a public name says "soldes" or a word made of it, however it is written."""
    return bool(sales_word(name))


def _period(first: date, figures: Calendar, zone: tzinfo) -> Span:
    """Return the period that begins on a day at its hour and ends with its last day."""
    begins = datetime.combine(first, time(figures.hour), zone)
    ends = datetime.combine(first + figures.weeks * WEEK, time(), zone)
    return Span(begins.astimezone(UTC), ends.astimezone(UTC))

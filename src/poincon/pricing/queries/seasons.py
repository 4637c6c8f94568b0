"""When the house may speak of sales, from the dated table of legal figures."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain

from poincon.charter import floors
from poincon.charter.promises import keeps
from poincon.charter.queries import charter
from poincon.foundation import clock
from poincon.kernel import terms
from poincon.pricing.rules import Span, sales
from poincon.pricing.rules.sales import Calendar

WINTER, SUMMER = (1, 20), (7, 1)  # days that lie in the sales of any year


def seasons(year: int) -> list[Span]:
    """Return the sales of a year in the house's country; none where the law is not known to us."""
    winter, summer = _calendar(date(year, *WINTER)), _calendar(date(year, *SUMMER))
    found = [sales.winter(year, winter, clock.zone())] if winter else []
    return found + ([sales.summer(year, summer, clock.zone())] if summer else [])


@keeps("prices.sales_in_season")
def season(starts: datetime, ends: datetime) -> Span | None:
    """Return the sales in which a whole period lies, or None."""
    year = clock.local_day(starts).year
    for span in seasons(year):
        if span.since <= starts and span.until is not None and ends <= span.until:
            return span
    return None


@dataclass(frozen=True, slots=True)
class Coming:
    """Sales that are on or come: from an instant until a day, which is still in them."""

    since: datetime
    last: date


def next_seasons(at: datetime, count: int = 2) -> list[Coming]:
    """Return the sales that are on or come next."""
    year = clock.local_day(at).year
    coming = chain.from_iterable(seasons(one) for one in (year, year + 1, year + 2))
    ends = [(span.since, span.until) for span in coming if span.until is not None and span.until > at]
    return [Coming(since, clock.day_ending_at(until)) for since, until in ends][:count]


def sold_by(ends: datetime) -> datetime | None:
    """Return by when a piece must have been for sale to be in the sales in which a reduction ends.

    None for a reduction that ends outside all sales.
    """
    found = season(ends, ends)
    if found is None:
        return None
    day = clock.local_day(found.since)
    months = int(floors.figure("prices.sales_for_sale_months", charter().country, day))
    return clock.end_of(terms.months_before(day, months) - timedelta(days=1))


def _calendar(on: date) -> Calendar | None:
    country = charter().country
    try:
        figures = [
            int(floors.figure(f"prices.sales_{name}", country, on))
            for name in ("winter_not_after", "summer_not_after", "opening_hour", "weeks")
        ]
    except LookupError:
        return None
    return Calendar(*figures)

"""The ends of terms, against calendars that others have written."""

import random
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import holidays as oracle
import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from poincon.kernel import calendar, terms
from poincon.kernel.terms import Measure, Place

PARIS = ZoneInfo("Europe/Paris")
FRANCE = Place(PARIS, calendar.next_working)
FIRST, LAST = datetime.fromisoformat("2020-01-01"), datetime.fromisoformat("2040-01-01")
TABLE = oracle.country_holidays("FR", years=range(2019, 2050))


def worked(day: date) -> bool:
    return day.weekday() < 5 and day not in TABLE


def rolled(day: date) -> date:
    while not worked(day):
        day += timedelta(days=1)
    return day


def midnight_after(day: date) -> datetime:
    return datetime(*(day + timedelta(days=1)).timetuple()[:3], tzinfo=PARIS).astimezone(UTC)


def dates(count: int) -> list[tuple[datetime, int, Measure, bool]]:
    """Draw starts over twenty years, many of them near changes of the clocks, year ends and leap days."""
    dice = random.Random(140)
    near = [(3, 28), (10, 27), (12, 31), (2, 28), (2, 29), (5, 1), (4, 30), (11, 1)]
    drawn = []
    for _ in range(count):
        year = dice.randint(2020, 2040)
        month, day = dice.choice(near) if dice.random() < 0.5 else (dice.randint(1, 12), dice.randint(1, 28))
        if (month, day) == (2, 29) and year % 4:
            day = 28
        start = datetime(year, month, day, dice.randint(0, 23), dice.randint(0, 59), tzinfo=UTC)
        days = (Measure.DAYS, Measure.WORKING_DAYS, Measure.MONTHS, Measure.YEARS)
        drawn.append((start, dice.randint(1, 60), dice.choice(days), dice.random() < 0.5))
    return drawn


def expected(start: datetime, length: int, measure: Measure, *, rolls: bool) -> datetime:
    day = start.astimezone(PARIS).date()
    if measure is Measure.WORKING_DAYS:
        for _ in range(length):
            day = rolled(day + timedelta(days=1))
    else:
        day += relativedelta(**{measure.value: min(length, 8) if measure is Measure.YEARS else length})
    return midnight_after(rolled(day) if rolls else day)


def test_5000_dates_end_where_an_independent_table_ends_them() -> None:
    drawn = [
        (start, min(length, 8) if measure is Measure.YEARS else length, measure, rolls)
        for start, length, measure, rolls in dates(5000)
    ]
    wrong = [
        one
        for one in drawn
        if terms.end_of(*one[:3], FRANCE, rolls=one[3]) != expected(*one[:3], rolls=one[3])
    ]
    assert (len(drawn), wrong) == (5000, [])


def test_the_oracle_would_notice_a_holiday_forgotten() -> None:
    forgetful = Place(
        PARIS, lambda day: day if day.weekday() < 5 else forgetful.next_working(day + terms.DAY)
    )
    wrong = [
        one
        for one in dates(5000)
        if terms.end_of(*one[:3], forgetful, rolls=one[3]) != expected(*one[:3], rolls=one[3])
    ]
    assert wrong


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2027-03-28T00:30+00:00", 2, "2027-03-28T02:30+00:00"),  # spring: 1:30 becomes 4:30 on the wall
        ("2026-10-25T00:30+00:00", 2, "2026-10-25T02:30+00:00"),  # autumn: 2:30 becomes 3:30
    ],
)
def test_hours_are_elapsed_whatever_the_clocks_do(start: str, hours: int, end: str) -> None:
    found = terms.end_of(datetime.fromisoformat(start), hours, Measure.HOURS, FRANCE)
    assert found == datetime.fromisoformat(end)


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2027, 3, 28), 23), (date(2026, 10, 25), 25), (date(2026, 11, 22), 24)]
)
def test_a_day_is_as_long_as_its_clocks_make_it(day: date, hours: int) -> None:
    length = terms.end_of_day(day, PARIS) - terms.end_of_day(day - timedelta(days=1), PARIS)
    assert length == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_a_month_without_the_day_ends_with_its_last(first: date, months: int, last: date) -> None:
    assert terms.last_day(first, months, Measure.MONTHS, FRANCE) == last


def test_a_place_without_midnight_on_a_day_still_ends_the_day_before() -> None:
    """In Beirut the clocks of 28 March 2021 went from midnight to one at once."""
    beirut = ZoneInfo("Asia/Beirut")
    end = terms.end_of_day(date(2021, 3, 27), beirut)
    assert end == datetime(2021, 3, 27, 22, tzinfo=UTC)
    assert end.astimezone(beirut).date() == date(2021, 3, 28)


@given(
    start=st.datetimes(FIRST, LAST, timezones=st.just(UTC)),
    waits=st.lists(st.timedeltas(timedelta(), timedelta(days=40)), min_size=1, max_size=4),
)
def test_a_term_that_stood_still_never_ends_sooner_and_ends_with_a_day(
    start: datetime, waits: list[timedelta]
) -> None:
    end, at = terms.end_of(start, 14, Measure.DAYS, FRANCE), start
    for wait in waits:
        after = terms.prolonged(end, at, at + wait, FRANCE, by_days=True)
        assert after >= end
        assert after.astimezone(PARIS).time().isoformat() == "00:00:00"
        end, at = after, at + wait
    assert terms.prolonged(end, at, at + timedelta(hours=5), FRANCE, by_days=False) == end + timedelta(
        hours=5
    )

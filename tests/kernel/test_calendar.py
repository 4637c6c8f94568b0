from datetime import date, timedelta

import holidays as oracle
import pytest
from hypothesis import given
from hypothesis import strategies as st

from poincon.kernel import calendar

# Whit Monday was no holiday from 2005 to 2007 only; no term of ours reaches back that far.
YEARS = range(2008, 2100)
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize("year", YEARS)
def test_holidays_agree_with_an_independent_table(year):
    assert set(calendar.holidays(year)) == set(oracle.country_holidays("FR", years=year))


@pytest.mark.parametrize("year", YEARS)
def test_alsace_and_moselle_have_two_more(year):
    table = oracle.country_holidays("FR", subdiv="57", years=year)
    assert set(calendar.holidays(year, alsace_moselle=True)) == set(table)


@given(days, st.integers(0, 60))
def test_a_term_ends_on_a_working_day_and_never_early(start, length):
    end = calendar.term_end(start, length)
    assert calendar.is_working(end)
    assert end >= start + timedelta(days=length)
    skipped = (start + timedelta(days=length + i) for i in range((end - start).days - length))
    assert not any(calendar.is_working(day) for day in skipped)


@given(days, st.integers(0, 30))
def test_working_days_are_counted_one_by_one(start, count):
    end = calendar.add_working_days(start, count)
    first = calendar.next_working(start)
    between = sum(calendar.is_working(first + timedelta(days=i)) for i in range(1, (end - first).days + 1))
    assert between == count


def test_fourteen_days_from_a_delivery_before_christmas():
    assert calendar.term_end(date(2026, 12, 11), 14) == date(2026, 12, 28)

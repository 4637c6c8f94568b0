"""Until when an order can be changed or cancelled: to the second, on every day of the year."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.charter.conftest import Facts
from tests.charter.edges import BIJOURAMA, PARIS, any_house, instants, paris, verbs

from poincon.charter import loading, rules
from poincon.charter.schema import Charter


@pytest.mark.promise("orders.change_until", "orders.cancel_until")
@pytest.mark.parametrize("verb", ["change", "cancel"])
def test_the_cut_off_falls_at_one_o_clock_to_the_second(verb: rules.Verb) -> None:
    placed = paris(2026, 11, 24, 10)
    assert rules.is_open(BIJOURAMA, placed, paris(2026, 11, 24, 12, 59, 59), verb)
    assert not rules.is_open(BIJOURAMA, placed, paris(2026, 11, 24, 13), verb)
    assert not rules.is_open(BIJOURAMA, placed, paris(2026, 11, 24, 13, 5), verb)


@pytest.mark.promise("orders.change_until", "orders.cancel_until")
@pytest.mark.parametrize(
    ("placed", "until"),
    [
        (paris(2026, 11, 24, 0), paris(2026, 11, 24, 13)),
        (paris(2026, 11, 24, 12, 59, 59), paris(2026, 11, 24, 13)),
        (paris(2026, 11, 24, 13), paris(2026, 11, 25, 13)),
        (paris(2026, 11, 24, 23, 59, 59), paris(2026, 11, 25, 13)),
        (paris(2026, 11, 27, 15), paris(2026, 11, 30, 13)),
        (paris(2026, 11, 28, 9), paris(2026, 11, 30, 13)),
        (paris(2026, 11, 29, 20), paris(2026, 11, 30, 13)),
        (paris(2026, 11, 11, 9), paris(2026, 11, 12, 13)),
        (paris(2026, 12, 31, 15), paris(2027, 1, 4, 13)),
        (paris(2028, 2, 28, 14), paris(2028, 2, 29, 13)),
        (paris(2026, 3, 27, 14), paris(2026, 3, 30, 13)),
        (paris(2026, 10, 23, 14), paris(2026, 10, 26, 13)),
    ],
    ids=lambda moment: f"{moment:%a-%d-%b-%H:%M:%S}",
)
def test_evenings_weekends_and_holidays_run_to_the_next_working_cut_off(
    placed: datetime, until: datetime
) -> None:
    assert rules.cutoff(BIJOURAMA, placed) == until
    assert rules.cutoff(BIJOURAMA, placed).tzinfo is UTC


def sunday_house(change_until: time) -> Charter:
    """Return a house that also works on the days when clocks change."""
    facts: Facts = BIJOURAMA.model_dump()
    facts["orders"] |= {
        "change_until": change_until,
        "working_days": rules.WEEKDAYS,
        "public_holidays": "none",
    }
    return loading.parse(facts, "sundays")


@pytest.mark.parametrize(
    ("day", "length"), [(date(2026, 3, 29), timedelta(hours=23)), (date(2026, 10, 25), timedelta(hours=25))]
)
def test_on_the_days_that_are_shorter_and_longer_one_o_clock_is_one_o_clock(
    day: date, length: timedelta
) -> None:
    house = sunday_house(time(13))
    midnight = datetime.combine(day, time(), PARIS).astimezone(UTC)
    assert rules.cutoff(house, midnight) - midnight == length - timedelta(hours=11)
    evening = datetime.combine(day - timedelta(days=1), time(13), PARIS).astimezone(UTC)
    assert rules.cutoff(house, evening) - evening == length


def test_a_time_that_happens_twice_counts_the_second_time() -> None:
    house = sunday_house(time(2, 30))
    placed = paris(2026, 10, 25, 0)
    assert rules.cutoff(house, placed) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_a_time_that_never_happens_counts_as_after_the_gap() -> None:
    house = sunday_house(time(2, 30))
    placed = paris(2026, 3, 29, 0)
    assert rules.cutoff(house, placed).astimezone(PARIS) == paris(2026, 3, 29, 3, 30)


@given(any_house, instants, verbs)
def test_every_order_can_be_changed_for_a_while(c: Charter, placed: datetime, verb: rules.Verb) -> None:
    until = rules.cutoff(c, placed, verb)
    assert rules.is_open(c, placed, placed, verb)
    assert not rules.is_open(c, placed, until, verb)
    assert rules.is_open(c, placed, until - timedelta(microseconds=1), verb)


@given(any_house, instants, verbs)
def test_it_ends_at_the_cut_off_of_a_day_on_which_the_house_works(
    c: Charter, placed: datetime, verb: rules.Verb
) -> None:
    local = rules.cutoff(c, placed, verb).astimezone(ZoneInfo(c.time_zone))
    assert local.time() == (c.orders.change_until if verb == "change" else c.orders.cancel_until)
    assert rules.house_days(c).is_working(local.date())


@given(any_house, instants, st.integers(0, 10**6), verbs)
def test_who_orders_later_never_has_less_time(
    c: Charter, placed: datetime, seconds: int, verb: rules.Verb
) -> None:
    later = placed + timedelta(seconds=seconds)
    assert rules.cutoff(c, placed, verb) <= rules.cutoff(c, later, verb)


@given(instants)
def test_the_literal_promise_of_the_seed_is_always_kept(placed: datetime) -> None:
    """Whoever orders before 13:00 has at least until 13:00 of that same day."""
    local = placed.astimezone(PARIS)
    if local.time() < time(13):
        assert rules.cutoff(BIJOURAMA, placed) >= datetime.combine(local.date(), time(13), PARIS)

"""When an order leaves: the days that the house works, its closings, and the days on which carriers call."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.charter.conftest import Facts
from tests.charter.edges import BIJOURAMA, CARME, any_house, instants, paris

from poincon.charter import loading, promises, rules
from poincon.charter.schema import Charter


@pytest.mark.parametrize(
    ("placed", "leaves"),
    [
        (paris(2026, 11, 24, 10), date(2026, 11, 25)),
        (paris(2026, 11, 24, 14), date(2026, 11, 26)),
        (paris(2026, 11, 27, 10), date(2026, 11, 30)),
        (paris(2026, 12, 24, 10), date(2026, 12, 28)),
    ],
    ids=str,
)
def test_an_order_leaves_within_the_promised_days_of_its_cut_off(placed: datetime, leaves: date) -> None:
    assert rules.dispatch_by(BIJOURAMA, placed) == leaves


def test_what_is_awaited_leaves_on_the_first_working_day_on_which_it_can() -> None:
    placed = paris(2026, 11, 24, 10)
    assert rules.leaves_after(BIJOURAMA, date(2026, 12, 5)) == date(2026, 12, 8)
    assert rules.dispatch_by(BIJOURAMA, placed, restock_on=date(2026, 12, 8)) == date(2026, 12, 8)
    assert rules.dispatch_by(BIJOURAMA, placed, restock_on=date(2026, 12, 5)) == date(2026, 12, 7)
    made = rules.dispatch_by(BIJOURAMA, placed, restock_on=date(2026, 12, 4), making_days=2)
    assert made == date(2026, 12, 8)
    assert rules.dispatch_by(BIJOURAMA, placed, restock_on=date(2020, 1, 1)) == date(2026, 11, 25)


@given(any_house, instants)
def test_nothing_leaves_while_it_can_still_be_changed_or_cancelled(c: Charter, placed: datetime) -> None:
    leaves = rules.dispatch_by(c, placed)
    collected = datetime.combine(leaves, c.orders.collection_at, ZoneInfo(c.time_zone))
    assert not rules.is_open(c, placed, collected, "change")
    assert not rules.is_open(c, placed, collected, "cancel")
    assert rules.house_days(c).is_working(leaves)


def test_a_house_in_alsace_rests_on_saint_stephen() -> None:
    days = rules.HouseDays(frozenset(range(7)), "FR-alsace-moselle")
    assert not days.is_working(date(2026, 12, 26))
    assert rules.HouseDays(frozenset(range(7)), "FR").is_working(date(2026, 12, 26))


def with_closing(facts: Facts, first: str, last: str) -> Charter:
    facts["orders"]["closings"] = [
        {"from_on": first, "until_on": last, "why_fr": "en congé", "why_en": "on holiday"}
    ]
    return loading.parse(facts, "bent")


@pytest.mark.promise("orders.closings")
def test_a_closing_moves_cut_off_and_dispatch_past_its_last_day(facts: Facts) -> None:
    c = with_closing(facts, "2026-11-24", "2026-11-26")
    placed = paris(2026, 11, 24, 10)
    assert rules.cutoff(c, placed) == paris(2026, 11, 27, 13)
    assert rules.dispatch_by(c, placed) == date(2026, 11, 30)
    assert rules.dispatch_by(c, paris(2026, 11, 20, 10), restock_on=date(2026, 11, 24)) == date(2026, 11, 27)
    assert "du 24 novembre au 26 novembre 2026 (en congé)" in promises.words(c, "orders.closings", "fr")


@pytest.mark.promise("orders.closings")
def test_the_days_before_and_after_a_closing_are_days_like_others(facts: Facts) -> None:
    days = rules.house_days(with_closing(facts, "2026-11-24", "2026-11-26"))
    assert [day for day in range(23, 28) if days.is_working(date(2026, 11, day))] == [23, 27]
    assert days.is_closed(date(2026, 11, 24))
    assert not days.is_closed(date(2026, 11, 23))


def test_an_order_on_the_morning_before_a_closing_leaves_after_it_and_not_during(facts: Facts) -> None:
    facts["orders"]["dispatch_within_days"] = 0
    c = with_closing(facts, "2026-11-24", "2026-11-24")
    assert rules.dispatch_by(c, paris(2026, 11, 23, 10)) == date(2026, 11, 23)
    assert rules.dispatch_by(c, paris(2026, 11, 23, 14)) == date(2026, 11, 25)


@pytest.mark.promise("orders.working_days")
def test_only_the_days_named_are_worked(facts: Facts) -> None:
    facts["orders"]["working_days"] = ["saturday"]
    c = loading.parse(facts, "bent")
    assert rules.cutoff(c, paris(2026, 11, 24, 10)) == paris(2026, 11, 28, 13)
    assert "Saturday" in promises.words(c, "orders.working_days", "en")


@pytest.mark.promise("carriers.*.collects")
def test_a_parcel_waits_for_the_day_on_which_its_carrier_calls() -> None:
    friday = date(2026, 11, 27)
    assert rules.handed_over(CARME, "secure_courier", friday) == date(2026, 11, 30)
    assert rules.handed_over(CARME, "chronopost", friday) == friday
    placed = paris(2026, 11, 25, 10)
    assert rules.dispatch_by(CARME, placed) == friday
    assert rules.dispatch_by(CARME, placed, carrier="secure_courier") == date(2026, 11, 30)
    told = promises.words(CARME, "carriers.*.collects", "en")
    assert told.endswith("collects parcels on Monday, Tuesday, Wednesday and Thursday.")


@given(any_house, instants, st.data())
def test_a_parcel_is_handed_over_on_a_day_that_suits_both(
    c: Charter, placed: datetime, data: st.DataObject
) -> None:
    carrier = data.draw(st.sampled_from(c.carriers))
    ready = rules.dispatch_by(c, placed)
    leaves = rules.dispatch_by(c, placed, carrier=carrier.key)
    assert leaves >= ready
    assert rules.house_days(c).is_working(leaves)
    assert not carrier.collects or rules.WEEKDAYS[leaves.weekday()] in carrier.collects

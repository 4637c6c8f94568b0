"""Delivery and the cut-off: exact at every edge."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.charter.conftest import FIVE, INVENTED, Facts, house

from poincon.charter import loading, promises, rules
from poincon.charter.schema import Charter
from poincon.kernel import calendar
from poincon.kernel.money import Money

PARIS = ZoneInfo("Europe/Paris")
HOUSES = {name: house(name) for name in (*FIVE, *INVENTED)}
BIJOURAMA = HOUSES["bijourama"]
CARME = HOUSES["carme"]

any_house = st.sampled_from(sorted(HOUSES)).map(HOUSES.__getitem__)
FIRST, LAST = datetime(2020, 1, 1, tzinfo=UTC), datetime(2035, 1, 1, tzinfo=UTC)
instants = st.timedeltas(timedelta(), LAST - FIRST).map(lambda since: FIRST + since)
verbs = st.sampled_from(["change", "cancel"])


def paris(year: int, month: int, day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, second, tzinfo=PARIS)


def euros(minor: int) -> Money:
    return Money(minor, "EUR")


def prices(c: Charter, *, weight_g: int, value: int, country: str = "FR") -> dict[str, int]:
    amount = Money(value, c.currency)
    nature = rules.nature_of(c, value=amount, weight_g=weight_g)
    found = rules.offers(c, country=country, weight_g=weight_g, value=amount, nature=nature)
    return {offer.carrier: offer.price.minor for offer in found}


# --- zones, natures and prices -------------------------------------------------------------------


def test_a_country_is_in_its_zone_or_in_none() -> None:
    assert rules.zone_of(BIJOURAMA, "MC") == "fr"
    assert rules.zone_of(BIJOURAMA, "BE") == "eu"
    assert rules.zone_of(BIJOURAMA, "US") is None
    assert rules.offers(BIJOURAMA, country="US", weight_g=1, value=euros(1), nature="parcel") == []


@pytest.mark.promise("delivery.valuable_from_minor")
@pytest.mark.parametrize(
    ("value", "weight", "nature"),
    [
        (5000, 250, "letter"),
        (5001, 250, "parcel"),
        (5000, 251, "parcel"),
        (149999, 10, "parcel"),
        (150000, 10, "valuable"),
        (150000, 29000, "valuable"),
    ],
)
def test_the_kind_of_parcel_turns_exactly_at_its_thresholds(value: int, weight: int, nature: str) -> None:
    assert rules.nature_of(BIJOURAMA, value=euros(value), weight_g=weight) == nature


def test_a_house_that_sends_no_letters_makes_parcels_of_everything() -> None:
    assert rules.nature_of(CARME, value=euros(0), weight_g=0) == "parcel"


@pytest.mark.promise("delivery.chosen_by_parcel")
def test_carriers_follow_the_kind_of_parcel_and_the_address() -> None:
    assert set(prices(BIJOURAMA, weight_g=100, value=2000)) == {
        "lettre_suivie",
        "mondial_relay",
        "colissimo",
        "chronopost",
    }
    assert set(prices(BIJOURAMA, weight_g=100, value=6000)) == {"mondial_relay", "colissimo", "chronopost"}
    assert set(prices(BIJOURAMA, weight_g=100, value=50001)) == {"colissimo", "chronopost"}
    assert set(prices(BIJOURAMA, weight_g=100, value=150000)) == {"chronopost"}
    assert set(prices(BIJOURAMA, weight_g=100, value=500001)) == set()
    assert set(prices(BIJOURAMA, weight_g=30001, value=6000)) == set()
    assert set(prices(BIJOURAMA, weight_g=100, value=2000, country="DE")) == {"chronopost"}


@pytest.mark.promise("delivery.rates")
@pytest.mark.parametrize(
    ("weight", "price"), [(1, 490), (500, 490), (501, 690), (2000, 690), (2001, 1290), (30000, 1290)]
)
def test_a_weight_belongs_to_the_step_that_ends_with_it(weight: int, price: int) -> None:
    assert prices(BIJOURAMA, weight_g=weight, value=4899)["colissimo"] == price


@pytest.mark.promise("delivery.rates")
@pytest.mark.parametrize(("value", "price"), [(7499, 750), (7500, 450), (14999, 450), (15000, 0)])
def test_a_value_belongs_to_the_step_that_starts_with_it(value: int, price: int) -> None:
    assert prices(HOUSES["sebastienne"], weight_g=100, value=value)["colissimo"] == price


def test_a_heavier_step_is_not_cheapened_by_the_value_step_of_a_lighter_one() -> None:
    cestmoi = HOUSES["cestmoi"]
    assert prices(cestmoi, weight_g=2000, value=10000, country="ES")["colissimo"] == 550
    assert prices(cestmoi, weight_g=2001, value=10000, country="ES")["colissimo"] == 1950


@pytest.mark.promise("delivery.free_from_minor")
def test_delivery_is_free_from_the_threshold_itself_and_express_is_not() -> None:
    assert prices(BIJOURAMA, weight_g=100, value=4899)["mondial_relay"] == 390
    assert prices(BIJOURAMA, weight_g=100, value=4900)["mondial_relay"] == 0
    assert prices(BIJOURAMA, weight_g=100, value=4900)["chronopost"] == 990
    assert rules.free_threshold(BIJOURAMA, "FR") == euros(4900)
    assert rules.free_threshold(BIJOURAMA, "DE") is None
    assert rules.free_threshold(BIJOURAMA, "US") is None


def test_offers_come_cheapest_first_then_fastest() -> None:
    found = rules.offers(BIJOURAMA, country="FR", weight_g=100, value=euros(4900), nature="parcel")
    assert [offer.carrier for offer in found] == ["colissimo", "mondial_relay", "chronopost"]


def test_another_currency_is_a_mistake_not_a_price() -> None:
    with pytest.raises(ValueError, match="do not mix"):
        rules.offers(BIJOURAMA, country="FR", weight_g=1, value=Money(1, "USD"), nature="parcel")


@given(any_house, st.integers(0, 10**8), st.integers(0, 10**5), st.data())
def test_every_offer_is_one_that_the_charter_promises(
    c: Charter, value: int, weight: int, data: st.DataObject
) -> None:
    country = data.draw(st.sampled_from([code for zone in c.zones.values() for code in zone]))
    amount = Money(value, c.currency)
    nature = rules.nature_of(c, value=amount, weight_g=weight)
    threshold = rules.free_threshold(c, country)
    for offer in rules.offers(c, country=country, weight_g=weight, value=amount, nature=nature):
        carrier = c.carrier(offer.carrier)
        listed = {rate.price_minor for rate in c.delivery.rates if rate.carrier == offer.carrier}
        assert nature in carrier.natures
        assert offer.zone == rules.zone_of(c, country)
        assert carrier.transit_to(offer.zone) is not None
        assert offer.price.minor in listed | {0}
        if carrier.free_delivery and threshold is not None and not amount < threshold:
            assert offer.price.minor == 0


@given(any_house, st.integers(0, 10**8))
def test_the_likely_country_can_always_be_served_within_the_dearest_carrier(c: Charter, value: int) -> None:
    most = max(carrier.max_value_minor or 10**9 for carrier in c.carriers)
    assert bool(prices(c, weight_g=1, value=value, country=c.delivery.likely_country)) == (value <= most)


# --- delivery dates ------------------------------------------------------------------------------


@pytest.mark.promise("carriers.*.delivery")
def test_delivery_counts_working_days_over_a_long_weekend() -> None:
    colissimo = next(
        offer
        for offer in rules.offers(BIJOURAMA, country="FR", weight_g=600, value=euros(9000), nature="parcel")
        if offer.carrier == "colissimo"
    )
    thursday_before_easter = date(2026, 4, 2)
    assert rules.delivery_window(colissimo, thursday_before_easter) == (date(2026, 4, 7), date(2026, 4, 9))


@pytest.mark.promise("carriers.*.delivery")
@pytest.mark.parametrize(
    ("carrier", "country", "days"),
    [
        ("colissimo", "FR", (2, 4)),
        ("lettre_suivie", "FR", (2, 4)),
        ("mondial_relay", "FR", (1, 5)),
        ("chronopost", "FR", (1, 1)),
        ("chronopost", "IT", (3, 3)),
    ],
)
def test_bijourama_keeps_the_delays_of_its_public_answers(
    carrier: str, country: str, days: tuple[int, int]
) -> None:
    found = rules.offers(BIJOURAMA, country=country, weight_g=1, value=euros(100), nature="letter")
    assert next((o.days_min, o.days_max) for o in found if o.carrier == carrier) == days


@given(any_house, st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.data())
def test_a_parcel_is_due_on_working_days_in_order(c: Charter, day: date, data: st.DataObject) -> None:
    carrier = data.draw(st.sampled_from(c.carriers))
    transit = data.draw(st.sampled_from(carrier.delivery))
    offer = rules.Offer(
        carrier.key,
        carrier.name,
        Money.zero(c.currency),
        transit.days_min,
        transit.days_max,
        transit.zone,
        carrier.relay,
        carrier.needs_phone,
    )
    first, last = rules.delivery_window(offer, day)
    assert day <= first <= last
    assert calendar.is_working(first)
    assert calendar.is_working(last)
    assert (last - day).days >= transit.days_max


# --- the cut-off ---------------------------------------------------------------------------------


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


# --- dispatch ------------------------------------------------------------------------------------


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


def test_a_restock_date_moves_dispatch_to_the_working_days_after_it() -> None:
    placed = paris(2026, 11, 24, 10)
    assert rules.dispatch_by(BIJOURAMA, placed, restock_on=date(2026, 12, 5)) == date(2026, 12, 8)
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


# --- closings and collection days ----------------------------------------------------------------


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
    assert rules.dispatch_by(c, paris(2026, 11, 20, 10), restock_on=date(2026, 11, 24)) == date(2026, 11, 30)
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

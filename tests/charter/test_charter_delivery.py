"""What goes where, by whom, for how much and until when: exact at every edge."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.charter.edges import BIJOURAMA, CARME, HOUSES, any_house, euros

from poincon.charter import rules
from poincon.charter.schema import Charter
from poincon.kernel import calendar
from poincon.kernel.money import Money


def prices(c: Charter, *, weight_g: int, value: int, country: str = "FR") -> dict[str, int]:
    amount = Money(value, c.currency)
    nature = rules.nature_of(c, value=amount, weight_g=weight_g)
    found = rules.offers(c, country=country, weight_g=weight_g, value=amount, nature=nature)
    return {offer.carrier: offer.price.minor for offer in found}


SEBASTIENNE = HOUSES["sebastienne"]


@pytest.mark.parametrize(
    ("country", "postcode", "zone"),
    [
        ("FR", "", "fr"),
        ("FR", "13001", "fr"),
        ("FR", "20200", "corse"),
        ("FR", "97110", "outre_mer"),
        ("GP", "97110", "outre_mer"),
        ("FR", "98000", "fr"),
        ("FR", "98800", None),
        ("ES", "28013", "eu"),
        ("ES", "07001", "eu"),
        ("ES", "35001", None),
        ("PT", "9500-100", "eu"),
        ("GB", "SW1A 1AA", "far"),
        ("GB", "JE2 3AB", None),
    ],
)
def test_the_smallest_place_that_a_zone_names_decides(country: str, postcode: str, zone: str | None) -> None:
    assert rules.zone_of(SEBASTIENNE, country, postcode) == zone


def test_days_prices_and_free_delivery_follow_the_postcode() -> None:
    def told(country: str, postcode: str) -> list[tuple[str, int, int]]:
        found = rules.offers(
            SEBASTIENNE, country=country, postcode=postcode, weight_g=300, value=euros(5_000), nature="parcel"
        )
        return [(one.carrier, one.days_max, one.price.minor) for one in found]

    assert told("FR", "13001") == [("colissimo", 4, 750), ("chronopost", 1, 1500)]
    assert told("FR", "20200") == [("colissimo", 5, 750), ("chronopost", 2, 2100)]
    assert told("FR", "97110") == [("colissimo", 12, 1690)]
    assert told("FR", "98800") == []
    assert rules.free_threshold(SEBASTIENNE, "FR", "20200") == euros(15_000)
    assert rules.free_threshold(SEBASTIENNE, "FR", "97110") is None


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

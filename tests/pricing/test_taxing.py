"""By whose VAT a sale is taxed: home, the Union below and above its threshold, and beyond it."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.charter.conftest import FIVE, facts_of, house

from poincon.charter import loading
from poincon.charter.schema import Charter
from poincon.kernel.money import Money
from poincon.pricing import queries, rates, rules, taxing
from poincon.pricing.taxing import Scope, Taxation

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)

# The standard rates of the Union in per cent, typed from published tables of 2024, 2025 and 2026.
PUBLISHED = {
    date(2024, 8, 31): "AT20 BE21 BG20 CY19 CZ21 DE19 DK25 EE22 ES21 FI24 FR20 GR24 HR25 HU27 IE23 IT22 LT21"
    " LU17 LV21 MT18 NL21 PL23 PT23 RO19 SE25 SI22 SK20",
    date(2025, 1, 1): "AT20 BE21 BG20 CY19 CZ21 DE19 DK25 EE22 ES21 FI25.5 FR20 GR24 HR25 HU27 IE23 IT22 LT21"
    " LU17 LV21 MT18 NL21 PL23 PT23 RO19 SE25 SI22 SK23",
    date(
        2025, 7, 31
    ): "AT20 BE21 BG20 CY19 CZ21 DE19 DK25 EE24 ES21 FI25.5 FR20 GR24 HR25 HU27 IE23 IT22 LT21"
    " LU17 LV21 MT18 NL21 PL23 PT23 RO19 SE25 SI22 SK23",
    date(2026, 2, 2): "AT20 BE21 BG20 CY19 CZ21 DE19 DK25 EE24 ES21 FI25.5 FR20 GR24 HR25 HU27 IE23 IT22 LT21"
    " LU17 LV21 MT18 NL21 PL23 PT23 RO21 SE25 SI22 SK23",
}
APART = {"AT-JM": 1900, "GP": 850, "MQ": 850, "PT-20": 1600, "PT-30": 2200, "RE": 850, "XI": 2000}


def rows_on(day: date) -> dict[str, int]:
    """Return the rates of a day as the files give them, by country."""
    return {
        row["country"]: row["rate_bp"]
        for row in rates.rows()
        if row["valid_from"] <= day and (row["valid_to"] is None or day < row["valid_to"])
    }


@pytest.mark.parametrize("day", PUBLISHED)
def test_the_table_says_what_was_published(day: date) -> None:
    published = {word[:2]: int(Decimal(word[2:]) * 100) for word in PUBLISHED[day].split()}
    assert len(published) == 27
    assert {code: rate for code, rate in rows_on(day).items() if code in published} == published


def test_places_apart_have_their_own_rates_and_where_no_vat_is_raised_there_is_none() -> None:
    known = rows_on(TODAY)
    assert {code: known[code] for code in APART} == APART
    assert not {"GF", "YT", "IC", "GB", "US"} & known.keys()


def test_a_neighbour_s_rate_is_for_houses_there_and_taxes_no_parcel_that_is_sent_there() -> None:
    assert rows_on(TODAY)["CH"] == 810
    plan = taxing.plan(house("carme"), country="CH", postcode="1201", on=TODAY)
    assert plan is not None
    assert (plan.scope, plan.country) == (Scope.OUTSIDE, "")


def test_every_row_says_where_it_comes_from_and_how_sure_that_is() -> None:
    assert all(row["source"].endswith(("(OFF)", "(SEC)", "(MEM)")) for row in rates.rows())
    assert all(len(row["source"]) <= 200 for row in rates.rows())


def bent(name: str, **vat: object) -> Charter:
    facts = facts_of(name)
    facts["vat"] = {key: value for key, value in (facts.get("vat", {}) | vat).items() if value is not None}
    return loading.parse(facts, "bent")


def told(charter: Charter, country: str, postcode: str = "", on: date = TODAY) -> tuple[str, str, str] | None:
    plan = taxing.plan(charter, country=country, postcode=postcode, on=on)
    return (plan.scope, plan.country, plan.taken_off) if plan else None


@pytest.mark.parametrize("name", FIVE)
@pytest.mark.parametrize(("country", "postcode"), [("FR", "75011"), ("MC", "98000")])
def test_at_home_the_vat_is_the_house_s_own(name: str, country: str, postcode: str) -> None:
    assert told(house(name), country, postcode) == ("home", "FR", "")


@pytest.mark.promise("vat.one_stop_shop_from")
@pytest.mark.parametrize("name", FIVE)
def test_in_the_union_it_follows_the_regime_that_the_house_tells(name: str) -> None:
    below = name in {"calmea", "sebastienne"}
    for country in ("BE", "DE", "FI", "PT"):
        assert told(house(name), country) == ("union", "FR" if below else country, "")


@pytest.mark.promise("vat.one_stop_shop_from")
def test_the_regime_changes_with_its_day_and_not_before() -> None:
    charter = bent("calmea", one_stop_shop_from="2027-01-01")
    assert told(charter, "BE", on=date(2026, 12, 31)) == ("union", "FR", "")
    assert told(charter, "BE", on=date(2027, 1, 1)) == ("union", "BE", "")


@pytest.mark.promise("vat.outside_union")
@pytest.mark.parametrize(("said", "taken_off"), [("net", "FR"), ("same", "")])
def test_outside_the_area_there_is_none_and_the_house_says_what_it_asks(said: str, taken_off: str) -> None:
    charter = bent("sebastienne", outside_union=said)
    for country, postcode in (("CH", "1201"), ("GB", "SW1A 1AA"), ("US", "10001"), ("ES", "35001")):
        assert told(charter, country, postcode) == ("outside", "", taken_off)


def test_a_part_of_a_country_is_taxed_as_itself() -> None:
    carme = house("carme")
    assert told(carme, "GB", "BT1 5GS") == ("union", "XI", "")
    assert told(carme, "PT", "9500-100") == ("union", "PT-20", "")
    assert told(house("sebastienne"), "GB", "BT1 5GS") == ("union", "FR", "")


def test_what_is_not_decided_or_not_known_is_not_sold() -> None:
    assert told(house("calmea"), "CH") is None, "a house that has not decided what it asks outside"
    undecided = house("sebastienne").model_copy(update={"vat": None})
    assert told(undecided, "CH") is None
    assert told(undecided, "BE") == ("union", "FR", ""), "a charter of before is below the threshold"
    assert told(house("dorada"), "ES", "28013") is None, "sold from the Canaries, outside the area"
    assert told(house("najma"), "QA") is None


@pytest.mark.django_db
class TestWithRates:
    @pytest.mark.parametrize(
        ("country", "postcode", "on", "rate"),
        [
            ("EE", "10111", date(2025, 6, 30), 2200),
            ("EE", "10111", date(2025, 7, 1), 2400),
            ("FI", "00100", date(2024, 8, 31), 2400),
            ("FI", "00100", date(2024, 9, 1), 2550),
            ("RO", "010011", date(2025, 7, 31), 1900),
            ("RO", "010011", date(2025, 8, 1), 2100),
            ("SK", "811 01", date(2024, 12, 31), 2000),
            ("SK", "811 01", date(2025, 1, 1), 2300),
            ("PT", "9500-100", TODAY, 1600),
            ("PT", "1000-001", TODAY, 2300),
            ("AT", "6691", TODAY, 1900),
            ("GB", "BT1 5GS", TODAY, 2000),
        ],
    )
    def test_the_rate_is_that_of_the_place_and_the_day(self, settings, country, postcode, on, rate):
        settings.CHARTER = house("carme")
        assert queries.taxation(country, postcode, on).rate_bp == rate
        settings.CHARTER = house("calmea")
        assert queries.taxation(country, postcode, on).rate_bp == 2000

    def test_one_question_is_asked_at_most(self, settings, django_assert_num_queries):
        settings.CHARTER = house("carme")
        for country, questions in (("FR", 1), ("BE", 1), ("CH", 1)):
            with django_assert_num_queries(questions):
                queries.taxation(country, "", TODAY)
        settings.CHARTER = house("sebastienne")
        with django_assert_num_queries(0):
            queries.taxation("CH", "1201", TODAY)

    @pytest.mark.parametrize(
        ("name", "country", "on"),
        [
            ("calmea", "CH", TODAY),
            ("dorada", "IC", TODAY),
            ("dorada", "ES", TODAY),
            ("najma", "AE", TODAY),
            ("najma", "QA", TODAY),
            ("carme", "BE", date(2023, 12, 31)),
            ("carme", "CH", date(2023, 12, 31)),
        ],
    )
    def test_what_is_not_known_is_not_guessed(self, settings, name, country, on):
        settings.CHARTER = house(name)
        assert queries.taxation(country, "", on) is None

    def test_nothing_but_an_export_is_ever_untaxed(self, settings):
        for name in FIVE:
            settings.CHARTER = house(name)
            for country in {code for zone in house(name).zones.values() for code in zone}:
                found = queries.taxation(country, "", TODAY)
                assert (found.rate_bp == 0) is (found.scope is Scope.OUTSIDE) is (found.country == "")


def changes() -> Iterator[tuple[str, date, int]]:
    """Yield every country with each day on which its rate begins, and the day before the next one."""
    for row in rates.rows():
        for day in (row["valid_from"], (row["valid_to"] or TODAY + DAY) - DAY):
            yield row["country"], day, row["rate_bp"]


DATED = sorted(set(changes()))


@given(st.sampled_from(DATED), st.integers(1, 10_000_000), st.integers(1, 20))
def test_a_line_is_its_net_and_its_vat_at_every_rate_of_the_table(
    dated: tuple[str, date, int], minor: int, quantity: int
) -> None:
    country, day, rate = dated
    assert rows_on(day)[country] == rate
    taxation = Taxation(Scope.UNION, country, country, rate)
    gross = taxation.asked(Money(minor, "EUR")) * quantity
    vat = taxation.vat_in(gross)
    net = gross - vat
    assert gross == Money(minor * quantity, "EUR"), "the price stays, whatever the rate"
    assert net + vat == gross
    exact = Decimal(gross.minor) * rate / (10_000 + rate)
    assert vat.minor == exact.quantize(Decimal(1), rounding=ROUND_HALF_UP)
    assert abs(Decimal(net.minor) * rate / 10_000 - vat.minor) <= Decimal("0.64")


@given(st.integers(1, 10_000_000), st.integers(1, 20), st.sampled_from([2000, 1700, 2700]))
def test_what_leaves_is_asked_without_the_vat_of_home_piece_by_piece(
    minor: int, quantity: int, rate: int
) -> None:
    taxation = Taxation(Scope.OUTSIDE, "CH", "", 0, rate)
    unit = taxation.asked(Money(minor, "EUR"))
    assert unit + rules.vat_in(Money(minor, "EUR"), rate) == Money(minor, "EUR")
    assert taxation.vat_in(unit * quantity) == Money(0, "EUR")
    assert 0 < unit.minor <= minor


@given(
    st.integers(1, 1_000_000),
    st.sampled_from([1600, 1700, 2000, 2550, 2700]),
    st.lists(st.integers(0, 1_000_000), max_size=6),
)
def test_the_vat_of_what_goes_back_in_parts_adds_up(minor: int, rate: int, cuts: list[int]) -> None:
    whole = Money(minor, "EUR")
    vat = rules.vat_in(whole, rate)
    reached = [0, *sorted(cut % (minor + 1) for cut in cuts), minor]
    so_far = [rules.vat_in_part(vat, whole, Money(back, "EUR")) for back in reached]
    parts = [after - before for before, after in pairwise(so_far)]
    assert so_far[0].minor == 0
    assert sum(part.minor for part in parts) == vat.minor
    assert all(part.minor >= 0 for part in parts)


def test_nothing_of_nothing_goes_back() -> None:
    assert rules.vat_in_part(Money(0, "EUR"), Money(0, "EUR"), Money(0, "EUR")) == Money(0, "EUR")

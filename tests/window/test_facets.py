"""The codes that pieces are filtered by, the sets that count them, and what an address may ask."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poincon.window.rules import counting, facets, sets, wishes
from poincon.window.states import Group, Sort


@pytest.mark.parametrize(
    ("amount", "band"),
    [
        ("0.01", "0-50"),
        ("49.99", "0-50"),
        ("50.00", "50-100"),
        ("99.99", "50-100"),
        ("100.00", "100-250"),
        ("2499.99", "1000-2500"),
        ("2500.00", "2500-5000"),
        ("98000", "50000-100000"),
        ("100000", "100000-"),
    ],
)
def test_a_price_on_an_edge_opens_its_band(amount, band):
    assert facets.band(Decimal(amount)) == band


@given(st.decimals("0.01", "999999", places=2))
def test_every_price_lies_within_its_band(amount):
    low, high = facets.bounds(facets.band(amount))
    assert low <= amount
    assert high is None or amount < high


def test_what_was_the_highest_band_is_all_that_took_its_place():
    """Addresses from before there were higher ones still lead to what they led to."""
    there = ["2500-5000", "5000-10000", "10000-25000", "25000-50000", "50000-100000", "100000-"]
    assert list(wishes.read({"price": ["2500-"]}).chosen[Group.PRICE]) == there
    asked = wishes.in_order([("price", "2500-")])
    assert sorted(asked) == sorted(("price", band) for band in there)
    assert wishes.is_in_order(asked)
    assert facets.bands("100-250") == ["100-250"]
    assert facets.bands("170-") == ["170-"]


def test_cards_of_an_older_version_stand_as_their_best_variant():
    """Until they are written again they have no code for a size and how it stands."""
    older = {"stock:in_stock": 0b10, "size:54": 0b11, "size@restocking:54": 0b01, facets.MADE: 0b01}
    told = {facets.EVERY: 0b11} | older

    def counts(**asked: list[str]) -> dict[str, int]:
        _, counts = counting.counted(wishes.read(asked), told, 0b11, counting.Priced())
        return counts

    assert counts(stock=["in_stock"])["size:54"] == 1
    assert counts(size=["54"])["stock:in_stock"] == 1
    assert counts(size=["54"])["stock:restocking"] == 1


def test_a_metal_without_a_colour_of_its_own_is_white_to_the_eye():
    assert facets.colour("silver", "") == "white"
    assert facets.colour("gold", "rose") == "rose"
    assert facets.colour("brass", "") == ""


places = st.sets(st.integers(0, 3_000), max_size=80)


@given(places, places)
def test_sets_of_cards_are_sets(one, other):
    left, right = sets.of_places(one), sets.of_places(other)
    assert sets.unpacked(sets.packed(left)) == left
    assert (sets.places(left), sets.listed(right)) == (
        sorted(one),
        f"{{{','.join(map(str, sorted(other)))}}}",
    )
    assert left.bit_count() == len(one)
    assert sets.every([left, right]) == sets.of_places(one & other)
    assert sets.some([left, right]) == sets.of_places(one | other)


def test_an_address_is_read_as_a_wish():
    found = wishes.read(
        {"metal": ["gold", "silver"], "size": ["54"], "sort": ["cheapest"], "page": ["3"], "q": ["bague"]}
    )
    assert found.chosen == {Group.SIZE: ("54",), Group.METAL: ("gold", "silver")}
    assert (found.sort, found.page, found.words) == (Sort.CHEAPEST, 3, "bague")


@pytest.mark.parametrize(
    "values",
    [
        {"metal": ["<script>", "", "a" * 200, "gold'; drop"]},
        {"sort": ["-price"], "page": ["-1"]},
        {"page": ["9" * 40]},
        {"page": ["½"]},
        {"unknown": ["1"]},
        {},
    ],
)
def test_what_cannot_be_a_wish_was_not_said(values):
    assert wishes.read(values) == wishes.Wish()


def test_a_price_that_is_none_is_remembered_to_be_told():
    found = wishes.read({"price_from": ["abc"], "price_to": ["1 200 €"]})
    assert (found.between, found.unread) == ((None, 1200), {"price_from": "abc"})
    assert wishes.read({"price_to": ["9" * 24]}).between == (None, wishes.MOST_ASKED)


def test_a_search_is_one_line_of_reasonable_length():
    found = wishes.read({"q": ["  bague\x00\n or \u200b" + "x" * 500]})
    assert found.words.startswith("bague or x")
    assert len(found.words) <= wishes.MOST_LETTERS
    assert found.words.isprintable()


@given(
    st.dictionaries(
        st.sampled_from([*Group, "q", "sort", "page"]), st.lists(st.text(max_size=30), max_size=4)
    )
)
def test_any_address_can_be_read(values):
    found = wishes.read(values)
    assert 1 <= found.page <= wishes.MOST_PAGES
    assert all(len(chosen) <= wishes.MOST_VALUES for chosen in found.chosen.values())

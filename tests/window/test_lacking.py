"""What somebody wants a piece to lack is left out, and not found first."""

from datetime import UTC, datetime

import pytest
from tests.window.conftest import DIAMOND, SILVER, Size, a_shelf
from tests.window.test_search import searching, slugs

from poincon.catalogue.rules import StoneFacts
from poincon.window.queries.suggesting import suggested
from poincon.window.rules.lacking import Lacking, lacking

PEARL = StoneFacts("pearl_freshwater", "cultured", (), None)
NOON = datetime(2026, 11, 21, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "language", "told"),
    [
        ("bague sans diamant", "fr", Lacking("bague", (("diamant", "fr"),), stones=False)),
        ("sans pierre", "fr", Lacking("", (), stones=True)),
        ("bague sans pierres précieuses or", "fr", Lacking("bague or", (), stones=True)),
        ("sans diamant ni perle", "fr", Lacking("", (("diamant", "fr"), ("perle", "fr")), stones=False)),
        ("ring without any diamonds", "en", Lacking("ring", (("diamonds", "en"),), stones=False)),
        ("no stone", "en", Lacking("", (), stones=True)),
        ("without diamonds", "fr", Lacking("", (("diamonds", "en"),), stones=False)),
        ("boucles sans nickel", "fr", Lacking("boucles", (("nickel", "fr"),), stones=False)),
    ],
)
def test_what_is_not_wanted_is_understood(words, language, told):
    assert lacking(words, language) == told


@pytest.mark.parametrize("words", ["bague sans fin", "sans", "sans-souci", "diamant", "bague sans 3 pierres"])
def test_other_words_are_wanted(words):
    assert lacking(words, "fr") is None


@pytest.fixture
def stocked(make):
    return {
        "plain": make(name_fr="Anneau Lisse", name_en="Plain ring"),
        "diamond": make(stones=[DIAMOND]),
        "pearl": make(stones=[PEARL]),
        "studs": make(
            kind="earrings", metals=[SILVER], sizes=[Size(None)], category=a_shelf("puces", "studs")
        ),
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "language", "keys"),
    [
        ("sans diamant", "fr", "plain pearl studs"),
        ("sans brillants", "fr", "plain pearl studs"),
        ("bague sans diamant", "fr", "plain pearl"),
        ("bague sans pierre", "fr", "plain"),
        ("sans diamant ni perle", "fr", "plain studs"),
        ("without diamonds", "en", "plain pearl studs"),
        ("without diamonds", "fr", "plain pearl studs"),
        ("no stone", "en", "plain studs"),
        ("anneau lisse sans nickel", "fr", "plain"),
    ],
)
def test_it_is_left_out(stocked, words, language, keys):
    assert set(slugs(searching(words, language))) == {stocked[key].slug for key in keys.split()}


@pytest.mark.django_db
def test_a_name_that_says_so_is_found_where_nothing_else_is(make):
    named = make(name_fr="Sans Bague")
    assert slugs(searching("sans bague", "fr")) == [named.slug]


@pytest.mark.django_db
def test_suggestions_leave_it_out_too(stocked):
    found = suggested("bague sans diamant", "fr", at=NOON)
    assert {one.slug for one in found.pieces} == {stocked["plain"].slug, stocked["pearl"].slug}


@pytest.mark.django_db
def test_it_is_narrowed_like_any_list(client, stocked):
    page = client.get("/recherche/?q=sans pierre&metal=silver")
    assert [card.slug for card in page.context["found"].cards] == [stocked["studs"].slug]

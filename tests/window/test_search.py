"""Search finds what people mean: strictly first, and with patience where that finds nothing."""

import pytest
from tests.window.conftest import DIAMOND, NOON, ROSE, SILVER, YELLOW, Size, a_brand

from poincon.catalogue.rules import StoneFacts
from poincon.window.queries.listing import PER_PAGE, Listing, listing
from poincon.window.queries.search import Patience
from poincon.window.rules import wishes

pytestmark = pytest.mark.django_db


def searching(words: str, language: str = "fr", **values: str) -> Listing:
    asked = {"q": [words]} | {name: [value] for name, value in values.items()}
    return listing(wishes.read(asked), language=language, at=NOON)


def slugs(answer: Listing) -> list[str]:
    return [card.slug for card in answer.cards]


@pytest.fixture
def stocked(make):
    """A solitaire, a pair of studs and a silver band, by two makers."""
    return {
        "solitaire": make(
            name_fr="Solitaire Aube",
            name_en="Dawn solitaire",
            metals=[ROSE],
            stones=[DIAMOND],
            sizes=[Size("54", columns={"gtin": "3760123456789"})],
        ),
        "studs": make(
            name_fr="Puces Étoilées",
            name_en="Starry studs",
            kind="earrings",
            stones=[StoneFacts("pearl_akoya", "cultured")],
            sizes=[Size(None)],
            description_fr="Des clous légers comme un matin de givre.",
            brand=a_brand("Atelier Brume"),
        ),
        "band": make(name_fr="Anneau Lisière", name_en="Border band", metals=[SILVER]),
    }


@pytest.mark.promise("window.search")
@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("solitaire", "solitaire"),
        ("SOLITAIRES", "solitaire"),
        ("aube", "solitaire"),
        ("bague diamant synthétique", "solitaire"),
        ("or rose", "solitaire"),
        ("puces etoilees", "studs"),
        ("boucle d'oreille", "studs"),
        ("perles d’akoya", "studs"),
        ("brume", "studs"),
        ("lisière argent", "band"),
        ("Lisiere", "band"),
    ],
)
def test_names_matter_kind_and_maker_are_found(stocked, words, key):
    answer = searching(words)
    assert slugs(answer) == [stocked[key].slug]
    assert answer.match.patience is Patience.EXACT


@pytest.mark.parametrize("typed", ["reference", "gtin", "sku", "spaced"])
def test_references_and_bar_codes_are_exact(stocked, typed):
    piece = stocked["solitaire"]
    words = {
        "reference": piece.reference,
        "gtin": "3760123456789",
        "sku": piece.variants.get().sku.lower(),
        "spaced": piece.reference.replace("-", " "),
    }[typed]
    assert slugs(searching(words)) == [piece.slug]


def test_a_name_counts_more_than_what_a_piece_is_made_of(make):
    made_of = make(stones=[DIAMOND])
    named = make(name_fr="Diamant synthétique du matin", stones=[DIAMOND])
    newest = make(stones=[DIAMOND])
    assert slugs(searching("diamant")) == [named.slug, newest.slug, made_of.slug]


def test_a_mistyped_word_is_mended_and_said(stocked):
    answer = searching("solitare")
    assert slugs(answer) == [stocked["solitaire"].slug]
    assert (answer.match.patience, answer.match.said) == (Patience.MENDED, "solitaire")
    both = searching("solitare diamnt")
    assert slugs(both) == [stocked["solitaire"].slug]
    assert both.match.said == "solitaire diamant"


def test_the_beginning_of_a_word_is_enough(stocked):
    assert slugs(searching("lisi")) == [stocked["band"].slug]


def test_a_word_of_the_description_is_found_when_nothing_else_is(stocked):
    answer = searching("givre")
    assert slugs(answer) == [stocked["studs"].slug]
    assert answer.match.patience is Patience.PROSE


def test_the_other_language_is_understood(stocked):
    answer = searching("dawn")
    assert slugs(answer) == [stocked["solitaire"].slug]
    assert answer.match.patience is Patience.OTHER_LANGUAGE
    assert slugs(searching("dawn", "en")) == [stocked["solitaire"].slug]


def test_when_no_piece_has_every_word_those_with_some_come_near(stocked):
    answer = searching("solitaire perle")
    assert answer.match.patience is Patience.ANY
    assert set(slugs(answer)) == {stocked["solitaire"].slug, stocked["studs"].slug}


@pytest.mark.parametrize(
    "words", ["montgolfière", "xq", "!!!", "'; DROP TABLE x --", "\\:*&|!()<->", "a' & 'b", "🙂"]
)
def test_what_means_nothing_finds_nothing_and_breaks_nothing(stocked, words):
    answer = searching(words)
    assert (answer.total, answer.cards) == (0, [])


def test_a_search_is_narrowed_like_any_list(stocked):
    assert slugs(searching("bague", metal="silver")) == [stocked["band"].slug]
    assert searching("bague", metal="platinum").total == 0


def test_pages_of_a_narrowed_search_hold_each_piece_once_the_best_first(make):
    pieces = [make(name_fr="Anneau Lune", metals=[metal]) for metal in [SILVER, YELLOW] * (PER_PAGE + 2)]
    named = make(name_fr="Bague Lune", metals=[YELLOW])
    first, second = (slugs(searching("bague", metal="gold", page=page)) for page in ("1", "2"))
    assert first[0] == named.slug
    assert (len(first), len(second)) == (PER_PAGE, 3)
    assert {*first, *second} == {named.slug, *(piece.slug for piece in pieces[1::2])}


def test_what_was_found_by_patience_can_be_narrowed_too(stocked):
    assert searching("solitare", metal="gold").total == 1
    assert searching("solitare", metal="silver").total == 0


def test_new_words_are_known_at_once(stocked, make):
    assert searching("zéphir").total == 0
    piece = make(name_fr="Jonc Zéphyr")
    assert slugs(searching("zéphir")) == [piece.slug]


@pytest.mark.parametrize("pieces", [1, 3, PER_PAGE + 1])
def test_a_search_asks_three_times_however_much_it_finds(make, pieces, django_assert_num_queries):
    for _ in range(pieces):
        make()
    assert searching("aneau or").total == pieces  # what a process reads once has been read
    with django_assert_num_queries(3):
        assert searching("anneau or").total == pieces
    with django_assert_num_queries(5):
        assert searching("aneau or").total == pieces

"""What a mistyped word is mended to: words that name pieces, rather than words that describe them."""

import pytest
from tests.window.conftest import ROSE, SILVER, Size
from tests.window.test_search import searching, slugs

from poincon.catalogue.rules import MetalFacts, StoneFacts
from poincon.window.queries.search import Patience, near

pytestmark = pytest.mark.django_db


@pytest.fixture
def described(make):
    """A pearl and a gilded band, with words in their descriptions that are near to others."""
    prose = {
        "description_fr": "Trente ans de métier, en partie à la main, sans perdre le martelage.",
        "description_en": "Thirty years of trade, done in part by hand.",
    }
    return {
        "pearl": make(stones=[StoneFacts("pearl_akoya", "cultured")], metals=[SILVER], **prose),
        "white": make(metals=[MetalFacts("gold", "white", 750, "rhodium", None, None)], **prose),
        "gilded": make(metals=[MetalFacts("brass", "", None, "gold", 585, "3.0")], **prose),
        "plain": make(metals=[ROSE], **prose),
    }


def test_words_of_descriptions_are_found_and_not_meant(described):
    assert searching("perdre").match.patience is Patience.PROSE
    answer = searching("perlle")
    assert (slugs(answer), answer.match.said) == ([described["pearl"].slug], "perle")
    for words in ("trèfle", "parure", "trefles"):
        assert searching(words).total == 0, words
        assert near(words, "fr") == [], words
    assert searching("dony", "en").total == 0


def test_a_long_word_of_a_description_is_meant_where_no_other_is_near(described):
    answer = searching("martelaje")
    assert (answer.total, answer.match.said) == (4, "martelage")


@pytest.mark.parametrize(
    ("words", "language"), [("doré", "fr"), ("dorée", "fr"), ("doré", "en"), ("gilt", "en")]
)
def test_what_is_gilded_is_found_and_no_gold_with_another_coat(described, words, language):
    assert slugs(searching(words, language)) == [described["gilded"].slug]


def test_of_equally_near_words_the_one_that_most_pieces_hold_is_meant(make):
    make(name_fr="Anneau Bague de rive", name_en="Bank band")
    make(name_fr="Anneau Badge", name_en="Badge band", kind="brooch", sizes=[Size(None)])
    for _ in range(2):
        make()
    assert searching("bagge").match.said == "bague"
    for _ in range(6):
        make(name_fr="Badge", name_en="Badge", kind="brooch", sizes=[Size(None)])
    assert searching("bagge").match.said == "bague"
    assert searching("bade").match.said == "badge"

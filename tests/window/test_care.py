"""How to treat a piece: computed from what it is made of, one page for what is alike, printable."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.catalogue.test_forbidden_words import metals, stones
from tests.window.conftest import DIAMOND, ROSE, Size
from tests.window.test_pages import address, get, text_of

from poincon.catalogue.rules import TOPICS, MetalFacts, PieceFacts, StoneFacts, care_of, care_words
from poincon.catalogue.states import Material

__all__ = ["get"]
VERMEIL = MetalFacts("silver", "yellow", 925, "gold", 750, Decimal(5))
PLATED = MetalFacts("brass", "yellow", None, "gold", 750, Decimal(3))


class TestTopics:
    @pytest.mark.parametrize(
        ("piece", "topics"),
        [
            (PieceFacts("ring", (ROSE,)), ("gold",)),
            (PieceFacts("ring", (MetalFacts("gold", "white", 750, "rhodium"),)), ("white_gold",)),
            (PieceFacts("ring", (MetalFacts("silver", "", 925),)), ("silver",)),
            (PieceFacts("ring", (MetalFacts("silver", "", 925, "rhodium"),)), ("rhodium",)),
            (PieceFacts("ring", (VERMEIL,)), ("vermeil",)),
            (PieceFacts("ring", (PLATED,)), ("plated",)),
            (PieceFacts("watch", (MetalFacts("steel"),), (), ("leather",)), ("steel", "leather", "watch")),
            (PieceFacts("ring", (ROSE,), (StoneFacts("pearl_akoya", "cultured"),)), ("gold", "pearl")),
            (PieceFacts("ring", (ROSE,), (StoneFacts("opal", "natural"),)), ("gold", "opal")),
            (
                PieceFacts("ring", (ROSE,), (StoneFacts("emerald", "natural", ("oiled",)),)),
                ("gold", "emerald", "treated"),
            ),
            (PieceFacts("ring", (ROSE,), (StoneFacts("turquoise", "natural"),)), ("gold", "porous")),
            (PieceFacts("ring", (ROSE,), (StoneFacts("turquoise", "reconstituted"),)), ("gold", "glass")),
            (
                PieceFacts("ring", (ROSE,), (DIAMOND, StoneFacts("topaz", "natural"))),
                ("gold", "soft", "hard"),
            ),
        ],
    )
    def test_follow_from_the_typed_facts(self, piece: PieceFacts, topics: tuple[str, ...]) -> None:
        assert care_of(piece) == topics

    @given(
        st.lists(metals(), max_size=2),
        st.lists(stones(), max_size=2),
        st.lists(st.sampled_from(Material), max_size=2),
    )
    def test_whatever_it_is_made_of_has_words_in_both_languages(self, made_of, set_with, more) -> None:
        piece = PieceFacts("bracelet", tuple(made_of), tuple(set_with), tuple(more))
        topics = care_of(piece)
        assert bool(topics) == bool(made_of or set_with or set(more) - {Material.RUBBER})
        assert list(topics) == [topic for topic in TOPICS if topic in topics]
        for topic in topics:
            for language in ("fr", "en"):
                assert care_words.heading(topic, language)
                assert care_words.sentences(topic, language)

    def test_every_topic_has_words_and_every_word_a_topic(self) -> None:
        assert set(TOPICS) == set(care_words.CARE)


@pytest.mark.django_db
class TestThePage:
    def test_a_piece_leads_to_its_sheet(self, make, get) -> None:
        piece = make(metals=[ROSE], stones=[StoneFacts("pearl_tahiti", "cultured")], sizes=[Size("54")])
        html = get(address("piece", piece.slug))
        assert f'href="{address("care", "gold-pearl")}"' in html
        said = text_of(get(address("care", "gold-pearl")))
        assert "Fiche d’entretien" in said
        assert "ni ultrasons" in said
        assert "Posez-les à plat" in said
        assert "No perfume" in text_of(get(address("care", "gold-pearl", language="en")))

    @pytest.mark.parametrize("matters", ["pearl-gold", "gold-gold", "gold-moon", "moon", "gold-"])
    def test_there_is_one_address_for_each_sheet(self, get, matters: str) -> None:
        get(address("care", matters), status=404)

"""Sales and cuts that somebody types: refused in every text of a piece, of a brand and of a shelf."""

from datetime import datetime

import pytest
from tests.catalogue.conftest import MakePiece

from poincon.catalogue import actions, queries
from poincon.catalogue.actions import PieceUnfit, WordsForbidden
from poincon.catalogue.models import Brand, Piece
from poincon.catalogue.rules import PieceFacts, lint, lint_general

BARE = PieceFacts("other")

FRENCH = """
Soldes -50 % ! · sales_word typed_cut
C’est soldé · sales_word
S.O.L.D.E.S d’hiver · sales_word
−30 % cette semaine · typed_cut
Bracelet, moins 20 % · typed_cut
20 % de remise · typed_cut
20,00 € de réduction · typed_cut
Promo : 15 % · typed_cut
120 € au lieu de 240 € · typed_cut
À moitié prix · typed_cut
Prix cassés · typed_cut
La remise se fait en main propre ·
Coton - 50 % recyclé ·
Coton 30-50 % ·
Taille 52 - 54, laiton 100 % recyclé ·
Moins de 0,05 % de plomb ·
Soldat de plomb, solidaire ·
Une réduction des formes, remise au jour ·
"""
ENGLISH = """
Winter sale! · sales_word
Now on sale · sales_word
Soldes · sales_word
-50% · typed_cut
50% off · typed_cut
€20 off · typed_cut
Save up to 30 % · typed_cut
£60 instead of £120 · typed_cut
At half price · typed_cut
I do not solder what can be forged ·
For sale in our shop, sold out twice ·
The clasp takes off, 50 times a day ·
Cotton, 50% recycled ·
"""


def told(table: str) -> list[tuple[str, set[str]]]:
    lines = (line.rpartition("·") for line in table.strip().splitlines())
    return [(text.strip(), set(codes.split())) for text, _dot, codes in lines]


@pytest.mark.parametrize(("text", "codes"), told(FRENCH))
def test_french_texts(text: str, codes: set[str]) -> None:
    assert {one.code for one in lint(text, "fr", BARE)} == codes
    assert {one.code for one in lint_general(text, "fr")} == codes


@pytest.mark.parametrize(("text", "codes"), told(ENGLISH))
def test_english_texts(text: str, codes: set[str]) -> None:
    assert {one.code for one in lint(text, "en", BARE)} == codes


def test_where_nothing_is_offered_in_france_the_word_is_free_but_no_cut_is() -> None:
    found = lint("Soldes -50 %", "en", BARE, in_france=False)
    assert [(one.word, one.code) for one in found] == [("-50 %", "typed_cut")]


FIELDS = [
    ("name_fr", "Bague soldée"),
    ("name_en", "Ring, 50% off"),
    ("description_fr", "Soldes -50 % !"),
    ("description_en", "Winter sale!"),
    ("warnings_fr", "Promo : 15 %"),
]


@pytest.mark.django_db
class TestOnShow:
    @pytest.fixture
    def shown(self, make_piece: MakePiece, noon: datetime) -> Piece:
        piece = make_piece()
        actions.publish(piece_id=piece.pk, actor="staff:1", at=noon)
        return Piece.objects.get(pk=piece.pk)

    @pytest.mark.parametrize(("field", "text"), FIELDS)
    def test_a_piece_on_show_takes_no_such_text(
        self, shown: Piece, noon: datetime, field: str, text: str
    ) -> None:
        with pytest.raises(PieceUnfit) as refused:
            actions.edit_piece(piece_id=shown.pk, words={field: text}, actor="staff:1", at=noon)
        assert {one.field for one in refused.value.reasons} == {field}
        assert getattr(Piece.objects.get(pk=shown.pk), field) == getattr(shown, field)

    def test_a_draft_with_such_a_text_is_not_put_on_show(self, make_piece: MakePiece, noon: datetime) -> None:
        piece = make_piece(description_fr="Soldes -50 % !")
        with pytest.raises(PieceUnfit) as refused:
            actions.publish(piece_id=piece.pk, actor="staff:1", at=noon)
        assert {one.code for one in refused.value.reasons} == {"sales_word", "typed_cut"}
        assert Piece.objects.get(pk=piece.pk).state == "draft"

    def test_words_of_a_picture_are_held_to_the_same(self, shown: Piece, noon: datetime) -> None:
        picture = shown.media.get()
        with pytest.raises(PieceUnfit):
            actions.describe_picture(
                media_id=picture.pk, alt_fr="Soldes", alt_en="", actor="staff:1", at=noon
            )
        assert shown.media.get().alt_fr == "Une bague"

    def test_the_story_of_a_brand_is_held_to_the_same(self, brand: Brand, noon: datetime) -> None:
        with pytest.raises(WordsForbidden) as refused:
            actions.edit_brand(
                brand_id=brand.pk, columns={"story_fr": "-50 % sur tout"}, actor="staff:1", at=noon
            )
        assert refused.value.context["reason"] == "typed_cut"
        assert Brand.objects.get(pk=brand.pk).story_fr == brand.story_fr

    def test_what_is_on_show_already_is_listed_at_the_desk(self, shown: Piece, noon: datetime) -> None:
        """Such a text may have been written before this was held against it."""
        Piece.objects.filter(pk=shown.pk).update(description_fr="Soldes -50 % !")
        actions.judge_all(at=noon)
        listed = queries.lacking("sales_word", state="published", blocks=True)
        assert [one.pk for one in listed] == [shown.pk]

"""What is to be seen on a picture follows the piece; words that were typed must stay true."""

from datetime import datetime

import pytest
from django.test import Client
from tests.accounts.people import a_member, signed_in
from tests.catalogue.conftest import MakePiece
from tests.intake.desk import address
from tests.intake.test_pieces_at_the_desk import stone

from poincon.catalogue import actions, sheets
from poincon.catalogue.models import Piece
from poincon.catalogue.rules import MetalFacts, StoneFacts, seen

pytestmark = pytest.mark.django_db
PICTURE = {"stem": "a", "width": 9, "height": 9}
STEEL = (MetalFacts("steel"),)
DIAMOND = StoneFacts("diamond", "natural")


def words(piece: Piece) -> list[tuple[str, str]]:
    row = sheets.sheet(piece.slug)
    assert row is not None
    return [(one.alt_fr, one.alt_en) for one in row.pictures]


@pytest.fixture
def shown(make_piece: MakePiece, noon: datetime) -> Piece:
    """A piece of steel with a diamond on show, of whose two pictures one has words of its own."""
    piece = make_piece(metals=STEEL, stones=(DIAMOND,))
    own = {"alt_fr": "Un diamant sur fond gris", "alt_en": "A diamond on grey"}
    pictures = [PICTURE | {"view": "worn"}, PICTURE | {"stem": "b"} | own]
    actions.set_media(piece_id=piece.pk, pictures=pictures, actor="staff:1", at=noon)
    actions.publish(piece_id=piece.pk, actor="staff:1", at=noon)
    return piece


def test_they_are_the_piece_s_own_with_the_view_or_those_that_were_typed(shown: Piece) -> None:
    assert words(shown) == [
        ("Bague Aurore, acier, diamant, porté", "Aurore ring, steel, diamond, worn"),
        ("Un diamant sur fond gris", "A diamond on grey"),
    ]


def test_they_follow_what_the_piece_is_made_of(make_piece: MakePiece, noon: datetime) -> None:
    piece = make_piece(metals=STEEL, stones=(DIAMOND,))
    actions.set_media(piece_id=piece.pk, pictures=[PICTURE], actor="staff:1", at=noon)
    actions.publish(piece_id=piece.pk, actor="staff:1", at=noon)
    other = [StoneFacts("sapphire", "natural")]
    actions.edit_piece(piece_id=piece.pk, words={}, stones=other, actor="staff:1", at=noon)
    assert words(piece) == [("Bague Aurore, acier, saphir", "Aurore ring, steel, sapphire")]


def test_a_name_without_matter_or_view_stands_alone() -> None:
    assert seen("Bague Aurore", "", "", "fr") == "Bague Aurore"


def test_a_change_that_makes_typed_words_untrue_names_the_picture_and_leads_to_it(shown: Piece) -> None:
    browser: Client = signed_in(a_member("catalogue"))
    change = stone(species="sapphire", nature="natural", count="1") | {"checked": "on"}
    page = browser.post(address("matter", shown.pk), change)
    assert page.status_code == 422
    typed = shown.media.get(stem="b")
    assert f'<a href="{address("pictures", shown.pk)}#{typed.pk}-alt_fr">Mots de la photo 2' in page.text
    cleared = {"view": "detail", "alt_fr": "", "alt_en": ""}
    assert browser.post(address("picture_words", typed.pk), cleared).status_code == 302
    assert browser.post(address("matter", shown.pk), change).status_code == 302
    assert words(shown)[1] == ("Bague Aurore, acier, saphir, détail", "Aurore ring, steel, sapphire, detail")

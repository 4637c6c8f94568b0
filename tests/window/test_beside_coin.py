"""How large a piece is beside a coin: true to scale, inside its picture, in words, and only where known."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.window.conftest import MakePiece, Size
from tests.window.test_pages import address, get, text_of

from poincon.catalogue.rules import LARGEST_MM, SMALLEST_MM
from poincon.window.rules import drawings

__all__ = ["get"]
BOTH = {"height_mm": Decimal("24.5"), "width_mm": Decimal(18)}
LENGTHS = st.decimals(SMALLEST_MM, LARGEST_MM, places=1)


def drawn(height: Decimal, width: Decimal) -> dict[str, float]:
    """Return where the frame of a piece and the coin stand in their picture."""
    svg = drawings.beside_coin(height, width, lambda value: f"{value} mm", "<mesures>")
    assert "&lt;mesures&gt;" in svg
    assert "style=" not in svg
    frame = re.search(r'class="extent" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"', svg)
    coin = re.search(r'class="coin" cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"', svg)
    assert frame is not None
    assert coin is not None
    names = ("x", "y", "width", "height", "cx", "cy", "r")
    return dict(zip(names, map(float, (*frame.groups(), *coin.groups())), strict=True))


@given(LENGTHS, LENGTHS)
def test_piece_and_coin_are_to_one_scale_on_one_ground(height: Decimal, width: Decimal) -> None:
    at = drawn(height, width)
    unit = 2 * at["r"] / float(drawings.COIN_MM)
    assert at["width"] == pytest.approx(float(width) * unit, abs=0.15, rel=0.02)
    assert at["height"] == pytest.approx(float(height) * unit, abs=0.15, rel=0.02)
    assert at["y"] + at["height"] == pytest.approx(at["cy"] + at["r"], abs=0.2)


@given(LENGTHS, LENGTHS)
def test_all_stands_inside_the_picture_with_room_for_its_words(height: Decimal, width: Decimal) -> None:
    at = drawn(height, width)
    assert at["x"] >= drawings.LEFT - 0.1
    assert at["y"] >= drawings.TOP - 0.1
    assert at["cx"] + at["r"] <= drawings.WIDE - drawings.RIGHT + 0.1
    assert at["cy"] + at["r"] <= drawings.HIGH - drawings.FOOT + 0.1
    assert at["cx"] - at["r"] - at["x"] - at["width"] >= drawings.APART - 0.2
    assert at["cx"] - at["x"] - at["width"] / 2 >= drawings.WORDS - 0.2


@pytest.mark.django_db
class TestThePage:
    @pytest.mark.parametrize(
        ("language", "words"),
        [
            (
                "fr",
                (
                    "À l’échelle, à côté d’une pièce de 1 € de 23,25 mm : hauteur 24,5 mm, largeur 18 mm"
                    " (chaque boucle)"
                ),
            ),
            ("en", "To scale, beside a 1-euro coin of 23.25 mm: height 24.5 mm, width 18 mm (each earring)"),
        ],
    )
    def test_one_more_picture_tells_the_measures_in_words(
        self, make: MakePiece, get, language: str, words: str
    ) -> None:
        piece = make(kind="earrings", sizes=[Size(None)], **BOTH)
        html = get(address("piece", piece.slug, language=language))
        gallery = html[html.index('class="pictures"') : html.index('class="decide"')]
        label = re.search(r'<svg class="drawing beside-coin"[^>]* role="img" aria-label="([^"]*)"', gallery)
        assert label is not None
        assert re.sub("[\u00a0\u202f]", " ", label[1]) == words

    @pytest.mark.parametrize(
        "words",
        [
            {"kind": "pendant"},
            {"kind": "pendant", "height_mm": Decimal(20)},
            {"kind": "watch", "width_mm": Decimal(36)},
            {"kind": "ring", **BOTH},
        ],
    )
    def test_what_is_not_known_is_not_drawn(self, make: MakePiece, get, words) -> None:
        html = get(address("piece", make(sizes=[Size(None, columns={"length_mm": 420})], **words).slug))
        assert "beside-coin" not in html
        assert "à côté d’une pièce" not in text_of(html)

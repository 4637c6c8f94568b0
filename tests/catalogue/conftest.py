"""A brand that answers for its pieces, a shelf, and a ring that may be shown."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from tests.shopping import bought_directly

from poincon.catalogue import actions
from poincon.catalogue.models import Brand, Category, Piece, Variant
from poincon.catalogue.rules import MetalFacts, StoneFacts

MakePiece = Callable[..., Piece]


@pytest.fixture
def brand() -> Brand:
    return Brand.objects.create(
        slug="aurore",
        name="Maison Aurore",
        maker_name="Aurore SARL",
        maker_address="3 rue des Orfèvres, 75001 Paris",
        maker_email="atelier@aurore.example",
        maker_country="FR",
    )


@pytest.fixture
def shelf() -> Category:
    return Category.objects.create(slug_fr="bagues", slug_en="rings", name_fr="Bagues", name_en="Rings")


@pytest.fixture
def make_piece(brand: Brand, shelf: Category, noon: datetime) -> MakePiece:
    """Return a maker of drafts that lack nothing, with one variant and one picture each."""

    def make(
        metals: tuple[MetalFacts, ...] = (MetalFacts("gold", "rose", 750),),
        stones: tuple[StoneFacts, ...] = (),
        **words: Any,
    ) -> Piece:
        place = Piece.objects.count()
        columns = {
            "slug": f"bague-{place}",
            "reference": f"B{place}",
            "kind": "ring",
            "name_fr": "Bague Aurore",
            "name_en": "Aurore ring",
            "description_fr": "Un anneau poli.",
            "description_en": "A polished band.",
            "brand": brand,
            "supplier": bought_directly(),
            "category": shelf,
        }
        piece = actions.create_piece(
            words=columns | words, metals=metals, stones=stones, actor="staff:1", at=noon
        )
        add_variant(piece, noon)
        picture = {"stem": "bague", "width": 1200, "height": 1500, "alt_fr": "Une bague", "alt_en": "A ring"}
        actions.set_media(piece_id=piece.pk, pictures=[picture], actor="staff:1", at=noon)
        return piece

    return make


def add_variant(piece: Piece, at: datetime, **columns: Any) -> Variant:
    """Add one more size to a piece."""
    place = Variant.objects.count()
    known = {"sku": f"{piece.reference}-{place}", "circumference_mm": Decimal(54), "weight_mg": 2100}
    return actions.add_variant(piece_id=piece.pk, columns=known | columns, actor="staff:1", at=at)

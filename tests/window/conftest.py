"""A stocked window: pieces with matter, sizes, prices and stock, whose cards are written at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from django.utils.text import slugify
from tests.shopping import bought_directly

from poincon.catalogue import actions as catalogue
from poincon.catalogue.models import Brand, Category, Piece, Variant
from poincon.catalogue.rules import MetalFacts, StoneFacts
from poincon.inventory import actions as inventory
from poincon.kernel.money import Money
from poincon.pricing import actions as pricing
from poincon.window import actions as window

ROSE = MetalFacts("gold", "rose", 750)
YELLOW = MetalFacts("gold", "yellow", 750)
SILVER = MetalFacts("silver", "", 925)
DIAMOND = StoneFacts("diamond", "synthetic", (), Decimal("0.70"))
PICTURES = [
    {"stem": f"demo/ring-{view}", "width": 960, "height": 1152, "alt_fr": "Une bague", "alt_en": "A ring"}
    for view in ("front", "side")
]
TODAY = date(2026, 11, 21)
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Size:
    """A variant to be made: what it costs in cents, how many there are, and when more come."""

    circumference: str | None = "54"
    price: int = 129_000
    stock: int = 3
    restock_on: date | None = None
    columns: dict[str, Any] | None = None


MakePiece = Callable[..., Piece]


def a_brand(name: str = "Maison Aurore") -> Brand:
    slug = slugify(name)
    return Brand.objects.get_or_create(
        slug=slug,
        defaults={
            "name": name,
            "maker_name": f"{name} SARL",
            "maker_address": "3 rue de l’Exemple, 75001 Paris",
            "maker_email": "atelier@aurore.example",
            "maker_country": "FR",
            "story_fr": "Une maison de trois établis.",
            "story_en": "A house of three benches.",
        },
    )[0]


def a_shelf(slug: str = "bagues", english: str = "rings", under: Category | None = None) -> Category:
    names = {
        "name_fr": slug.capitalize(),
        "name_en": english.capitalize(),
        "slug_en": english,
        "parent": under,
    }
    return Category.objects.get_or_create(slug_fr=slug, defaults=names)[0]


@pytest.fixture
def make(noon: datetime) -> MakePiece:
    """Return a maker of pieces on show; `sizes` are their variants, other words their columns."""
    serial = count(1)

    def make_piece(
        *,
        sizes: Sequence[Size] = (Size(),),
        metals: Sequence[MetalFacts] = (YELLOW,),
        stones: Sequence[StoneFacts] = (),
        publish: bool = True,
        shown: bool = True,
        **words: Any,
    ) -> Piece:
        number = next(serial)
        columns = {
            "slug": f"anneau-{number}",
            "reference": f"AN-{number:04}",
            "kind": "ring",
            "name_fr": f"Anneau {number}",
            "name_en": f"Band {number}",
            "description_fr": "Un jonc poli à la main.",
            "description_en": "A band polished by hand.",
        }
        known = {
            "supplier": bought_directly(),
            "brand": words.pop("brand", None) or a_brand(),
            "category": words.pop("category", None) or a_shelf(),
        }
        piece = catalogue.create_piece(
            words=columns | known | words, metals=metals, stones=stones, actor="test", at=noon
        )
        for place, size in enumerate(sizes):
            stocked(piece, size, place, noon)
        catalogue.set_media(piece_id=piece.pk, pictures=PICTURES, actor="test", at=noon)
        if publish:
            catalogue.publish(piece_id=piece.pk, actor="test", at=noon + timedelta(minutes=number))
        if shown:
            window.refresh(piece_ids=[piece.pk], at=noon)
        return piece

    return make_piece


def stocked(piece: Piece, size: Size, place: int, at: datetime) -> Variant:
    """Add a variant with its price and stock."""
    variant = catalogue.add_variant(
        piece_id=piece.pk,
        columns={
            "sku": f"{piece.reference}-{place}",
            "position": place,
            "circumference_mm": size.circumference and Decimal(size.circumference),
            "weight_mg": 2840,
        }
        | (size.columns or {}),
        actor="test",
        at=at,
    )
    if size.price:
        pricing.set_price(variant_id=variant.pk, amount=Money(size.price, "EUR"), actor="test", at=at)
    if size.stock:
        inventory.receive(variant_id=variant.pk, quantity=size.stock, actor="test", at=at)
    if size.restock_on:
        inventory.set_restock(variant_id=variant.pk, on=size.restock_on, quantity=4, actor="test", at=at)
    return variant

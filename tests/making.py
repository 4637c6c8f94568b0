"""Pieces that are made for their wearer, for tests."""

from decimal import Decimal
from typing import Any

from poincon.catalogue import actions as catalogue
from poincon.catalogue.models import Variant
from poincon.inventory import actions as inventory
from poincon.kernel.money import Money
from poincon.pricing import actions as pricing
from tests.shopping import AT, a_variant

INSIDE = {
    "place": "inside",
    "lines": 1,
    "most": 18,
    "faces": ["roman", "script"],
    "signs": ["letters", "figures", "marks"],
    "price_minor": 2_500,
    "days": 4,
}


def an_engraved_ring(*, stock: int = 5, price: int = 129_000, **offer: Any) -> Variant:
    """A ring on sale whose inside can be engraved, for 25 euros and four working days more."""
    variant = a_variant(stock=stock, price=price)
    catalogue.offer_engraving(piece_id=variant.piece_id, offer=INSIDE | offer, actor="test", at=AT)
    return variant


def a_ring_to_measure(*, price: int = 150_000) -> Variant:
    """A ring that is made in every half size from 44 to 66 mm, in fifteen working days more."""
    ring = a_variant()
    made = {
        "made_first_mm": Decimal("44.0"),
        "made_last_mm": Decimal("66.0"),
        "made_step_mm": Decimal("0.5"),
        "made_days": 15,
    }
    variant = catalogue.add_variant(
        piece_id=ring.piece_id,
        columns={"sku": f"{ring.sku}-MES", "weight_mg": 3_000, "position": 1, **made},
        actor="test",
        at=AT,
    )
    pricing.set_price(variant_id=variant.pk, amount=Money(price, "EUR"), actor="test", at=AT)
    inventory.receive(variant_id=variant.pk, quantity=5, actor="test", at=AT)
    return variant

"""A generated catalogue: its size, the same for the same seed, fit for the window, in every state."""

from datetime import datetime

import pytest

from poincon.catalogue import queries
from poincon.catalogue.models import Category, Piece, Variant
from poincon.demo.assortment import BRANDS, COMPANIONS, FAMILIES, NAMES
from poincon.demo.generator import generate
from poincon.foundation.clock import local_day
from poincon.inventory import queries as stock
from poincon.inventory.states import Availability
from poincon.kernel.money import Money
from poincon.pricing import queries as prices

pytestmark = pytest.mark.django_db


def drawn() -> list[tuple[object, ...]]:
    """Return what the dice decided, without the numbers that a database gives."""
    return [
        (piece.slug, piece.name_en, piece.matter_fr, *piece.variants.values_list("sku", "weight_mg"))
        for piece in Piece.objects.order_by("id")
    ]


def test_many_pieces_of_every_kind_and_state(noon: datetime) -> None:
    told: list[int] = []
    assert generate(120, seed=7, at=noon, told=told.append) == 120
    assert told == [120]
    ids = list(Variant.objects.values_list("pk", flat=True))
    assert len(ids) == 360
    states = {stand.state for stand in stock.availability(ids, at=noon).values()}
    assert states == set(Availability)
    asked = prices.prices(ids, at=noon)
    assert set(asked) == set(ids)
    assert min(asked.values()) >= Money(1000, "EUR")
    assert len(set(Piece.objects.values_list("category_id", flat=True))) >= 15
    assert {one.state for one in Piece.objects.all()} == {"published"}


def test_every_piece_could_go_live_by_the_gate(noon: datetime) -> None:
    generate(150, seed=3, at=noon)
    unfit = {
        piece.name_en: reasons
        for piece in Piece.objects.select_related("brand")
        if (reasons := queries.reasons_against(piece, on=local_day(noon)))
    }
    assert unfit == {}


def test_the_same_seed_makes_the_same_pieces_in_one_go_or_two(noon: datetime) -> None:
    generate(40, seed=5, at=noon)
    whole = drawn()
    assert generate(40, seed=5, at=noon) == 0
    assert generate(50, seed=5, at=noon) == 10
    assert drawn()[:40] == whole
    assert generate(10, seed=6, at=noon) == 10
    assert Piece.objects.count() == 60


def test_the_assortment_is_wide_enough(noon: datetime) -> None:
    generate(1, seed=1, at=noon)
    assert Category.objects.count() == len(FAMILIES) >= 20
    assert len(set(BRANDS)) == 30
    assert len(set(NAMES)) * len(set(COMPANIONS)) > 2_500

"""Pieces to sell, and a way to let many buyers act at the same instant."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

import pytest
from django.db import connection, connections

from poincon.catalogue.models import Brand, Category, Piece, Variant
from poincon.catalogue.states import PieceState
from poincon.foundation.models import Fact
from poincon.inventory.models import HoldLine, Stock, Unit
from poincon.inventory.states import HoldState, UnitState

Make = Callable[..., list[int]]


@pytest.fixture
def make_variants(noon: datetime) -> Make:
    """Return a maker of `count` published variants, whose ids it gives."""

    def make(count: int = 1) -> list[int]:
        brand, _ = Brand.objects.get_or_create(slug="house", name="House")
        shelf, _ = Category.objects.get_or_create(
            slug_fr="bagues", slug_en="rings", name_fr="Bagues", name_en="Rings"
        )
        start = Piece.objects.count()
        pieces = Piece.objects.bulk_create(
            Piece(
                slug=f"piece-{start + place}",
                reference=f"P{start + place}",
                kind="ring",
                name_fr="Bague",
                brand=brand,
                category=shelf,
                state=PieceState.PUBLISHED,
                created_at=noon,
                published_at=noon,
            )
            for place in range(count)
        )
        rows = Variant.objects.bulk_create(Variant(piece=piece, sku=piece.reference) for piece in pieces)
        return [row.pk for row in rows]

    return make


@pytest.fixture
def shared_database(transactional_db: None) -> Iterator[None]:
    """A database that threads see; what a test leaves in the outbox is dropped with the rest."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("truncate procrastinate_jobs restart identity cascade")


def at_once[T](count: int, act: Callable[[int, Barrier], T]) -> list[T]:
    """Run `act(number, barrier)` in that many threads, each with its own connection."""
    barrier = Barrier(count, timeout=60)

    def run(number: int) -> T:
        try:
            return act(number, barrier)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def books(variant_id: int) -> dict[str, int]:
    """Return where a variant's pieces are, straight from the rows: they must always add up."""
    stock = Stock.objects.get(pk=variant_id)
    units = Unit.objects.filter(variant=variant_id)
    lines = HoldLine.objects.filter(variant=variant_id, hold__state__in=[HoldState.HELD, HoldState.CLAIMED])
    return {
        "free": stock.free if stock.counted else units.filter(state=UnitState.FREE).count(),
        "promised": sum(line.filled if line.from_restock else line.quantity for line in lines),
        "taken": units.filter(state=UnitState.TAKEN).count(),
        "waiting": sum(line.quantity - line.filled for line in lines if line.from_restock),
        "expected": stock.restock_free,
    }


def facts(name: str) -> list[str]:
    return list(Fact.objects.filter(name=name).order_by("id").values_list("subject", flat=True))

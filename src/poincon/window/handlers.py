"""What the window does when it hears that a piece, a price or a stock has changed."""

from datetime import datetime

from poincon.catalogue import queries as catalogue
from poincon.catalogue.events import PieceChanged
from poincon.foundation.facts import on
from poincon.inventory.events import StockChanged
from poincon.pricing.events import PriceChanged
from poincon.window import actions


@on(PieceChanged)
def show_piece(fact: PieceChanged, at: datetime) -> None:
    actions.refresh(piece_ids=[fact.piece_id], at=at)


@on(PriceChanged)
def show_price(fact: PriceChanged, at: datetime) -> None:
    _refresh_piece_of(fact.variant_id, at)


@on(StockChanged)
def show_stock(fact: StockChanged, at: datetime) -> None:
    _refresh_piece_of(fact.variant_id, at)


def _refresh_piece_of(variant_id: int, at: datetime) -> None:
    pieces = catalogue.published().filter(variants=variant_id)
    actions.refresh(piece_ids=pieces.values_list("pk", flat=True), at=at)

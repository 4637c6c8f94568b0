"""What the window does when it hears that something which cards tell has changed."""

from collections.abc import Sequence
from datetime import datetime

from poincon.catalogue import queries as catalogue
from poincon.catalogue.events import BrandChanged, CategoryChanged, PieceChanged
from poincon.foundation.facts import Told, gather
from poincon.inventory.events import StockChanged
from poincon.pricing.events import PriceChanged
from poincon.window import actions


@gather(PieceChanged, PriceChanged, StockChanged, BrandChanged, CategoryChanged)
def show(told: Sequence[Told], at: datetime) -> None:
    """Write the cards of all pieces concerned anew, each once."""
    pieces = {fact.piece_id for fact in told if isinstance(fact, PieceChanged)}
    pieces |= catalogue.shown_with(
        variants={fact.variant_id for fact in told if isinstance(fact, PriceChanged | StockChanged)},
        brands={fact.brand_id for fact in told if isinstance(fact, BrandChanged)},
        categories={fact.category_id for fact in told if isinstance(fact, CategoryChanged)},
    )
    actions.refresh(piece_ids=pieces, at=at)

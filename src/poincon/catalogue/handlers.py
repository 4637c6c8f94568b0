"""What the catalogue does when its own pieces, makers, suppliers or shelves have changed: it judges anew."""

from collections.abc import Sequence
from datetime import datetime

from poincon.catalogue import actions, queries
from poincon.catalogue.events import BrandChanged, CategoryChanged, PieceChanged, SupplierChanged
from poincon.foundation.facts import Told, gather


@gather(PieceChanged, BrandChanged, SupplierChanged, CategoryChanged)
def judge(told: Sequence[Told], at: datetime) -> None:
    """Write down what all pieces concerned lack, each once."""
    pieces = {fact.piece_id for fact in told if isinstance(fact, PieceChanged)}
    pieces |= queries.pieces_with(
        brands={fact.brand_id for fact in told if isinstance(fact, BrandChanged)},
        suppliers={fact.supplier_id for fact in told if isinstance(fact, SupplierChanged)},
        categories={fact.category_id for fact in told if isinstance(fact, CategoryChanged)},
    )
    actions.judge(piece_ids=pieces, at=at)

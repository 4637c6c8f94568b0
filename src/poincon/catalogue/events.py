"""Facts that the catalogue announces."""

from dataclasses import dataclass

from poincon.foundation.facts import fact


@dataclass(frozen=True, slots=True)
class _OfPiece:
    piece_id: int

    @property
    def subject(self) -> str:
        return f"piece:{self.piece_id}"


@fact("catalogue.piece_published")
class PiecePublished(_OfPiece):
    """The piece is on show, and can be sold once it has a price and stock."""


@fact("catalogue.piece_changed")
class PieceChanged(_OfPiece):
    """Words, facts, pictures, variants or the state of a piece are no longer what they were."""


@fact("catalogue.brand_changed")
class BrandChanged:
    """The name of a brand, or what is told of it and its maker, is no longer what it was."""

    brand_id: int

    @property
    def subject(self) -> str:
        return f"brand:{self.brand_id}"


@fact("catalogue.supplier_changed")
class SupplierChanged:
    """What is known of a supplier, or what it has proved of its pieces, is no longer what it was."""

    supplier_id: int

    @property
    def subject(self) -> str:
        return f"supplier:{self.supplier_id}"


@fact("catalogue.category_changed")
class CategoryChanged:
    """The names, addresses or place of a shelf are no longer what they were."""

    category_id: int

    @property
    def subject(self) -> str:
        return f"category:{self.category_id}"

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
@dataclass(frozen=True, slots=True)
class PiecePublished(_OfPiece):
    """The piece is on show, and can be sold once it has a price and stock."""


@fact("catalogue.piece_changed")
@dataclass(frozen=True, slots=True)
class PieceChanged(_OfPiece):
    """Words, facts, pictures, variants or the state of a piece are no longer what they were."""

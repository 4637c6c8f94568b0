"""The publish gate, as actions meet it."""

from poincon.catalogue import queries
from poincon.catalogue.models import Piece
from poincon.catalogue.rules import Reason
from poincon.catalogue.states import PieceState
from poincon.kernel.refusal import Refusal


class PieceUnfit(Refusal):
    """The piece lacks what the law demands; `reasons` lists everything, each with its field and code."""

    code = "piece_unfit"
    status = 422

    def __init__(self, reasons: list[Reason]) -> None:
        self.reasons = reasons
        super().__init__(codes=[reason.code for reason in reasons])


def refuse_unfit(piece: Piece) -> None:
    """Raise PieceUnfit with everything that keeps the piece off show."""
    reasons = [reason for reason in queries.reasons_against(piece) if reason.blocks]
    if reasons:
        raise PieceUnfit(reasons)


def keep_fit(piece: Piece) -> None:
    """Raise PieceUnfit when a piece that is on show no longer may be."""
    if piece.state == PieceState.PUBLISHED:
        refuse_unfit(piece)

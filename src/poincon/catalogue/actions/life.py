"""Putting pieces on show and taking them off it."""

from datetime import datetime

from django.db import transaction

from poincon.catalogue import queries
from poincon.catalogue.events import PieceChanged, PiecePublished
from poincon.catalogue.fitness import refuse_unfit
from poincon.catalogue.models import Piece
from poincon.catalogue.states import PIECE_FLOW
from poincon.foundation.facts import announce
from poincon.foundation.stepping import Overtaken, take_step
from poincon.kernel.refusal import Refusal


class Discontinued(Refusal):
    """The article `sku` is sold no longer, for good: it is retired, or its piece withdrawn (R004)."""

    code = "discontinued"


def refuse_discontinued(*, variant_id: int) -> None:
    """Refuse what is only done to articles that are sold, or may be again. Raises Discontinued."""
    if sku := queries.gone_for_good([variant_id]).get(variant_id):
        raise Discontinued(sku=sku)


@transaction.atomic
def publish(*, piece_id: int, actor: str, at: datetime, cause: str = "") -> None:
    """Put the piece on show. Raises PieceUnfit with every reason, or StepRefused for a withdrawn piece."""
    piece = Piece.objects.select_for_update().get(pk=piece_id)
    refuse_unfit(piece, at)
    take_step(piece, PIECE_FLOW, "publish", actor=actor, at=at, cause=cause, published_at=at)
    announce(PiecePublished(piece_id), at=at)
    announce(PieceChanged(piece_id), at=at)


@transaction.atomic
def unpublish(
    *, piece_id: int, actor: str, at: datetime, cause: str = "", shown_at: datetime | None = None
) -> None:
    """Take the piece off show for a while; it can come back. Raises StepRefused.

    Whoever put it on show at `shown_at` takes only that back: Overtaken when it was put on show anew since.
    """
    piece = Piece.objects.select_for_update(no_key=True).get(pk=piece_id)
    if shown_at is not None and piece.published_at != shown_at:
        raise Overtaken(verb="unpublish", state=piece.state)
    take_step(piece, PIECE_FLOW, "unpublish", actor=actor, at=at, cause=cause)
    announce(PieceChanged(piece_id), at=at)


@transaction.atomic
def withdraw(*, piece_id: int, actor: str, at: datetime, cause: str = "") -> None:
    """Take the piece off show for good, because its supplier stopped it (R004). Raises StepRefused."""
    piece = Piece.objects.get(pk=piece_id)
    take_step(piece, PIECE_FLOW, "withdraw", actor=actor, at=at, cause=cause, withdrawn_at=at)
    announce(PieceChanged(piece_id), at=at)

"""What alerts do when pieces come back, or never will."""

from collections.abc import Sequence
from datetime import datetime

from poincon.alerts import actions
from poincon.catalogue.events import PieceChanged
from poincon.foundation.facts import Told, gather, witness
from poincon.inventory.events import BackInStock


@witness
def call(fact: str, subject: str, at: datetime) -> None:
    """Start the clocks of those whose turn has come, in the transaction of the delivery itself."""
    if fact == "inventory.back_in_stock":
        actions.call(variant_id=int(subject.removeprefix("variant:")), at=at)


@gather(BackInStock)
def tell(told: Sequence[Told], at: datetime) -> None:
    for variant_id in sorted({fact.variant_id for fact in told if isinstance(fact, BackInStock)}):
        actions.tell(variant_id=variant_id, at=at)


@gather(PieceChanged)
def end(told: Sequence[Told], at: datetime) -> None:
    """Tell those who wait for what is no longer made, and forget them."""
    for piece_id in sorted({fact.piece_id for fact in told if isinstance(fact, PieceChanged)}):
        actions.end(piece_id=piece_id, at=at)

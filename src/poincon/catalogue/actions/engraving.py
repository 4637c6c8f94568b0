"""What may be engraved in a piece."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from poincon.catalogue.events import PieceChanged
from poincon.catalogue.models import Engraving, Piece
from poincon.foundation import journal
from poincon.foundation.facts import announce

OFFERED = ("place", "lines", "most", "faces", "signs", "price_minor", "days")


@transaction.atomic
def offer_engraving(*, piece_id: int, offer: Mapping[str, Any] | None, actor: str, at: datetime) -> bool:
    """Offer to engrave a piece on these terms (OFFERED) from now on, or no longer; False when it is so.

    The former offer is ended and stays: orders that were sold under it name it.
    """
    Piece.objects.select_for_update(of=("self",), no_key=True).get(pk=piece_id)
    now = Engraving.objects.filter(piece_id=piece_id, until__isnull=True).first()
    wanted = {name: offer[name] for name in OFFERED} if offer is not None else None
    if wanted == ({name: getattr(now, name) for name in OFFERED} if now else None):
        return False
    if now:
        now.until = at
        now.save(update_fields=["until"])
    if wanted is not None:
        Engraving.objects.create(piece_id=piece_id, since=at, **wanted)
    verb = "offer_engraving" if wanted else "end_engraving"
    journal.write(subject=f"piece:{piece_id}", verb=verb, actor=actor, at=at)
    announce(PieceChanged(piece_id), at=at)
    return True

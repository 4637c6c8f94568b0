"""When pieces were on show: told by the journal, which nobody can rewrite."""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection

from poincon.catalogue.states import PieceState

type Shown = list[tuple[datetime, datetime | None]]

SHOWING = """
SELECT piece.id, piece.state, piece.created_at, step.verb, step.at
  FROM catalogue_piece AS piece
  LEFT JOIN foundation_entry AS step ON step.subject = 'piece:' || piece.id AND step.field = 'state'
 WHERE piece.id = ANY((SELECT %s::bigint[])::bigint[])
 ORDER BY piece.id, step.id
"""


def on_show(piece_ids: Iterable[int]) -> dict[int, Shown]:
    """Return since when and until when each piece was on show, oldest first; None for one that still is.

    A piece that came in by the thousand was on show from its making, and has no line of being put there.
    """
    found: dict[int, Shown] = {}
    with connection.cursor() as cursor:
        cursor.execute(SHOWING, [[*set(piece_ids)]])
        for pk, state, made_at, verb, at in cursor.fetchall():
            spans = found.setdefault(pk, [])
            if verb is None and state == PieceState.PUBLISHED:
                spans.append((made_at, None))
            elif verb is not None:
                _step(spans, verb, at, made_at)
    return found


def _step(spans: Shown, verb: str, at: datetime, made_at: datetime) -> None:
    open_since = spans.pop()[0] if spans and spans[-1][1] is None else None
    if verb == "publish":
        spans.append((open_since or at, None))
    elif open_since or not spans:
        spans.append((open_since or made_at, at))

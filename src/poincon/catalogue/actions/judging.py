"""Writing down what pieces lack, so that the desk can count and find it across thousands of them."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import batched

from django.db import transaction

from poincon.catalogue import queries
from poincon.catalogue.models import Piece, Shortcoming
from poincon.catalogue.queries.judging import AND, WITH
from poincon.catalogue.states import PieceState
from poincon.foundation.clock import local_day

AT_ONCE = 500
LONGEST = 120

type Told = Callable[[int], object]


def judge(*, piece_ids: Iterable[int], at: datetime, told: Told = lambda _done: None) -> int:
    """Write anew what those pieces lack on this day; returns how many of them lack something.

    Withdrawn pieces lack nothing: they will not be shown again. Each five hundred are one transaction.
    """
    found, done = 0, 0
    for ids in batched(sorted(set(piece_ids)), AT_ONCE, strict=False):
        found += _judge(ids, at)
        done += len(ids)
        told(done)
    return found


def judge_all(*, at: datetime, told: Told = lambda _done: None) -> int:
    """Write anew what every piece lacks, after a change of these rules or of the day."""
    return judge(piece_ids=Piece.objects.values_list("pk", flat=True), at=at, told=told)


@transaction.atomic
def _judge(ids: tuple[int, ...], at: datetime) -> int:
    """Two workers that heard of the same piece take turns: whoever writes last has also read last."""
    rows = Piece.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")
    pieces = list(rows.select_related(*WITH).prefetch_related(*AND))
    Shortcoming.objects.filter(piece__in=ids).delete()
    fresh = [row for piece in pieces if piece.state != PieceState.WITHDRAWN for row in _rows(piece, at)]
    Shortcoming.objects.bulk_create(fresh, batch_size=2_000)
    return len({row.piece_id for row in fresh})


def _rows(piece: Piece, at: datetime) -> Iterator[Shortcoming]:
    for one in queries.reasons_against(piece, on=local_day(at)):
        yield Shortcoming(
            piece=piece,
            code=one.code,
            field=one.field,
            row=one.row,
            word=one.word[:LONGEST],
            blocks=one.blocks,
        )

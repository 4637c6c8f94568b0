"""A reduction of ten thousand variants that starts and ends, and ten thousand prices changed and taken back.

All of it is undone again: the history of prices can only grow.
"""

import time
import tracemalloc
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from rich.console import Console

from poincon.catalogue.queries import shown_with
from poincon.foundation import clock
from poincon.pricing import queries
from poincon.pricing.actions import edits, reductions, turning
from poincon.pricing.models import CurrentPrice, Reduction
from poincon.pricing.queries import edits as asked
from poincon.pricing.queries import previews
from poincon.pricing.states import Change, Cut, Rounding
from poincon.window import actions as window

VARIANTS = 10_000
MEGABYTE = 1024 * 1024
DAY = timedelta(days=1)


def measure() -> None:
    """Print how long it takes, and how much memory it wants beyond what the process has."""
    now, say = clock.now(), Console(highlight=False).print
    ids = list(
        CurrentPrice.objects.filter(reduction=None).order_by("pk").values_list("pk", flat=True)[:VARIANTS]
    )
    with transaction.atomic():
        row, planned = _timed(lambda: _planned(ids, now))
        _, preview = _timed(lambda: previews.foresight(row, at=now))
        _, read = _timed(lambda: queries.tags(ids, at=now))
        _, started = _timed(lambda: turning.turn(at=now))
        pieces = shown_with(variants=ids)
        _, cards = _timed(lambda: window.refresh(piece_ids=pieces, at=now))
        peak = _peak(lambda: turning.turn(at=row.ends_at))
        edit, reckoned = _timed(lambda: _reckoned(ids, now))
        _, applied = _timed(lambda: edits.apply(edit_id=edit, actor="bench", now=lambda: now))
        edits.undo(edit_id=edit, actor="bench", at=now)
        _, undone = _timed(lambda: edits.restore(edit_id=edit, actor="bench", now=lambda: now))
        transaction.set_rollback(True)
    say(f"\na reduction of {len(ids):,} variants: planned {planned:.1f} s, previewed {preview:.1f} s,")
    say(f"  read {read:.1f} s, started {started:.1f} s, ended in {peak:.0f} MB; its cards {cards:.1f} s")
    say(f"{len(ids):,} prices changed together: reckoned {reckoned:.1f} s, applied {applied:.1f} s,")
    say(f"  taken back {undone:.1f} s")


def _planned(ids: list[int], now: datetime) -> Reduction:
    """Return a reduction that has started an hour ago and is written nowhere yet."""
    starts = now - timedelta(hours=1)
    told = reductions.Draft("", "", Cut.PERCENT, 20, Rounding.NINETY, starts, starts + 7 * DAY)
    at = starts - DAY
    row = reductions.draft(told=told, shares=dict.fromkeys(ids), actor="bench", at=at)
    return reductions.plan(reduction_id=row.pk, seal=previews.seal_of(row), actor="bench", at=at)


def _reckoned(ids: list[int], now: datetime) -> int:
    told = edits.Draft(Change.PERCENT, 3, Rounding.WHOLE)
    edit = edits.draft(told=told, shares=dict.fromkeys(ids), actor="bench", at=now)
    edits.confirm(edit_id=edit.pk, seal=asked.seal_of(edit), actor="bench", at=now)
    return edit.pk


def _timed[T](work: Callable[[], T]) -> tuple[T, float]:
    began = time.perf_counter()
    return work(), time.perf_counter() - began


def _peak(work: Callable[[], object]) -> float:
    """Return how many megabytes Python held at most while it worked; watching it takes time."""
    tracemalloc.start()
    work()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / MEGABYTE

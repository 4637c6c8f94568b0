"""The promise board with a hundred thousand open clocks, and the scheduler with ten thousand that are due."""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from rich.console import Console

from poincon.charter import serving
from poincon.charter.actions import clocks, striking
from poincon.charter.models import Clock
from poincon.foundation import clock
from poincon.foundation.registries import ClockOwner, Queue, Registry
from poincon.reporting import queries

OPEN = 100_000
DUE = 10_000
BOARDS = 15
DISPATCH, CUT_OFF = "orders.dispatch_within_days", "orders.cancel_until"
LAPSE = "payments.transfer.cancel_after_days"
FILL = """
INSERT INTO charter_clock (promise, subject, state, opened_at, due_at, wake_at, reminders, cause, tries)
SELECT (ARRAY[%(one)s, %(two)s])[1 + n %% 2], 'order:' || (9000000 + n), 'running', %(at)s,
       %(due)s + n * %(step)s, %(due)s + n * %(step)s, '{}', '', 0
  FROM generate_series(1, %(count)s) AS n
"""


def measure() -> None:
    """Print the three figures of the clocks; what was written for them is removed again."""
    now = clock.now()
    with _clocks(OPEN, (DISPATCH, LAPSE), now, due=now + timedelta(minutes=1), step=timedelta(seconds=20)):
        board, asked = _board(now)
    with _clocks(DUE, (DISPATCH, CUT_OFF), now, due=now - timedelta(days=1), step=timedelta()):
        ended = _timed(lambda: striking.strike(at=now))
    with _clocks(DUE, (LAPSE, LAPSE), now, due=now - timedelta(days=1), step=timedelta()), _marking_owner():
        acted = _timed(lambda: striking.strike(at=now))
    say = Console(highlight=False).print
    say(f"\nthe promise board, {OPEN:,} open clocks: {board * 1000:.1f} ms, {asked} queries")
    say(f"the scheduler, {DUE:,} due clocks that nobody acts for: {ended:.1f} s")
    say(f"the scheduler, {DUE:,} due clocks with an act each: {acted:.1f} s")


@contextmanager
def _clocks(
    count: int, of: tuple[str, str], at: datetime, *, due: datetime, step: timedelta
) -> Iterator[None]:
    told = {
        "one": of[0],
        "two": of[1],
        "at": at - timedelta(days=9),
        "due": due,
        "step": step,
        "count": count,
    }
    with connection.cursor() as cursor:
        cursor.execute(FILL, told)
        cursor.execute("VACUUM ANALYZE charter_clock")
    try:
        yield
    finally:
        Clock.objects.filter(subject__startswith="order:9").delete()


def _board(at: datetime) -> tuple[float, int]:
    """Read the board as requests do, each of which asks once which charter is in force."""

    def read() -> None:
        serving.begin()
        queries.board(at=at, language="fr")
        serving.end()

    read()
    took = [_timed(read) for _ in range(BOARDS)]
    asked = 0

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
        nonlocal asked
        asked += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        read()
    return statistics.median(took), asked


@contextmanager
def _marking_owner() -> Iterator[None]:
    """Let the clocks belong to somebody who notes that the promise is kept, and does nothing else."""

    def act(number: int, at: datetime) -> bool:
        clocks.keep(subject=f"order:{number}", promises=[LAPSE], at=at)
        return True

    owners: Registry[ClockOwner] = Registry()
    owners.register(ClockOwner(LAPSE, Queue("bench", "Bench"), 1, lambda _: {}, act=act))
    whole, striking.clock_owners = striking.clock_owners, owners
    try:
        yield
    finally:
        striking.clock_owners = whole


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began

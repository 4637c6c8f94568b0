"""Measuring: every kind of page once a round, so that what else the machine does hits all of them alike."""

import gc
import json
import logging
import os
import platform
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.db import connection

from bench import buying, clocks, prices, programs, report
from bench.pages import Page, pages
from bench.stage import Stage
from bench.visitors import Answer, Inside, OverHttp, Visitor

MOST_QUERIES = 12
WARM_UP = 5
COUNTED = 6


@dataclass(slots=True)
class Taken:
    """The milliseconds of one kind of request, and the most queries that one of them asked.

    `inside` is the server's own time, of which Python computed `computed`; the rest is waiting, for the
    database and for the processor.
    """

    inside: list[float] = field(default_factory=list)
    computed: list[float] = field(default_factory=list)
    http: list[float] = field(default_factory=list)
    queries: int = 0
    goal: float | None = None

    def note(self, answer: Answer, way: str) -> None:
        if way == "http":
            self.http.append(answer.took)
        else:
            self.inside.append(answer.took)
            self.computed.append(answer.computed)


type Measured = dict[str, Taken]
type Walk = Callable[[Visitor], Iterator[tuple[str, Answer]]]


def run(stage: Stage, *, rounds: int, buyers: int, record: Path | None) -> int:
    """Measure and print; returns 1 when a page asked more queries than it may."""
    application, port = get_wsgi_application(), stage.plan.port
    quieten()
    reads = pages()
    variants, secret = buying.stocked(), programs.a_token()
    found: Measured = {page.name: Taken(goal=page.goal) for page in reads}
    for _ in range(WARM_UP):
        _round(reads, Inside(application, port), OverHttp(port), None)
    _count_reads(reads, Inside(application, port), found)
    for walk in walks(variants, secret, random.Random(5)):  # noqa: S311 - what is bought is no secret
        _count_walk(walk(Inside(application, port)), found)
    gc.collect()
    gc.freeze()
    inside, http, dice = Inside(application, port), OverHttp(port), random.Random(11)  # noqa: S311 - nor here
    for number in range(rounds):
        _round(reads, inside, http, found)
        if number * buyers // rounds != (number + 1) * buyers // rounds:
            for walk in walks(variants, secret, dice):
                for way, visitor in (("inside", Inside(application, port)), ("http", OverHttp(port))):
                    for name, answer in walk(visitor):
                        found[name].note(answer, way)
    report.show(found, stage.pieces, busy=_is_busy(), machine=_machine())
    clocks.measure()
    prices.measure()
    if record:
        record.write_text(json.dumps({name: asdict(taken) for name, taken in found.items()}, indent=1))
    return int(any(found[page.name].queries > MOST_QUERIES for page in reads))


def _round(reads: list[Page], inside: Visitor, http: Visitor, found: Measured | None) -> None:
    for page in reads:
        for way, visitor in (("inside", inside), ("http", http)):
            answer = visitor.ask(next(page.paths))
            if answer.status != 200:
                raise buying.Stopped(f"{page.name} answered {answer.status}")
            if found is not None:
                found[page.name].note(answer, way)


def walks(variants: list[int], secret: str, dice: random.Random) -> tuple[Walk, Walk]:
    """Return the two ways to buy: by hand, and by a program."""
    return (
        lambda visitor: buying.walk(visitor, variants, dice),
        lambda visitor: programs.walk(visitor, secret, variants, dice),
    )


def _count_reads(reads: list[Page], visitor: Visitor, found: Measured) -> None:
    """Count the queries apart from the clock, since counting costs time."""
    for _ in range(COUNTED):
        for page in reads:
            with _counting() as asked:
                visitor.ask(next(page.paths))
            found[page.name].queries = max(found[page.name].queries, len(asked))


def _count_walk(steps: Iterator[tuple[str, Answer]], found: Measured) -> None:
    while True:
        with _counting() as asked:
            step = next(steps, None)
        if step is None:
            return
        taken = found.setdefault(step[0], Taken(goal=buying.GOAL))
        taken.queries = max(taken.queries, len(asked))


@contextmanager
def _counting() -> Iterator[list[str]]:
    asked: list[str] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield asked


def quieten() -> None:
    """Write the request log to nowhere instead of this screen; formatting and writing are still paid."""
    nowhere = Path(os.devnull).open("w")  # noqa: SIM115 - open until the process ends
    loggers = [logging.getLogger(), *map(logging.getLogger, logging.root.manager.loggerDict)]
    for handler in {handler for logger in loggers for handler in logger.handlers}:
        if isinstance(handler, logging.StreamHandler):
            handler.setStream(nowhere)


def _is_busy() -> bool:
    """Tell whether others take the processor from us: the bench itself is hardly more than one load."""
    waits = os.sched_getscheduler(0) == os.SCHED_OTHER
    return waits and os.getloadavg()[0] > (os.cpu_count() or 1)


def _machine() -> str:
    load = os.getloadavg()[0]
    return f"{os.cpu_count()} processors, load {load:.1f}, Python {platform.python_version()}"

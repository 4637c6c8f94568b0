"""Two states of the shop asked in turns, so that whatever else the machine does hits both alike.

Each has a process, a database and a folder of its own and runs this very bench over its own source; the one
is asked while the other waits.
"""

import gc
import json
import os
import random
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

HERE = Path(__file__).resolve().parents[1]
GO = "go\n"
WARM_UP = 12  # until every statement has the plan that its connection keeps

type Taken = defaultdict[str, list[tuple[float, float]]]
type Side = subprocess.Popen[str]


def compare(other: Path, *, pieces: int, rounds: int) -> int:
    """Print what each request takes in another checkout of the shop, and what it takes in this one."""
    found: tuple[Taken, Taken] = (defaultdict(list), defaultdict(list))
    with ExitStack() as stack:
        sides = [stack.enter_context(_side(root, pieces)) for root in (other.resolve(), HERE)]
        for number in range(WARM_UP + rounds):
            for side, taken in zip(sides, found, strict=True):
                for name, took, computed in _round(side):
                    if number >= WARM_UP:
                        taken[name].append((took, computed))
    _show(*found, title=f"{pieces} pieces × 3 variants, {rounds} rounds in turns, medians in milliseconds")
    return 0


def serve(*, pieces: int) -> int:
    """Answer each line of the input with what the requests of one round took: one of the two sides."""
    from bench.stage import Stage

    with Stage(pieces=pieces) as stage:
        from django.core.wsgi import get_wsgi_application

        from bench import buying, programs, run
        from bench.pages import pages
        from bench.visitors import Inside

        application, reads, port = get_wsgi_application(), pages(), stage.plan.port
        walks = run.walks(buying.stocked(), programs.a_token(), random.Random(11))  # noqa: S311 - no secret
        run.quieten()
        for number, _line in enumerate(sys.stdin):
            if number == WARM_UP:
                gc.collect()
                gc.freeze()
            visitor = Inside(application, port)
            answers = [(page.name, visitor.ask(next(page.paths))) for page in reads]
            answers += [step for walk in walks for step in walk(Inside(application, port))]
            sys.stdout.write(json.dumps([(name, one.took, one.computed) for name, one in answers]) + "\n")
            sys.stdout.flush()
    return 0


@contextmanager
def _side(root: Path, pieces: int) -> Iterator[Side]:
    told = os.environ | {"PYTHONPATH": os.pathsep.join([str(root / "src"), str(HERE)])}
    if root != HERE:
        told["POINCON_VAR"] = str(root / "var")
    command = [sys.executable, "-m", "bench", "--pieces", str(pieces), "--side"]
    side = subprocess.Popen(  # noqa: S603 - ours
        command, cwd=HERE, env=told, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        yield side
    finally:
        side.communicate()


def _round(side: Side) -> list[tuple[str, float, float]]:
    if side.stdin is None or side.stdout is None:
        raise SystemExit("a side has no pipe")
    side.stdin.write(GO)
    side.stdin.flush()
    line = side.stdout.readline()
    if not line:
        raise SystemExit("a side has ended; its last words are above")
    told: list[tuple[str, float, float]] = json.loads(line)
    return told


def _show(before: Taken, after: Taken, *, title: str) -> None:
    table = Table(title=title)
    table.add_column("", no_wrap=True)
    for name in ("before", "after", "computing before", "computing after"):
        table.add_column(name, justify="right")
    for name, taken in after.items():
        medians = [median(one[of] for one in side) for of in (0, 1) for side in (before[name], taken)]
        table.add_row(name, *(f"{one:.2f}" for one in medians))
    Console(width=120).print(table)

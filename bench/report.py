"""The tables."""

from dataclasses import dataclass
from statistics import median, quantiles
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from bench.run import Measured, Taken

FLOOR = "floor: one indexed query, 30 KB"
USUAL = 3.0  # what the floor's page takes on the machine that the goals were set for, left to itself
COLUMNS = ("median", "p95", "computing", "over HTTP", "p95", "queries", "× floor", "computing", "goal", "")


@dataclass(frozen=True, slots=True)
class Floor:
    """The median of the floor's page, and how much of it is computing."""

    inside: float
    computed: float


def show(found: "Measured", pieces: int, *, busy: bool, machine: str) -> None:
    """Print what was measured, in milliseconds.

    Two ratios compare with the floor's page: of the server's time, and of what Python computes of it. Where
    others use the machine (`busy`), only the second is worth something, and it is held against the goals.
    """
    floor = Floor(median(found[FLOOR].inside), median(found[FLOOR].computed))
    table = Table(
        title=f"{pieces} pieces × 3 variants, one visitor at a time, milliseconds",
        caption=f"{machine}\ngoals held against {'computing' if busy else 'the server’s time'},"
        f" as multiples of a floor of {USUAL:.0f} ms",
    )
    table.add_column("", no_wrap=True)
    for name in COLUMNS:
        table.add_column(name, justify="right", no_wrap=True)
    for name, taken in found.items():
        table.add_row(name, *_cells(taken, floor, busy=busy))
    Console(width=140).print(table)


def kept(taken: "Taken", floor: Floor, *, busy: bool) -> bool:
    """Tell whether a goal is kept, as a multiple of the floor."""
    ratio = median(taken.computed) / floor.computed if busy else median(taken.inside) / floor.inside
    return taken.goal is None or ratio <= taken.goal / USUAL


def _cells(taken: "Taken", floor: Floor, *, busy: bool) -> list[str]:
    inside, computed = median(taken.inside), median(taken.computed)
    return [
        f"{inside:.2f}",
        f"{_p95(taken.inside):.2f}",
        f"{computed:.2f}",
        f"{median(taken.http):.2f}",
        f"{_p95(taken.http):.2f}",
        str(taken.queries),
        f"{inside / floor.inside:.1f}",
        f"{computed / floor.computed:.1f}",
        f"{taken.goal / USUAL:.1f}" if taken.goal else "",
        "" if taken.goal is None else "kept" if kept(taken, floor, busy=busy) else "missed",
    ]


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]

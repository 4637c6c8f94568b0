"""The tables."""

from statistics import median, quantiles
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from bench.run import Measured, Taken

FLOOR = "floor: one indexed query, 30 KB"
PAGE_GOAL = 10.0
USUAL = 3.0  # what the floor's page takes on the machine that the goals were set for, left to itself
COLUMNS = ("median", "p95", "computing", "HTTP median", "p95", "queries", "× floor", "goal")


def show(found: "Measured", pieces: int, machine: str) -> None:
    """Print what was measured; times in milliseconds, the ratio is to the floor's page inside the server."""
    table = Table(title=f"{pieces} pieces × 3 variants, one visitor at a time ({machine})")
    table.add_column("milliseconds", no_wrap=True)
    for name in COLUMNS:
        table.add_column(name, justify="right", no_wrap=True)
    floor = median(found[FLOOR].inside)
    for name, taken in found.items():
        table.add_row(name, *_cells(taken, floor))
    Console(width=130).print(table)


def _cells(taken: "Taken", floor: float) -> list[str]:
    inside, http = median(taken.inside), median(taken.http)
    return [
        f"{inside:.2f}",
        f"{_p95(taken.inside):.2f}",
        f"{median(taken.computed):.2f}",
        f"{http:.2f}",
        f"{_p95(taken.http):.2f}",
        str(taken.queries),
        f"{inside / floor:.2f}",
        _verdict(inside / floor, taken.goal),
    ]


def _verdict(ratio: float, goal: float | None) -> str:
    """Hold the ratio, which noise changes little, against the goal as a multiple of the usual floor."""
    if goal is None:
        return ""
    return f"{goal:.0f} ms = {goal / USUAL:.1f} × {'kept' if ratio <= goal / USUAL else 'MISSED'}"


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]

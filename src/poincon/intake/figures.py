"""What came of a bringing so far, added up part by part; only codes, names of columns and numbers."""

from collections import Counter
from dataclasses import dataclass, fields
from typing import Any, Self

from poincon.intake.models import Bringing, RowTold
from poincon.intake.parts import Watched
from poincon.intake.reports import Report
from poincon.intake.sheets import Fault
from poincon.intake.states import Telling

MOST_KEPT = 100_000  # rows of each kind that are told one by one
COUNTS = (
    "created",
    "changed",
    "same",
    "published",
    "waiting",
    "recounted",
    "short",
    "held_back",
    "unfinished",
)
NAMES = {  # as reports call them
    Telling.FAULT: "faults",
    Telling.STOCK: "stock",
    Telling.NOTE: "notes",
    Telling.WORD: "words",
}
AT_ONCE = 2_000


@dataclass(slots=True)
class Figures:
    """Counts of pieces by what became of them, and of rows by what is told; `lacks` counts pieces by code.

    `left_out` and `unknown` count the cells of columns; `second_from` is where the second file begins;
    `guessed_letters` tells that letters were taken to be those of Windows.
    """

    counts: Counter[str]
    told: Counter[str]
    untold: Counter[str]
    lacks: Counter[str]
    left_out: Counter[str]
    unknown: Counter[str]
    second_from: int | None = None
    guessed_letters: bool = False

    @classmethod
    def of(cls, row: Bringing) -> Self:
        """Return those of a bringing as they were last noted."""
        said: dict[str, Any] = row.figures
        names = ("counts", "told", "untold", "lacks", "left_out", "unknown")
        counts, told, untold, lacks, left_out, unknown = (Counter[str](said.get(name, {})) for name in names)
        second_from, guessed = said.get("second_from"), said.get("guessed_letters", False)
        return cls(counts, told, untold, lacks, left_out, unknown, second_from, guessed)

    def add(self, report: Report) -> None:
        """Add what came of a part."""
        self.counts.update({name: getattr(report, name) for name in COUNTS})
        self.lacks.update(report.lacks)
        for telling, found in _found(report).items():
            self.told[telling] += len(found)
            self.untold[telling] += report.untold[NAMES[telling]]

    def end(self, watched: Watched) -> None:
        """Note what is known of the columns and letters once the whole file was read."""
        self.left_out, self.unknown = Counter(watched.left_out), Counter(watched.unknown)
        self.guessed_letters = watched.guessed_letters

    def total(self, telling: Telling) -> int:
        """Return of how many rows something is told, one by one or not."""
        return self.told[telling] + self.untold[telling]

    def noted(self) -> dict[str, Any]:
        """Return them as a row keeps them."""
        return {one.name: getattr(self, one.name) for one in fields(self)}


def new_report(figures: Figures) -> Report:
    """Return a report that tells one by one no more rows of a kind than are kept."""
    return Report(most={name: MOST_KEPT - figures.told[telling] for telling, name in NAMES.items()})


def keep_rows(row: Bringing, report: Report) -> None:
    """Keep what a part tells of its rows."""
    RowTold.objects.bulk_create(
        (
            RowTold(
                bringing=row,
                telling=telling.value,
                line=one.line,
                code=one.code,
                column=one.column,
                value=one.value,
            )
            for telling, found in _found(report).items()
            for one in found
        ),
        batch_size=AT_ONCE,
    )


def _found(report: Report) -> dict[Telling, list[Fault]]:
    return {
        Telling.FAULT: report.faults,
        Telling.STOCK: report.stock,
        Telling.NOTE: list(dict.fromkeys(report.notes)),
        Telling.WORD: report.words,
    }

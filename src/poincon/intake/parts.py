"""A long file in parts: each piece whole in one of them, and no more than a part is ever held."""

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from zlib import crc32

from poincon.intake.dialects.fields import Dialect
from poincon.intake.rows import FileRefused, Row
from poincon.intake.sheets import Sheet, Table, sheet_of, whole

PART_LINES = 20_000
MOST_PARTS = 250  # of which each is an open file while rows are dealt out
BUFFER = 8_192


@dataclass(slots=True)
class Watched:
    """What all parts of a file have in common: how it is written, and its columns that nobody reads."""

    dialect: Dialect
    second_from: int | None = None
    left_out: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    guessed_letters: bool = False

    def over(self, sheets: Iterable[Sheet]) -> Iterator[Sheet]:
        """Yield the parts, and count what stays behind in each."""
        for sheet in sheets:
            self.second_from = sheet.second_from
            self.guessed_letters = self.guessed_letters or sheet.guessed_letters
            self.left_out.update(sheet.left_out)
            self.unknown.update(sheet.unknown)
            yield sheet


def count(*tables: Table) -> int:
    """Return in how many parts files are read that belong together."""
    return min(MOST_PARTS, -(-sum(table.length for table in tables) // PART_LINES))


def sheets(table: Table, parts: int) -> Iterator[Sheet]:
    """Yield a file part by part, the rows of each in their order; a part may have none.

    Rows go by their piece to files beside, which are gone afterwards: of the whole, only the addresses of its
    pieces are held. Raises FileRefused, before the first part for whatever is wrong with any row.
    """
    if parts <= 1:
        yield whole(table)
        return
    addresses = set[str]()
    with TemporaryDirectory(prefix="poincon-import-") as folder:
        paths = [Path(folder) / f"{place}.csv" for place in range(parts)]
        if not _dealt(table, paths):
            raise FileRefused(reason="no_rows")
        for path in paths:
            rows = list(_read_back(path))
            path.unlink()
            yield sheet_of(table, rows, addresses)


def _dealt(table: Table, paths: list[Path]) -> int:
    """Deal the rows of a file out, those of a piece to the same part; returns how many there are."""
    family, dealt = _family(table), 0
    with ExitStack() as stack:
        files = [stack.enter_context(path.open("w", BUFFER, encoding="utf-8", newline="")) for path in paths]
        writers = [csv.writer(file) for file in files]
        for number, cells in table.rows():
            if any(cells):
                writers[crc32(family(cells).encode()) % len(writers)].writerow((number, *cells))
                dealt += 1
    return dealt


def _family(table: Table) -> Callable[[list[str]], str]:
    keys = table.keys

    def named(cells: list[str]) -> Mapping[str, str]:
        return {key: cell.strip() for key, cell in zip(keys, cells, strict=False)}

    of = table.dialect.families(named(cells) for _number, cells in table.rows())
    return lambda cells: of(named(cells))


def _read_back(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        for number, *cells in csv.reader(file):
            yield int(number), cells

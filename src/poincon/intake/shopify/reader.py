"""Reading a file as numbered lines; what is no such file is refused for what is in it, not for its name."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from poincon.intake.shopify import columns
from poincon.kernel.refusal import Refusal
from poincon.kernel.visible import seen

MAX_BYTES = 64 * 1024 * 1024
MAX_LINES = 200_000
MAX_CELL = 65_000


class FileRefused(Refusal):
    """The file is not a product file that can be read; `reason` says why, and where as far as known."""

    code = "file_refused"
    status = 422


@dataclass(frozen=True, slots=True)
class Line:
    """One row, with the number of the line in the file on which it starts."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row cannot be taken."""

    line: int
    code: str
    column: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file holds: its lines, those that are no rows, and the columns that nobody will read."""

    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]
    left_out: dict[str, int]
    unknown: dict[str, int]


def read(data: bytes) -> Sheet:
    """Return the lines of a file in UTF-8, with or without a byte order mark, whatever its line ends.

    Raises FileRefused.
    """
    rows = _rows(_text(data))
    header = _header(next(rows)[1])
    lines, faults = [], []
    for number, cells in rows:
        if len(cells) != len(header):
            faults.append(Fault(number, "cell_count", value=f"{len(cells)} ≠ {len(header)}"))
        elif any(cells):
            lines.append(Line(number, dict(zip(header, (seen(cell).strip() for cell in cells), strict=True))))
    if not lines and not faults:
        raise FileRefused(reason="no_rows")
    return Sheet(tuple(lines), tuple(faults), *_not_read(header, lines))


def _text(data: bytes) -> str:
    if not data.strip():
        raise FileRefused(reason="empty")
    if len(data) > MAX_BYTES:
        raise FileRefused(reason="too_large", limit=MAX_BYTES)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileRefused(reason="not_utf8", line=data.count(b"\n", 0, error.start) + 1) from None
    if "\0" in text:
        raise FileRefused(reason="not_text", line=text.count("\n", 0, text.index("\0")) + 1)
    return text


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield rows with the line they start on: a cell may hold line ends, so that lines outnumber rows."""
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        start = rows.line_num + 1
        if start > MAX_LINES:
            raise FileRefused(reason="too_many_lines", limit=MAX_LINES)
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            raise FileRefused(reason="not_csv", line=start, error=str(error)) from None
        if any(len(cell) > MAX_CELL for cell in cells):
            raise FileRefused(reason="cell_too_long", line=start, limit=MAX_CELL)
        yield start, cells


def _header(cells: list[str]) -> list[str]:
    header = [cell.strip() for cell in cells]
    missing = sorted(columns.NEEDED - set(header))
    if missing:
        raise FileRefused(reason="wrong_columns", missing=missing, first=header[0][:80] if header else "")
    if twice := [name for name, count in Counter(header).items() if count > 1]:
        raise FileRefused(reason="columns_twice", columns=twice)
    return header


def _not_read(header: list[str], lines: list[Line]) -> tuple[dict[str, int], dict[str, int]]:
    """Count the cells of columns that are not taken: those left out knowingly, if used, and unknown ones."""
    counts = {name: sum(1 for line in lines if line[name]) for name in header if name not in columns.TAKEN}
    left_out = {name: count for name, count in counts.items() if count and columns.why_left_out(name)}
    unknown = {name: count for name, count in counts.items() if not columns.why_left_out(name)}
    return left_out, unknown

"""Reading a file as numbered lines; what is no such file is refused for what is in it, not for its name."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import BinaryIO

from poincon.intake.dialects.fields import Dialect
from poincon.kernel.refusal import Refusal
from poincon.kernel.visible import seen

MAX_BYTES = 64 * 1024 * 1024
MAX_LINES = 200_000
MAX_CELL = 65_000
SEPARATORS = (",", ";", "\t")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
EMPTY: Mapping[str, str] = MappingProxyType({})
TWO_BYTES = (b"\xff\xfe", b"\xfe\xff")


class FileRefused(Refusal):
    """The file is not a product file that can be read; `reason` says why, and where as far as known."""

    code = "file_refused"
    status = 422


@dataclass(frozen=True, slots=True)
class Line:
    """One row by its fields, with the number of the line in the file on which it starts.

    `names` tells the columns of its file where they are not those of the sheet.
    """

    number: int
    cells: Mapping[str, str]
    names: Mapping[str, str] = EMPTY

    def __getitem__(self, field: str) -> str:
        return self.cells.get(field, "")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row cannot be taken."""

    line: int
    code: str
    column: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file holds: its lines, those that are no rows, and the columns that nobody will read.

    `names` tells which column of the file each field stands in; `second_from` where a second file begins.
    `broken` are the rows with another number of cells, as far as they go: their pieces do not come in.
    """

    dialect: Dialect
    names: Mapping[str, str]
    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]
    left_out: dict[str, int]
    unknown: dict[str, int]
    notes: tuple[Fault, ...] = ()
    broken: tuple[Line, ...] = ()
    second_from: int | None = None

    def where(self, line: int) -> str:
        """Return the place of a line for people: lines of a second file are counted after the first's."""
        if self.second_from is None:
            return str(line)
        return f"1:{line}" if line <= self.second_from else f"2:{line - self.second_from}"


def taken_from(file: BinaryIO) -> bytes:
    """Return what a file holds, and never hold more of it than a product file may have.

    Raises FileRefused.
    """
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise FileRefused(reason="too_large", limit=MAX_BYTES)
    return data


def read(data: bytes, dialect: Dialect) -> Sheet:
    """Return the lines of a file, with or without a byte order mark, whatever its line ends.

    Raises FileRefused.
    """
    rows = _rows(_text(data, dialect), dialect.separator)
    header = _header(next(rows)[1], dialect)
    names = {dialect.field_of(column): column for column in header if dialect.field_of(column)}
    keys = [_key(column, dialect) for column in header]
    lines, broken, faults = list[Line](), list[Line](), list[Fault]()
    for number, cells in rows:
        if len(cells) != len(header):
            faults.append(Fault(number, "cell_count", value=f"{len(cells)} ≠ {len(header)}"))
            broken.append(_line(number, dict(zip(keys, cells, strict=False))))
        elif any(cells):
            row = dict(zip(keys, cells, strict=True))
            faults += (_computed(number, key, row[key], names, dialect) for key in _formulas(row, dialect))
            lines.append(_line(number, row))
    if not lines and not faults:
        raise FileRefused(reason="no_rows")
    sheet = Sheet(dialect, names, tuple(lines), tuple(faults), *_not_read(header, lines, dialect))
    return dialect.arranged(replace(sheet, broken=tuple(broken)))


def _line(number: int, row: Mapping[str, str]) -> Line:
    return Line(number, {key: seen(_freed(cell)).strip() for key, cell in row.items()})


def _computed(number: int, field: str, cell: str, names: Mapping[str, str], dialect: Dialect) -> Fault:
    return Fault(number, "formula", names[field], "" if dialect.private else cell[:80])


def _formulas(row: Mapping[str, str], dialect: Dialect) -> Iterator[str]:
    """Find the words that a spreadsheet would compute; a number below zero is not one of them."""
    for field, cell in row.items():
        spoken = field in dialect.words or field.startswith(("option name", "option value"))
        if spoken and cell.startswith(FORMULA_STARTS) and not re.fullmatch(r"[-+][0-9.,]+", cell):
            yield field


def _freed(cell: str) -> str:
    """Return a cell without the apostrophe that tells a spreadsheet that it is words, not a formula."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_STARTS) else cell


def _text(data: bytes, dialect: Dialect) -> str:
    if not data.strip():
        raise FileRefused(reason="empty")
    if len(data) > MAX_BYTES:
        raise FileRefused(reason="too_large", limit=MAX_BYTES)
    text = _decoded(data, dialect.encodings)
    if "\0" in text:
        raise FileRefused(reason="not_text", line=text.count("\n", 0, text.index("\0")) + 1)
    return text


def _decoded(data: bytes, encodings: tuple[str, ...]) -> str:
    """Read bytes by the first encoding they are well-formed in; where none is, the first tells the line."""
    if data.startswith(TWO_BYTES):
        raise FileRefused(reason="not_utf8", line=1)
    refused = None
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            refused = refused or FileRefused(reason="not_utf8", line=data.count(b"\n", 0, error.start) + 1)
    raise refused or FileRefused(reason="not_utf8")


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Yield rows with the line they start on: a cell may hold line ends, so that lines outnumber rows."""
    rows = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator)
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


def _header(cells: list[str], dialect: Dialect) -> list[str]:
    header = [cell.strip() for cell in cells]
    known = {dialect.field_of(column) for column in header}
    missing = sorted(column for field, column in dialect.needed.items() if field not in known)
    if missing and (other := _other_separator(cells, dialect)):
        raise FileRefused(reason="wrong_separator", found=other, expected=_named(dialect.separator))
    if missing:
        first = header[0][:80] if header else ""
        raise FileRefused(reason="wrong_columns", shop=dialect.name, missing=missing, first=first)
    counted = Counter(_key(column, dialect) for column in header)
    if twice := [name for name in header if counted[_key(name, dialect)] > 1]:
        raise FileRefused(reason="columns_twice", columns=sorted(set(twice)))
    return header


def _key(column: str, dialect: Dialect) -> str:
    """Return the field of a column; one that is not read keeps clear of all fields, whatever it is called."""
    return dialect.field_of(column) or f"? {column}"


def _other_separator(cells: list[str], dialect: Dialect) -> str:
    """Return the separator by which the header would be the right one, or nothing."""
    for other in SEPARATORS:
        if other != dialect.separator:
            columns = {
                dialect.field_of(name.strip().strip('"'))
                for name in dialect.separator.join(cells).split(other)
            }
            if columns >= dialect.needed.keys():
                return _named(other)
    return ""


def _named(separator: str) -> str:
    return "tab" if separator == "\t" else separator


def _not_read(
    header: list[str], lines: list[Line], dialect: Dialect
) -> tuple[dict[str, int], dict[str, int]]:
    """Count the cells of columns that are not taken: those left out knowingly, if used, and unknown ones."""
    others = [name for name in header if not dialect.field_of(name)]
    counts = {name: sum(1 for line in lines if line[_key(name, dialect)]) for name in others}
    left_out = {name: count for name, count in counts.items() if count and dialect.why_left_out(name)}
    unknown = {name: count for name, count in counts.items() if not dialect.why_left_out(name)}
    return left_out, unknown

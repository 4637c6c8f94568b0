"""Reading a file as numbered lines; what is no such file is refused for what is in it, not for its name."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO

from poincon.intake.dialects.fields import Dialect
from poincon.kernel.refusal import Refusal
from poincon.kernel.visible import seen

if TYPE_CHECKING:
    from _csv import Reader

MAX_BYTES = 2 * 1024 * 1024 * 1024
MAX_LINES = 5_000_000
MAX_CELL = 65_000
CHUNK = 1024 * 1024
SEPARATORS = (",", ";", "\t")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
EMPTY: Mapping[str, str] = MappingProxyType({})
TWO_BYTES = (b"\xff\xfe", b"\xfe\xff")

type Row = tuple[int, list[str]]


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
    `addresses` are those that pieces have, of this sheet and of the parts of the same file before it.
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
    addresses: set[str] = field(default_factory=set)

    def where(self, line: int) -> str:
        """Return the place of a line for people: lines of a second file are counted after the first's."""
        return place(line, self.second_from)


def place(line: int, second_from: int | None) -> str:
    """Return the place of a line for people, where a second file may begin after that line of the first."""
    if second_from is None:
        return str(line)
    return f"1:{line}" if line <= second_from else f"2:{line - second_from}"


@dataclass(frozen=True, slots=True)
class Table:
    """A file as it stands: its columns, about how many lines it has, and its rows.

    `rows` gives each row with the number of the line that it starts on, from the first one whenever it is
    asked, and holds no more of the file than one row at a time.
    """

    dialect: Dialect
    header: list[str]
    length: int
    rows: Callable[[], Iterator[Row]]

    @property
    def keys(self) -> list[str]:
        """The field of each column."""
        return [_key(column, self.dialect) for column in self.header]


def opened(file: BinaryIO, dialect: Dialect) -> Table:
    """Return a file that can be read row by row, with or without a byte order mark, whatever its line ends.

    Every byte of it is looked at once. Raises FileRefused, also while rows are read.
    """
    encoding, length = _looked_through(file, dialect.encodings)
    header = _header(next(_rows(file, encoding, dialect.separator))[1], dialect)

    def rows() -> Iterator[Row]:
        found = _rows(file, encoding, dialect.separator)
        next(found)
        return found

    return Table(dialect, header, length, rows)


def read(data: bytes, dialect: Dialect) -> Sheet:
    """Return the lines of a file whose bytes are here. Raises FileRefused."""
    return whole(opened(io.BytesIO(data), dialect))


def whole(table: Table) -> Sheet:
    """Return all rows of a file as one sheet. Raises FileRefused, also where there is none."""
    sheet = sheet_of(table, table.rows())
    if not sheet.lines and not sheet.faults:
        raise FileRefused(reason="no_rows")
    return sheet


def sheet_of(table: Table, rows: Iterable[Row], addresses: set[str] | None = None) -> Sheet:
    """Return these rows of a file as a sheet; `addresses` are those that its pieces have before.

    Raises FileRefused.
    """
    dialect, header, keys = table.dialect, table.header, table.keys
    names = {dialect.field_of(column): column for column in header if dialect.field_of(column)}
    lines, broken, faults = list[Line](), list[Line](), list[Fault]()
    for number, cells in rows:
        if len(cells) != len(header):
            faults.append(Fault(number, "cell_count", value=f"{len(cells)} ≠ {len(header)}"))
            broken.append(_line(number, dict(zip(keys, cells, strict=False))))
        elif any(cells):
            row = dict(zip(keys, cells, strict=True))
            faults += (_computed(number, key, row[key], names, dialect) for key in _formulas(row, dialect))
            lines.append(_line(number, row))
    sheet = Sheet(dialect, names, tuple(lines), tuple(faults), *_not_read(header, lines, dialect))
    taken = set() if addresses is None else addresses
    return dialect.arranged(replace(sheet, broken=tuple(broken), addresses=taken))


def _line(number: int, row: Mapping[str, str]) -> Line:
    return Line(number, {key: cleaned(cell) for key, cell in row.items()})


def cleaned(cell: str) -> str:
    """Return the words of a cell, without space around, signs that nobody sees, or a guarding apostrophe."""
    return seen(_freed(cell)).strip()


def _computed(number: int, field: str, cell: str, names: Mapping[str, str], dialect: Dialect) -> Fault:
    return Fault(number, "formula", names[field], "" if dialect.private else cell[:80])


def _formulas(row: Mapping[str, str], dialect: Dialect) -> Iterator[str]:
    """Find the words that a spreadsheet would compute; a number below zero is not one of them."""
    for name, cell in row.items():
        spoken = name in dialect.words or name.startswith(("option name", "option value"))
        if spoken and cell.startswith(FORMULA_STARTS) and not re.fullmatch(r"[-+][0-9.,]+", cell):
            yield name


def _freed(cell: str) -> str:
    """Return a cell without the apostrophe that tells a spreadsheet that it is words, not a formula."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_STARTS) else cell


def _looked_through(file: BinaryIO, encodings: tuple[str, ...]) -> tuple[str, int]:
    """Return the first encoding in which a file is well-formed, and its lines. Raises FileRefused."""
    refused = None
    for encoding in encodings:
        file.seek(0)
        try:
            return encoding, _length(file, encoding)
        except _Illegible as illegible:
            refused = refused or FileRefused(reason="not_utf8", line=illegible.line)
    raise refused or FileRefused(reason="not_utf8")


class _Illegible(Exception):
    """Bytes that are no letters in the encoding in which they were read, and where."""

    def __init__(self, line: int) -> None:
        self.line = line


def _length(file: BinaryIO, encoding: str) -> int:
    """Return about how many lines a file has, having looked at each of its bytes, a piece at a time."""
    decoder = codecs.getincrementaldecoder(encoding)()
    bytes_, lines, told = 0, 1, False
    while chunk := file.read(CHUNK):
        if not bytes_ and chunk.startswith(TWO_BYTES):
            raise FileRefused(reason="not_utf8", line=1)
        bytes_ += len(chunk)
        if bytes_ > MAX_BYTES:
            raise FileRefused(reason="too_large", limit=MAX_BYTES)
        told = told or bool(chunk.strip())
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError as error:
            raise _Illegible(lines + chunk.count(b"\n", 0, error.start)) from None
        if (zero := chunk.find(b"\0")) >= 0:
            raise FileRefused(reason="not_text", line=lines + chunk.count(b"\n", 0, zero))
        lines += chunk.count(b"\n") or chunk.count(b"\r")
    if not told:
        raise FileRefused(reason="empty")
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise _Illegible(lines) from None
    return lines


def _rows(file: BinaryIO, encoding: str, separator: str) -> Iterator[Row]:
    """Yield rows with the line they start on: a cell may hold line ends, so that lines outnumber rows."""
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    try:
        yield from _numbered(csv.reader(text, strict=True, delimiter=separator))
    finally:
        text.detach()  # which would close the file behind it, whose rows may be asked for once more


def _numbered(rows: "Reader") -> Iterator[Row]:
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

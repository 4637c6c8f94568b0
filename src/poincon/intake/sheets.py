"""Reading a file as numbered lines; what is no such file is refused for what is in it, not for its name."""

import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import BinaryIO

from poincon.intake.dialects.fields import Dialect
from poincon.intake.rows import MAX_CELL, NO_LETTER, FileRefused, Row, parted, rows_of, script_of
from poincon.kernel.visible import seen

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
UNREAD = "? "  # begins what columns that nobody reads are known by
EMPTY: Mapping[str, str] = MappingProxyType({})


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
    With `comma`, one begins the decimals; `guessed_letters` tells that no file says which letters they are.
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
    comma: bool = False
    guessed_letters: bool = False

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
    asked, and holds no more of the file than one row at a time. The rest is as its sheets have it.
    """

    dialect: Dialect
    header: list[str]
    length: int
    rows: Callable[[], Iterator[Row]]
    comma: bool
    guessed_letters: bool

    @property
    def keys(self) -> list[str]:
        """The field of each column."""
        return [_key(column, self.dialect) for column in self.header]


def opened(file: BinaryIO, dialect: Dialect) -> Table:
    """Return a file that can be read row by row, with or without a byte order mark, whatever its line ends.

    Spreadsheets save it otherwise than shops do: what parts the cells is heard from the columns, and letters
    that are no UTF-8 are taken to be those of Windows. Every byte of it is looked at once. Raises
    FileRefused, also while rows are read.
    """
    script = script_of(file)
    separator, first, missing = parted(file, script, lambda cells: _missing(cells, dialect))
    if missing and script.zeros:
        raise FileRefused(reason="not_text")
    header = _header(first, missing, dialect)

    def rows() -> Iterator[Row]:
        found = rows_of(file, script, separator)
        next(found)
        return found

    comma = dialect.decimal_comma or separator == ";"
    return Table(dialect, header, script.lines, rows, comma, script.guessed)


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
            faults += (
                Fault(number, code, names[key], "" if dialect.private else row[key][:80])
                for code, found in AGAINST
                for key in found(row, dialect)
            )
            lines.append(_line(number, row))
    sheet = Sheet(
        dialect,
        names,
        tuple(lines),
        tuple(faults),
        *_not_read(header, lines, dialect),
        broken=tuple(broken),
        addresses=set() if addresses is None else addresses,
        comma=table.comma,
        guessed_letters=table.guessed_letters,
    )
    return dialect.arranged(sheet)


def _line(number: int, row: Mapping[str, str]) -> Line:
    return Line(number, {key: cleaned(cell) for key, cell in row.items()})


def cleaned(cell: str) -> str:
    """Return the words of a cell, without space around, signs that nobody sees, or a guarding apostrophe."""
    return seen(_freed(cell)).strip()


def _formulas(row: Mapping[str, str], dialect: Dialect) -> Iterator[str]:
    """Find the words that a spreadsheet would compute; a number below zero is not one of them."""
    for name, cell in row.items():
        spoken = name in dialect.words or name.startswith(("option name", "option value"))
        if spoken and cell.startswith(FORMULA_STARTS) and not re.fullmatch(r"[-+][0-9.,]+", cell):
            yield name


def _illegible(row: Mapping[str, str], _dialect: Dialect) -> Iterator[str]:
    """Find the cells that are read and hold bytes that are no letters."""
    return (name for name, cell in row.items() if NO_LETTER in cell and not name.startswith(UNREAD))


def _too_long(row: Mapping[str, str], _dialect: Dialect) -> Iterator[str]:
    """Find the cells that are read and hold more than a cell may."""
    return (name for name, cell in row.items() if len(cell) > MAX_CELL and not name.startswith(UNREAD))


AGAINST = (("formula", _formulas), ("illegible", _illegible), ("cell_too_long", _too_long))


def _freed(cell: str) -> str:
    """Return a cell without the apostrophe that tells a spreadsheet that it is words, not a formula."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_STARTS) else cell


def _missing(cells: list[str], dialect: Dialect) -> list[str]:
    known = {dialect.field_of(cell.strip()) for cell in cells}
    return sorted(column for field, column in dialect.needed.items() if field not in known)


def _header(cells: list[str], missing: list[str], dialect: Dialect) -> list[str]:
    header = [cell.strip() for cell in cells]
    if missing:
        first = header[0][:80] if header else ""
        raise FileRefused(reason="wrong_columns", shop=dialect.name, missing=missing, first=first)
    counted = Counter(_key(column, dialect) for column in header)
    if twice := [name for name in header if counted[_key(name, dialect)] > 1]:
        raise FileRefused(reason="columns_twice", columns=sorted(set(twice)))
    return header


def _key(column: str, dialect: Dialect) -> str:
    """Return the field of a column; one that is not read keeps clear of all fields, whatever it is called."""
    return dialect.field_of(column) or f"{UNREAD}{column}"


def _not_read(
    header: list[str], lines: list[Line], dialect: Dialect
) -> tuple[dict[str, int], dict[str, int]]:
    """Count the cells of columns that are not taken: those left out knowingly, if used, and unknown ones."""
    others = [name for name in header if not dialect.field_of(name)]
    counts = {name: sum(1 for line in lines if line[_key(name, dialect)]) for name in others}
    left_out = {name: count for name, count in counts.items() if count and dialect.why_left_out(name)}
    unknown = {name: count for name, count in counts.items() if not dialect.why_left_out(name)}
    return left_out, unknown

"""Reading lists of article numbers that people paste or upload, each perhaps with a price of its own."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from poincon.kernel.amounts import read_price

LARGEST = 2_000_000
MOST = 20_000
LONGEST = 80
HEADERS = frozenset(
    {"sku", "article", "reference", "référence", "variant sku", "article number", "numéro d’article"}
)
SEPARATORS = ";\t,"


@dataclass(frozen=True, slots=True)
class Fault:
    """One row that cannot be used; `code` says why."""

    line: int
    code: str
    value: str = ""


@dataclass(slots=True)
class SkuList:
    """Article numbers with the prices beside them, in minor units, and the rows that are of no use."""

    rows: dict[str, int | None] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def decoded(data: bytes) -> str | None:
    """Return the text of a file as spreadsheets save it, in UTF-8 or Windows' letters; None for no text."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\x00" in text else text
    return None


def read(text: str, currency: str) -> SkuList:
    """Return the article numbers of a list; one that comes twice counts once, with a fault.

    A row holds a number and perhaps a price, separated by a semicolon, a tab or a comma; a heading is
    skipped.
    """
    found = SkuList()
    for line, cells in _cells(text):
        if len(found.rows) >= MOST:
            found.faults.append(Fault(line, "list_too_long", str(MOST)))
            return found
        _take(found, line, cells, currency)
    return found


def _cells(text: str) -> Iterator[tuple[int, list[str]]]:
    lines = text.splitlines()
    first = next((line for line in lines if line.strip()), "")
    separator = next((sign for sign in SEPARATORS if sign in first), ";")
    for number, cells in enumerate(csv.reader(io.StringIO("\n".join(lines)), delimiter=separator), start=1):
        told = [cell.strip() for cell in cells]
        if any(told) and not (number == 1 and told[0].casefold() in HEADERS):
            yield number, told


def _take(found: SkuList, line: int, cells: list[str], currency: str) -> None:
    sku, price = cells[0], cells[1] if len(cells) > 1 else ""
    if not sku or len(sku) > LONGEST:
        found.faults.append(Fault(line, "sku_missing", sku[:LONGEST]))
    elif sku in found.rows:
        found.faults.append(Fault(line, "sku_twice", sku))
    else:
        asked = read_price(price, currency, comma=True) if price else None
        if price and asked is None:
            found.faults.append(Fault(line, "not_a_price", price[:LONGEST]))
            return
        found.rows[sku], found.lines[sku] = asked.minor if asked else None, line

"""From lines to past orders: one is planned whole, or every reason against it is told with its line."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from poincon.intake.sheets import FORMULA_STARTS, Fault, Line, Sheet
from poincon.kernel.money import DECIMALS, Money
from poincon.past import columns
from poincon.past.columns import BOUGHT, ITEM
from poincon.past.reading import against_email
from poincon.past.rules import Terms, delivered_by, kept_until

NO_DAY = "0000-00-00"
DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[ T].*)?")
MOST = 10_000
LONGEST = {columns.NUMBER: 64, columns.PIECE: 300, columns.SKU: 80}
PART = re.compile(r"\|(?=[a-z_]+:)")


@dataclass(frozen=True, slots=True)
class PlannedLine:
    words: str
    sku: str
    quantity: int
    unit: Money | None


@dataclass(frozen=True, slots=True)
class PlannedOrder:
    """An order as the file tells it; `digest` changes when anything but its place in the file does."""

    line: int
    number: str
    email: str
    first_name: str
    last_name: str
    ordered_on: date
    sent_on: date | None
    delivered_on: date | None
    total: Money
    lines: tuple[PlannedLine, ...]

    @property
    def digest(self) -> str:
        return hashlib.sha256(repr(replace(self, line=0)).encode()).hexdigest()


class History:
    """Reads the rows of orders, of which several may be one order's; reasons gather while they are read."""

    def __init__(self, sheet: Sheet, currency: str, today: date, terms: Terms) -> None:
        self.sheet, self.currency, self.today, self.terms = sheet, currency, today, terms
        self.faults, self.notes = list(sheet.faults), list[Fault]()
        self._bad = {fault.line for fault in sheet.faults}

    def read(self) -> Iterator[PlannedOrder]:
        """Yield the orders in which something was bought, that are to be kept and sound row by row."""
        groups: dict[str, list[Line]] = {}
        for line in self.sheet.lines:
            if line[columns.NUMBER]:
                groups.setdefault(line[columns.NUMBER], []).append(line)
            else:
                self._refuse(line, "number_missing", columns.NUMBER)
        torn = {line[columns.NUMBER] for line in self.sheet.broken}
        for number, rows in groups.items():
            if not self._is_bought(rows[0]):
                self._note(rows[0], "not_bought", columns.STATUS)
                continue
            planned = self._order(rows)
            if planned and number not in torn and not any(row.number in self._bad for row in rows):
                yield planned

    def _is_bought(self, first: Line) -> bool:
        states = BOUGHT[self.sheet.dialect.system]
        return first[columns.STATUS].lower() in states and not first[columns.CANCELLED]

    def _order(self, rows: Sequence[Line]) -> PlannedOrder | None:
        first = rows[0]
        if code := against_email(first[columns.EMAIL]):
            self._refuse(first, code, columns.EMAIL)
        ordered, sent, delivered = self._days(first)
        currency = self._currency(first)
        total = self._amount(first, columns.TOTAL, currency)
        lines = tuple(self._lines(rows, currency))
        if not lines:
            self._refuse(first, "lines_missing", columns.PIECE)
        if ordered is None or total is None:
            return None
        if kept_until(delivered_by(ordered, sent, delivered, self.terms), total, self.terms) < self.today:
            self._note(first, "kept_long_enough", columns.PLACED)
            return None
        return PlannedOrder(
            line=first.number,
            number=first[columns.NUMBER],
            email=first[columns.EMAIL],
            first_name=first[columns.FIRST][:80],
            last_name=first[columns.LAST][:80],
            ordered_on=ordered,
            sent_on=sent,
            delivered_on=delivered,
            total=total,
            lines=lines,
        )

    def _days(self, first: Line) -> tuple[date | None, date | None, date | None]:
        ordered = self._day(first, columns.PLACED)
        sent, delivered = self._day(first, columns.SENT), self._day(first, columns.DELIVERED)
        if ordered is None and not first[columns.PLACED]:
            self._refuse(first, "not_a_day", columns.PLACED)
        for field, later in ((columns.SENT, sent), (columns.DELIVERED, delivered)):
            if ordered and later and later < ordered:
                self._refuse(first, "days_turned", field)
        return ordered, sent, delivered

    def _day(self, line: Line, field: str) -> date | None:
        said = line[field]
        if not said or said.startswith(NO_DAY):
            return None
        try:
            found = DAY.fullmatch(said)
            day = date.fromisoformat(found[1]) if found else None
        except ValueError:
            day = None
        if day is None:
            self._refuse(line, "not_a_day", field)
        elif day > self.today:
            self._refuse(line, "day_to_come", field)
        return day

    def _currency(self, first: Line) -> str:
        said = first[columns.CURRENCY] or self.currency
        if said not in DECIMALS:
            self._refuse(first, "unknown_currency", columns.CURRENCY)
            return self.currency
        return said

    def _amount(self, line: Line, field: str, currency: str) -> Money | None:
        said = re.sub(r"(\.[0-9]{2})0+$", r"\1", line[field].replace(",", "."))
        try:
            amount = Money.of(said, currency) if re.fullmatch(r"[0-9]{1,9}(\.[0-9]+)?", said) else None
        except ValueError:
            amount = None
        if amount is None:
            self._refuse(line, "not_an_amount", field)
        return amount

    def _lines(self, rows: Sequence[Line], currency: str) -> Iterator[PlannedLine]:
        for row in rows:
            items = [name for name in row.cells if ITEM.fullmatch(name) and row[name]]
            if items:
                for name in sorted(items, key=lambda one: int(one.rpartition("_")[2])):
                    yield self._line(replace(row, cells=_item(row[name])), currency, name)
            elif row[columns.PIECE] or row[columns.QUANTITY]:
                yield self._line(row, currency)

    def _line(self, row: Line, currency: str, column: str = "") -> PlannedLine:
        if not row[columns.PIECE]:
            self._refuse(row, "line_unnamed", columns.PIECE, column)
        if column and row[columns.PIECE].startswith(FORMULA_STARTS):
            self._refuse(row, "formula", columns.PIECE, column)
        for field, longest in LONGEST.items():
            if len(row[field]) > longest:
                self._refuse(row, "too_long", field, column)
        said = row[columns.QUANTITY]
        known = re.fullmatch(r"[0-9]{1,5}", said) is not None and 1 <= int(said) <= MOST
        if not known:
            self._refuse(row, "not_a_quantity", columns.QUANTITY, column)
        unit = self._amount(row, columns.UNIT, currency) if row[columns.UNIT] else None
        return PlannedLine(row[columns.PIECE], row[columns.SKU], int(said) if known else 1, unit)

    def _refuse(self, line: Line, code: str, field: str, column: str = "") -> None:
        self._bad.add(line.number)
        self.faults.append(Fault(line.number, code, column or self.sheet.names.get(field, "")))

    def _note(self, line: Line, code: str, field: str) -> None:
        self.notes.append(Fault(line.number, code, self.sheet.names.get(field, "")))


def _item(cell: str) -> dict[str, str]:
    """Return the cells of "name:Ring|product_id:12|sku:LUNE|quantity:1"; the sums in it are without tax."""
    told = dict(part.split(":", 1) for part in PART.split(cell) if ":" in part)
    return {
        columns.PIECE: told.get("name", "").strip(),
        columns.SKU: told.get("sku", "").strip(),
        columns.QUANTITY: told.get("quantity", "").strip(),
    }

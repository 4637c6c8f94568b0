"""Prices that stand in a file without tax, and how they come to bear it."""

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from poincon.intake.dialects import fields
from poincon.intake.sheets import Fault, Line, Sheet
from poincon.kernel.amounts import read_net
from poincon.kernel.money import DECIMALS

WHOLE = 10_000


@dataclass(frozen=True, slots=True)
class Taxed:
    """How prices without tax become prices with it: the rate of the day in basis points, the currency."""

    rate_bp: int
    currency: str

    def gross(self, net: Decimal) -> Decimal:
        """Return the price with tax, to the nearest minor unit, halves away from zero."""
        return self._exact(net).quantize(Decimal(1).scaleb(-DECIMALS[self.currency]), ROUND_HALF_UP)

    def is_rounded(self, net: Decimal) -> bool:
        """Tell whether the rounding is of more than the digits which a price without tax is cut to."""
        tenth = Decimal(1).scaleb(-DECIMALS[self.currency] - 1)
        return abs(self._exact(net) - self.gross(net)) >= tenth

    def _exact(self, net: Decimal) -> Decimal:
        return net * (WHOLE + self.rate_bp) / WHOLE


def with_tax(sheet: Sheet, taxed: Taxed) -> Sheet:
    """Return the sheet with tax added to every price; what moves a price is told, and no price is guessed."""
    column = sheet.names.get(fields.PRICE, "")
    lines, faults, notes = list[Line](), list(sheet.faults), list(sheet.notes)
    for line in sheet.lines:
        said = line[fields.PRICE]
        if not said:
            lines.append(line)
            continue
        net = read_net(said, taxed.currency, comma=sheet.comma)
        if net is None:
            faults.append(Fault(line.number, "not_a_price", column, said[:80]))
            lines.append(line)
            continue
        gross = taxed.gross(net)
        if taxed.is_rounded(net):
            notes.append(Fault(line.number, "price_rounded", column, f"{net} → {gross}"))
        lines.append(replace(line, cells={**line.cells, fields.PRICE: str(gross)}))
    return replace(sheet, lines=tuple(lines), faults=tuple(faults), notes=tuple(notes))

"""Pure decisions about prices and tax."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from poincon.kernel.money import Money

WHOLE = 10_000
PRIOR_DAYS = 30


@dataclass(frozen=True, slots=True)
class Priced:
    """One line of a price history: this amount from that instant on."""

    since: datetime
    amount: Money


@dataclass(frozen=True, slots=True)
class PriorPrice:
    """The price that an announced cut is measured against (art. L112-1-1).

    `whole_window` is false for a piece that has been on sale for less than the thirty days.
    """

    amount: Money
    whole_window: bool


def vat_in(gross: Money, rate_bp: int) -> Money:
    """Return the tax contained in a price with tax, to the nearest minor unit, halves away from zero."""
    parts = 2 * abs(gross.minor) * rate_bp + WHOLE + rate_bp
    tax = parts // (2 * (WHOLE + rate_bp))
    return Money(tax if gross.minor >= 0 else -tax, gross.currency)


def vat_in_part(vat: Money, whole: Money, part: Money) -> Money:
    """Return the VAT in a part of a price that contains `vat`, to the nearest minor unit, halves up.

    What goes back in several parts is reckoned on what has gone back in all, so that the VAT of the parts
    adds up to that of the whole.
    """
    if not whole:
        return Money.zero(vat.currency)
    return Money((2 * vat.minor * part.minor + whole.minor) // (2 * whole.minor), vat.currency)


def prior_price(history: Iterable[Priced], *, cut_at: datetime) -> PriorPrice | None:
    """Return the lowest price practised in the thirty days before `cut_at`, or None without any.

    The price in force when the window opens counts, and one set at the very instant of the cut does not.
    """
    opens = cut_at - timedelta(days=PRIOR_DAYS)
    before = sorted((line for line in history if line.since < cut_at), key=lambda line: line.since)
    practised = _from(before, opens)
    if not practised:
        return None
    return PriorPrice(min(line.amount for line in practised), whole_window=practised[0].since <= opens)


def _from(lines: Sequence[Priced], opens: datetime) -> Sequence[Priced]:
    in_force = max((place for place, line in enumerate(lines) if line.since <= opens), default=0)
    return lines[in_force:]

"""What a bulk edit makes of a regular price."""

from poincon.kernel.money import Money
from poincon.pricing.rules import rounding
from poincon.pricing.rules.reducing import HUNDRED
from poincon.pricing.states import Change, Rounding


def changed(regular: Money, change: Change, value: int, shape: Rounding) -> Money | None:
    """Return the new regular price, rounded to the nearest of its shape; None where nothing would be left.

    `value` is whole percent, or minor units: what is added, or the price itself.
    """
    minor = _exactly(regular.minor, change, value)
    if minor <= 0:
        return None
    return Money(rounding.nearest(minor, shape, regular.currency), regular.currency)


def _exactly(regular: int, change: Change, value: int) -> int:
    match change:
        case Change.PERCENT:
            return (2 * regular * (HUNDRED + value) + HUNDRED) // (2 * HUNDRED)
        case Change.AMOUNT:
            return regular + value
        case Change.PRICE:
            return value

"""Where computed prices come to rest: whole units, ninety cents, fives."""

from poincon.kernel.money import DECIMALS
from poincon.pricing.states import Rounding


def down(minor: int, rounding: Rounding, currency: str) -> int:
    """Return the highest price of that shape which is not above `minor`; `minor` itself where there is none.

    A reduction is rounded so: never less is taken off than was promised.
    """
    step, tail = _shape(rounding, currency)
    found = (minor - tail) // step * step + tail
    return found if found > 0 else minor


def nearest(minor: int, rounding: Rounding, currency: str) -> int:
    """Return the price of that shape nearest to `minor`, the higher of two equally near; never nought."""
    step, tail = _shape(rounding, currency)
    below = (minor - tail) // step * step + tail
    found = below if minor - below < below + step - minor else below + step
    return found if found > 0 else below + step


def _shape(rounding: Rounding, currency: str) -> tuple[int, int]:
    """Return the step between prices of a shape and what each has beyond whole steps, in minor units.

    A currency without cents knows no ninety of them: its prices are whole.
    """
    unit = 10 ** DECIMALS[currency]
    match rounding:
        case Rounding.WHOLE:
            return unit, 0
        case Rounding.NINETY:
            return unit, unit * 9 // 10 if unit > 1 else 0
        case Rounding.FIVES:
            return 5 * unit, 0
        case Rounding.EXACT:
            return 1, 0

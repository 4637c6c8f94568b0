"""How chains and bracelets are worn: where a length falls on the chest, and which wrist it goes around.

All in millimetres. A neck of 360 mm around is what necklaces are shown on: its sides stand 120 mm apart,
and a chain of its own length touches the pit of the throat.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import asinh, sqrt

NECK = 360
SPAN = 120  # between the two sides of the neck
BEHIND = 200  # what of a chain lies behind the neck and on its slopes
EASE_CLOSE, EASE_LOOSE = 15, 30  # one finger's breadth, or two
USUAL_NECKLACES = (380, 420, 450, 500, 600, 800)
USUAL_BRACELETS = (160, 170, 180, 190, 200)
# Up to which length a chain falls where; the last has no end.
FALLS = ((409, "throat"), (439, "collarbone"), (479, "below"), (549, "high"), (699, "chest"))
LONGEST_FALL = "long"


@dataclass(frozen=True, slots=True)
class Wrist:
    """The wrists that a supple bracelet goes around: loosely the first, closely the second."""

    loose_mm: int
    close_mm: int


def fall(length_mm: int) -> str:
    """Return the code of where a chain of that length falls: throat, collarbone, below, high, chest, long."""
    return next((code for most, code in FALLS if length_mm <= most), LONGEST_FALL)


def wrist(length_mm: int) -> Wrist:
    """Return which wrists a supple bracelet of that length suits: one or two fingers' breadth of ease."""
    return Wrist(length_mm - EASE_LOOSE, length_mm - EASE_CLOSE)


@lru_cache(maxsize=256)
def depth(length_mm: int) -> float:
    """Return how far below the sides of the neck the lowest point of a chain hangs, in millimetres.

    The chain is taken for a parabola, which a light chain at rest is to the eye.
    """
    front = max(length_mm - BEHIND, SPAN + 1)
    low, high = 0.0, float(front)
    while high - low > 0.05:
        middle = (low + high) / 2
        low, high = (middle, high) if _arc(middle) < front else (low, middle)
    return round(low, 1)


def _arc(sag: float) -> float:
    """Return the length of a parabola that spans the neck and sags by so much."""
    half = SPAN / 2
    slope = 2 * sag / half
    if slope < 1e-9:
        return float(SPAN)
    return half * (sqrt(1 + slope**2) + asinh(slope) / slope)

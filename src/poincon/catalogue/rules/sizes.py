"""Ring sizes (ISO 8653): the inner circumference in millimetres is the only truth, scales are ways to say it.

France and most of the EU say the circumference; Italy, Spain and Switzerland subtract 40; the United
States count diameters from 11.63 mm in steps of 0.8128 mm; the United Kingdom has a letter for every
1.25 mm from 37.5 mm; Japan counts diameters from 13 mm in thirds of a millimetre.
"""

import math
import re
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from poincon.kernel.refusal import Refusal

SMALLEST, LARGEST = Decimal("30.0"), Decimal("80.0")
PI = Decimal(str(math.pi))
TENTH = Decimal("0.1")
US_START, US_STEP = Decimal("11.63"), Decimal("0.8128")
UK_START, UK_STEP = Decimal("37.5"), Decimal("1.25")
JP_START, JP_STEP = Decimal(13), Decimal(1) / 3
IT_OFFSET = Decimal(40)
LETTERS = 26


class Scale(StrEnum):
    FR = "FR"
    IT = "IT"
    US = "US"
    UK = "UK"
    JP = "JP"


SAME_AS = {"EU": Scale.FR, "MM": Scale.FR, "ES": Scale.IT, "CH": Scale.IT, "GB": Scale.UK}


class SizeUnclear(Refusal):
    """A size without its scale, or one that no finger has: "12" alone means five different rings."""

    code = "size_unclear"
    status = 422


def equivalents(circumference_mm: Decimal) -> dict[Scale, str]:
    """Return how each scale says an inner circumference, in English number style: 54 is IT 14, US 6.8."""
    diameter = circumference_mm / PI
    return {
        Scale.FR: _plain(circumference_mm),
        Scale.IT: _plain(circumference_mm - IT_OFFSET),
        Scale.US: _plain(_nearest((diameter - US_START) / US_STEP, TENTH)),
        Scale.UK: _letter((circumference_mm - UK_START) / UK_STEP),
        Scale.JP: _plain(_nearest((diameter - JP_START) / JP_STEP + 1, Decimal(1))),
    }


def diameter_mm(circumference_mm: Decimal) -> Decimal:
    """Return the inner diameter to a hundredth of a millimetre."""
    return _nearest(circumference_mm / PI, Decimal("0.01"))


def read_size(typed: str) -> Decimal:
    """Return the circumference in tenths of a millimetre of a size and its scale, such as "FR 54" or "UK N½".

    Raises SizeUnclear for a bare number, an unknown scale, or a size outside 30 to 80 mm.
    """
    found = re.fullmatch(r"([A-Z]{2})[ :]*(.+)", typed.strip().upper())
    scale = found and (SAME_AS.get(found[1]) or (Scale(found[1]) if found[1] in set(Scale) else None))
    if not found or not scale:
        raise SizeUnclear(typed=typed)
    size = _nearest(_circumference(scale, found[2].strip(), typed), TENTH)
    if not SMALLEST <= size <= LARGEST:
        raise SizeUnclear(typed=typed)
    return size


def _circumference(scale: Scale, value: str, typed: str) -> Decimal:
    if scale is Scale.UK:
        return UK_START + _letter_place(value, typed) * UK_STEP
    if not re.fullmatch(r"\d{1,2}([.,]\d{1,2})?", value):
        raise SizeUnclear(typed=typed)
    number = Decimal(value.replace(",", "."))
    return {
        Scale.FR: number,
        Scale.IT: number + IT_OFFSET,
        Scale.US: (US_START + number * US_STEP) * PI,
        Scale.JP: (JP_START + (number - 1) * JP_STEP) * PI,
    }[scale]


def _letter(steps: Decimal) -> str:
    """Name the nearest half letter; after Z come Z+1, Z+2."""
    halves = int(_nearest(steps * 2, Decimal(1)))
    whole, half = divmod(halves, 2)
    if whole < 0:
        return "A"
    word = chr(ord("A") + whole) if whole < LETTERS else f"Z+{whole - LETTERS + 1}"
    return word + ("½" if half else "")


def _letter_place(value: str, typed: str) -> Decimal:
    found = re.fullmatch(r"([A-Z])(?:\+(\d))?\s?(½|1/2|\.5)?", value)
    if not found or (found[2] and found[1] != "Z"):
        raise SizeUnclear(typed=typed)
    return Decimal(ord(found[1]) - ord("A") + int(found[2] or 0)) + (Decimal("0.5") if found[3] else 0)


def _nearest(value: Decimal, step: Decimal) -> Decimal:
    return value.quantize(step, rounding=ROUND_HALF_UP)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"

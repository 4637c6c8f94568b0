"""Ring sizes (ISO 8653): the inner circumference in millimetres is the only truth, scales are ways to say it.

France and most of the EU say the circumference; Italy, Spain and Switzerland subtract 40; the United
States count diameters from 11.63 mm in steps of 0.8128 mm, and say them in quarters; the United Kingdom
has a letter for every 1.25 mm from 37.5 mm, and halves; Japan counts diameters from 13 mm in thirds of a
millimetre.
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
    """The names under which sizes are said; some countries share a scale (see FAMILIES)."""

    FR = "FR"
    EU = "EU"
    IT = "IT"
    ES = "ES"
    CH = "CH"
    US = "US"
    UK = "UK"
    JP = "JP"


FAMILIES: dict[Scale, tuple[Scale, ...]] = {
    Scale.FR: (Scale.FR, Scale.EU),
    Scale.IT: (Scale.IT, Scale.ES, Scale.CH),
    Scale.US: (Scale.US,),
    Scale.UK: (Scale.UK,),
    Scale.JP: (Scale.JP,),
}
_FAMILY = {scale: family for family, scales in FAMILIES.items() for scale in scales}
_TYPED = {str(scale): scale for scale in Scale} | {"MM": Scale.FR, "GB": Scale.UK}
QUARTERS = ("", "¼", "½", "¾")
PARTS = {"¼": "0.25", "1/4": "0.25", "½": "0.5", "1/2": "0.5", "¾": "0.75", "3/4": "0.75"}
PART = r"(?:[¼½¾]|[13]/4|1/2)"
NUMBER = rf"(?:\d{{1,2}}[\s-]?{PART}|{PART}|\d{{1,2}}(?:[.,]\d{{1,2}})?)"
LETTER = r"[A-Z](?:\+\d)?\s?(?:½|1/2|\.5)?"
_NAMES = "|".join(_TYPED)
_SCALE_FIRST = re.compile(rf"({_NAMES})[ :]*(\S.*)")
_SCALE_LAST = re.compile(rf"({NUMBER}|{LETTER})\s*({_NAMES})")


# What an option is called that says how large a piece is, and a value that does so without its scale.
SIZE_NAMES = frozenset({"size", "ring size", "finger size", "taille", "taille de bague", "tour de doigt"})
_BARE = re.compile(rf"\s*{NUMBER}\s*", re.ASCII)


_SCALES = "|".join([*Scale, "GB"])  # so many millimetres may be a diameter
_TRIED = re.compile(
    rf"(?:(?:{_SCALES})[\s:]*)?[-−+]?[0-9]+(?:[.,][0-9]+)?(?:[\s-]?{PART})?\s*(?:{_SCALES})?"
    rf"|(?:UK|GB)[\s:]*{LETTER}|{LETTER}\s*(?:UK|GB)"
)


class SizeUnclear(Refusal):
    """A size without its scale, or one that no finger has: "12" alone means several different rings.

    `meanings` are what a bare number could be, as pairs of scales and millimetres.
    """

    code = "size_unclear"
    status = 422


def family_name(scale: Scale) -> str:
    """Return the names that share a scale: "FR/EU", "IT/ES/CH", "US"."""
    return "/".join(FAMILIES[_FAMILY[scale]])


def equivalents(circumference_mm: Decimal) -> dict[Scale, str]:
    """Return how each family of scales says an inner circumference, in English number style.

    54 is IT 14, US 6¾. Empty where a scale begins only with larger rings.
    """
    diameter = circumference_mm / PI
    american = _nearest((diameter - US_START) / US_STEP * 4, Decimal(1))
    japanese = _nearest((diameter - JP_START) / JP_STEP + 1, Decimal(1))
    return {
        Scale.FR: size_code(circumference_mm),
        Scale.IT: size_code(circumference_mm - IT_OFFSET) if circumference_mm > IT_OFFSET else "",
        Scale.US: _quarters(int(american)) if american >= 0 else "",
        Scale.UK: _letter((circumference_mm - UK_START) / UK_STEP),
        Scale.JP: size_code(japanese) if japanese >= 1 else "",
    }


def said(circumference_mm: Decimal, scale: Scale) -> str:
    """Return how one scale says a circumference, empty where it has no word for it."""
    return equivalents(circumference_mm)[_FAMILY[scale]]


def diameter_mm(circumference_mm: Decimal) -> Decimal:
    """Return the inner diameter to a hundredth of a millimetre."""
    return _nearest(circumference_mm / PI, Decimal("0.01"))


def read_size(typed: str) -> Decimal:
    """Return the circumference in tenths of a millimetre of a size and its scale: "FR 54", "UK N½", "54 mm".

    Raises SizeUnclear for a bare number, an unknown scale, or a size outside 30 to 80 mm.
    """
    wanted = typed.strip().upper()
    if found := _SCALE_FIRST.fullmatch(wanted):
        return size_on(_TYPED[found[1]], found[2], typed=typed)
    if found := _SCALE_LAST.fullmatch(wanted):
        return size_on(_TYPED[found[2]], found[1], typed=typed)
    raise SizeUnclear(typed=typed, meanings=meanings(wanted))


def size_on(scale: Scale, value: str, *, typed: str = "") -> Decimal:
    """Return the circumference of a value on a scale. Raises SizeUnclear when no finger has it."""
    size = _circumference(_FAMILY[scale], value.strip().upper(), typed or value)
    if not SMALLEST <= size <= LARGEST:
        raise SizeUnclear(typed=typed or value, meanings=[])
    return size


def meanings(bare: str) -> list[tuple[str, str]]:
    """Return what a size without its scale could be, in mm: [("IT/ES/CH", "52"), ("US", "67.2"), ...]."""
    found = []
    for family in FAMILIES:
        try:
            found.append((family_name(family), size_code(size_on(family, bare))))
        except SizeUnclear:
            continue
    return found


def is_bare_size(name: str, value: str) -> bool:
    """Tell whether a choice such as ("Taille", "12") says a size by a number alone."""
    return name.strip().lower() in SIZE_NAMES and _BARE.fullmatch(value) is not None


def tries_size(value: str) -> bool:
    """Tell whether a value is written as a size is, be it one that no finger has: "FR 900", "-5"."""
    return _TRIED.fullmatch(value.strip().upper()) is not None


def _circumference(family: Scale, value: str, typed: str) -> Decimal:
    if family is Scale.UK:
        return _nearest(UK_START + _letter_place(value, typed) * UK_STEP, TENTH)
    if not re.fullmatch(NUMBER, value, re.ASCII):
        raise SizeUnclear(typed=typed, meanings=[])
    count = number(value)
    exact = {
        Scale.FR: count,
        Scale.IT: count + IT_OFFSET,
        Scale.US: (US_START + count * US_STEP) * PI,
        Scale.JP: (JP_START + (count - 1) * JP_STEP) * PI,
    }
    return _nearest(exact[family], TENTH)


def number(value: str) -> Decimal:
    """Return the number that is written as "5", "5,25", "5¼", "5 1/4"."""
    part = re.search(PART, value)
    whole = value[: part.start()].rstrip("- \u00a0\u202f") if part else value.replace(",", ".")
    return Decimal(whole or 0) + Decimal(PARTS[part[0]] if part else 0)


def _quarters(count: int) -> str:
    """Say a number of quarters as buyers know them: 21 is "5¼"."""
    whole, part = divmod(count, 4)
    return f"{whole or ''}{QUARTERS[part]}" or "0"


def _letter(steps: Decimal) -> str:
    """Name the nearest half letter; after Z come Z+1, Z+2, and nothing comes before A."""
    halves = int(_nearest(steps * 2, Decimal(1)))
    whole, half = divmod(halves, 2)
    if whole < 0:
        return ""
    word = chr(ord("A") + whole) if whole < LETTERS else f"Z+{whole - LETTERS + 1}"
    return word + ("½" if half else "")


def _letter_place(value: str, typed: str) -> Decimal:
    found = re.fullmatch(r"([A-Z])(?:\+(\d))?\s?(½|1/2|\.5)?", value)
    if not found or (found[2] and found[1] != "Z"):
        raise SizeUnclear(typed=typed, meanings=[])
    return Decimal(ord(found[1]) - ord("A") + int(found[2] or 0)) + (Decimal("0.5") if found[3] else 0)


def _nearest(value: Decimal, step: Decimal) -> Decimal:
    return value.quantize(step, rounding=ROUND_HALF_UP)


def size_code(value: Decimal) -> str:
    """Return a ring size as an address writes it: "54", "54.5"."""
    return f"{value.normalize() + 0:f}"  # nothing is said as minus zero

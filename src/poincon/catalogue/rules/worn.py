"""Lengths of what is worn round the neck or the wrist, as other people's files write them."""

import re
from decimal import ROUND_HALF_UP, Decimal

from poincon.catalogue.rules.sizes import PART, SIZE_NAMES, number
from poincon.catalogue.states import Kind

WITH_LENGTH = frozenset({Kind.NECKLACE, Kind.PENDANT, Kind.BRACELET})
LENGTH_NAMES = SIZE_NAMES - {"ring size", "finger size", "taille de bague", "tour de doigt"} | {
    "length",
    "chain length",
    "necklace length",
    "bracelet length",
    "longueur",
    "longueur de chaîne",
    "longueur de la chaîne",
    "longueur du collier",
    "longueur du bracelet",
}
SHORTEST_MM, LONGEST_MM = 100, 3000  # what is shorter measures something else: a bangle, or the ornament
UNITS = {"mm": Decimal(1), "cm": Decimal(10)}  # anything else is inches
INCH = Decimal("25.4")
_NUMBER = rf"(?:\d{{1,4}}[\s-]{PART}|\d{{1,3}}{PART}|\d{{1,4}}(?:[.,]\d{{1,2}})?)"
_MEASURE = re.compile(rf"({_NUMBER})\s*(mm|cm|in(?:ch(?:es)?)?\.?|pouces?|po|''|\"|”|″)", re.IGNORECASE)
_BARE = re.compile(rf"\s*{_NUMBER}\s*")


def says_length(kind: str, name: str) -> bool:
    """Tell whether a choice of that name says how long a piece of that kind is."""
    return kind in WITH_LENGTH and name.strip().casefold() in LENGTH_NAMES


def is_bare_length(value: str) -> bool:
    """Tell whether a length is a number without its unit, which could be either of three."""
    return _BARE.fullmatch(value) is not None


def read_length(typed: str) -> int | None:
    """Return whole millimetres of a length with its unit: "42 cm", "420 mm", "16.5 in", "16½ inches".

    None for anything else: a bare number, two lengths to choose from, or what is no length that is worn
    (under 10 cm, over 3 m). One that is told in both ways, "42 cm (16.5 in)", is the metric one.
    """
    found = _MEASURE.findall(typed)
    if not found or _MEASURE.sub("", typed).strip(" \u00a0\u202f()/=-"):
        return None
    told = [_millimetres(value, unit.lower()) for value, unit in found]
    metric = [length for length, (_, unit) in zip(told, found, strict=True) if unit.lower() in UNITS]
    if max(told) - min(told) > INCH / 2 or len(metric) > 1:
        return None
    length = int((metric or told)[0].quantize(Decimal(1), rounding=ROUND_HALF_UP))
    return length if SHORTEST_MM <= length <= LONGEST_MM else None


def _millimetres(value: str, unit: str) -> Decimal:
    return number(value) * UNITS.get(unit, INCH)

"""How large a piece is, in words, and which rings stay the size that they were made in."""

from collections.abc import Mapping
from decimal import Decimal

from poincon.catalogue.rules.facts import decimal_words
from poincon.catalogue.states import Kind
from poincon.kernel.refusal import Refusal

SMALLEST_MM, LARGEST_MM = Decimal("0.5"), Decimal(300)
MEASURES = ("height_mm", "width_mm")
NAMES = {"fr": ("hauteur", "largeur"), "en": ("height", "width")}
# What was measured, where it is not plainly the whole piece.
MEASURED = {
    Kind.PENDANT: ("sans bélière ni chaîne", "without bail or chain"),
    Kind.NECKLACE: ("le motif, sans la chaîne", "the ornament, without its chain"),
    Kind.BRACELET: ("le motif", "the ornament"),
    Kind.EARRINGS: ("chaque boucle", "each earring"),
    Kind.WATCH: ("boîtier et cornes, sans couronne ni bracelet", "case and lugs, without crown or strap"),
}
FIXED = {
    "fr": "impossible : elle garde la taille dans laquelle elle est faite",
    "en": "not possible: it keeps the size that it is made in",
}


class MeasureUnlikely(Refusal):
    """A height or width in millimetres that no piece of jewellery has, or finer than a tenth."""

    code = "measure_unlikely"
    status = 422


def check_measures(columns: Mapping[str, object]) -> None:
    """Refuse what is not a measure: see MeasureUnlikely. A measure that is not known is None."""
    for name in MEASURES:
        value = columns.get(name)
        if value is not None and not _likely(Decimal(str(value))):
            raise MeasureUnlikely(measure=name, least=SMALLEST_MM, most=LARGEST_MM)


def _likely(value: Decimal) -> bool:
    return SMALLEST_MM <= value <= LARGEST_MM and value == value.quantize(Decimal("0.1"))


def measures(height_mm: Decimal | None, width_mm: Decimal | None, language: str) -> list[str]:
    """Return the measures that are known, each with its name: "hauteur 24,5 mm", "largeur 18 mm"."""
    named = zip(NAMES[language], (height_mm, width_mm), strict=True)
    return [f"{name} {millimetres(value, language)}" for name, value in named if value is not None]


def millimetres(value: Decimal, language: str) -> str:
    """Write a length with its unit: "18 mm", "24,5 mm"."""
    return f"{decimal_words(value, language)}\u00a0mm"


def measured_part(kind: str, language: str) -> str:
    """Return what was measured of a piece of that kind; nothing where it is the whole of it."""
    french, english = MEASURED.get(Kind(kind), ("", ""))
    return french if language == "fr" else english


def measures_told(kind: str, height_mm: Decimal | None, width_mm: Decimal | None, language: str) -> list[str]:
    """Return how large a piece is, in one line of words, or no line where nobody measured it."""
    said = ", ".join(measures(height_mm, width_mm, language))
    part = measured_part(kind, language)
    return [f"{said} ({part})" if part else said] if said else []

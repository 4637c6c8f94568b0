"""The typed facts that names, lint and gate are computed from."""

from dataclasses import dataclass, field
from decimal import Decimal

from poincon.catalogue.states import StatedBy


@dataclass(frozen=True, slots=True)
class MetalFacts:
    """One metal: finenesses in thousandths, thickness of the coating in micrometres.

    `weight_mg` is what this metal alone weighs, where that is less than the piece; `marks` are struck in it.
    """

    metal: str
    colour: str = ""
    fineness: int | None = None
    coating_metal: str = ""
    coating_fineness: int | None = None
    coating_microns: Decimal | None = None
    weight_mg: int | None = None
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoneFacts:
    """Stones or pearls of one sort; `carat` is their weight together."""

    species: str
    nature: str
    treatments: tuple[str, ...] = ()
    carat: Decimal | None = None
    count: int = 1
    cut: str = ""
    colour: str = ""
    clarity: str = ""
    certificate: str = ""
    lab: str = ""


@dataclass(frozen=True, slots=True)
class PieceFacts:
    """What a piece is made of, and who says so; `nickel_tested` when a report in force covers it."""

    kind: str
    metals: tuple[MetalFacts, ...] = ()
    stones: tuple[StoneFacts, ...] = ()
    materials: tuple[str, ...] = field(default=())
    stated_by: str = StatedBy.HOUSE
    nickel_tested: bool = False

    @property
    def is_described(self) -> bool:
        return bool(self.metals or self.stones or self.materials)


def decimal_words(value: Decimal, language: str, *, places: int = 0) -> str:
    """Write a number with at least `places` decimals and no idle zeros beyond them: "0,70", "3"."""
    text = f"{value.normalize():f}"
    whole, _, rest = text.partition(".")
    rest = rest.ljust(places, "0")
    mark = "," if language == "fr" else "."
    return f"{whole}{mark}{rest}" if rest else whole


def decimal_grams(milligrams: int, language: str) -> str:
    """Write a weight in grams with its unit: "3 g", "2,85 g"."""
    return f"{decimal_words(Decimal(milligrams) / 1000, language)}\u00a0g"

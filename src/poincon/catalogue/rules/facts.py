"""The typed facts that names, lint and gate are computed from."""

from dataclasses import dataclass, field
from decimal import Decimal

from poincon.catalogue.states import StatedBy


@dataclass(frozen=True, slots=True)
class MetalFacts:
    """One metal: finenesses in thousandths, thickness of the coating in micrometres."""

    metal: str
    colour: str = ""
    fineness: int | None = None
    coating_metal: str = ""
    coating_fineness: int | None = None
    coating_microns: Decimal | None = None


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


@dataclass(frozen=True, slots=True)
class PieceFacts:
    """What a piece is made of, and who says so."""

    kind: str
    metals: tuple[MetalFacts, ...] = ()
    stones: tuple[StoneFacts, ...] = ()
    materials: tuple[str, ...] = field(default=())
    stated_by: str = StatedBy.HOUSE

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

"""What the matter, stones and sizes of a piece are called."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from poincon.catalogue import rules
from poincon.catalogue.models import Piece, Stone, Variant
from poincon.catalogue.queries.pieces import piece_facts, stone_facts
from poincon.catalogue.queries.variants import house_scale

USUAL_SIZES = tuple(Decimal(size) for size in range(44, 71))  # inner circumferences in millimetres


@lru_cache(maxsize=4096)
def metal_code(
    kind: str,
    metal: str,
    fineness: int | None,
    coating_metal: str,
    coating_fineness: int | None,
    coating_microns: Decimal | None,
) -> str:
    """Return the code of the word under which a metal may be sold: "gold", "vermeil", "plated-gold", "steel".

    Empty for a precious metal whose fineness may not be sold.
    """
    part = rules.MetalFacts(metal, "", fineness, coating_metal, coating_fineness, coating_microns)
    title = rules.title_of(part, kind)
    if title is rules.Title.UNPROVEN:
        return ""
    if title in {rules.Title.PLATED, rules.Title.TINTED}:
        return f"{title}-{part.coating_metal}"
    return str(title) if title is rules.Title.VERMEIL else part.metal


def metal_names(piece: Piece, language: str) -> list[str]:
    """Return the name of each metal of a piece, as the law wants it said."""
    return [rules.metal_name(part, language, piece.kind) for part in piece_facts(piece).metals]


def stone_label(species: str, nature: str, language: str) -> str:
    """Return the name of a sort of stone with its nature ("diamant synthétique"), or "" for a stranger."""
    try:
        return rules.stone_name(rules.StoneFacts(species, nature), language)
    except (KeyError, ValueError):
        return ""


def stone_name(row: Stone, language: str) -> str:
    """Return the name of a piece's stone with its nature, treatments, number and weight."""
    return rules.stone_name(stone_facts(row), language)


def material_names(piece: Piece, language: str) -> list[str]:
    """Return what else the piece is made of, besides metals and stones."""
    return [rules.material_name(code, language) for code in piece.materials]


@dataclass(frozen=True, slots=True)
class SizeLine:
    """One ring size in the words of a language: its circumference, its diameter, and what each scale says.

    A scale that begins only with larger rings says nothing.
    """

    circumference_mm: Decimal
    diameter_mm: Decimal
    mm: str
    diameter: str
    it: str
    us: str
    uk: str
    jp: str


def ring_sizes(language: str, sizes: Iterable[Decimal] = USUAL_SIZES) -> list[SizeLine]:
    """Return ring sizes, all usual ones unless some are given, as each scale says them."""
    return [_size_line(size, language) for size in sizes]


@lru_cache(maxsize=1024)
def _size_line(size: Decimal, language: str) -> SizeLine:
    mm, *others = (rules.comma(value, language) for value in rules.equivalents(size).values())
    across = rules.diameter_mm(size)
    return SizeLine(size, across, mm, rules.comma(f"{across:f}", language), *others)


def size_said(circumference_mm: Decimal, scale: str, language: str) -> str:
    """Return how one scale says a circumference, empty where it has no word for it: "13,5", "6¾"."""
    return rules.comma(rules.said(circumference_mm, rules.Scale(scale)), language)


def scales_elsewhere() -> list[tuple[str, str]]:
    """Return the scales of rings besides the house's own, with the names that share each: ("UK", "UK")."""
    own = rules.family_name(house_scale())
    named = ((str(scale), rules.family_name(scale)) for scale in rules.FAMILIES)
    return [(scale, name) for scale, name in named if name != own]


def own_scale() -> str:
    """Return the scale that stands for the house's own among the families: "IT" where it is the Spanish."""
    own = rules.family_name(house_scale())
    return next(str(scale) for scale in rules.FAMILIES if rules.family_name(scale) == own)


def scale_kept(said: str) -> str:
    """Return the scale to keep for somebody who reads `said`: "" for the house's own, and for any unknown."""
    return said if said in {scale for scale, _ in scales_elsewhere()} else ""


def size_for(circumference_mm: Decimal, scale: str, language: str) -> str:
    """Return a size as a reader of that scale is told it, "" being the house's own: "US 6¾ (54 mm)"."""
    house = house_scale()
    return rules.size_read(circumference_mm, language, rules.Scale(scale) if scale else house, house)


def choice_for(
    circumference_mm: Decimal, options: Iterable[tuple[str, str]], scale: str, language: str
) -> str:
    """Return the words for a choice of size and options as a reader of that scale is told it."""
    return rules.choice_read(size_for(circumference_mm, scale, language), options, language)


def said_elsewhere(circumference_mm: Decimal, language: str) -> str:
    """Return how those scales say a circumference, for a page to choose from: "IT 14|US 6¾|UK N½|JP 14"."""
    return "|".join(
        f"{scale} {said}"
        for scale, _ in scales_elsewhere()
        if (said := size_said(circumference_mm, scale, language))
    )


def choice_parts(row: Variant, language: str) -> list[tuple[str, str]]:
    """Return what tells a variant from the others of its piece: [("Taille", "54"), ("Couleur", "bleu")]."""
    options = [(name, value) for name, value in row.options]
    return rules.choice_parts(row.circumference_mm, row.length_mm, options, language, house_scale())

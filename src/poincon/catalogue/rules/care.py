"""How a piece wants to be treated, from what it is made of: codes, whose words stand in `care_words`."""

from collections.abc import Iterator

from poincon.catalogue.rules.facts import PieceFacts
from poincon.catalogue.rules.metals import Title, title_of
from poincon.catalogue.states import (
    PEARLS,
    Coating,
    Colour,
    Kind,
    Material,
    Metal,
    Nature,
    Species,
    Treatment,
)

TOPICS = (
    "gold", "white_gold", "silver", "rhodium", "platinum", "vermeil", "plated", "steel", "copper", "pearl",
    "opal", "emerald", "porous", "organic", "soft", "hard", "treated", "glass", "leather", "textile", "wood",
    "enamel", "watch",
)  # fmt: skip
HARD = frozenset(
    {Species.DIAMOND, Species.RUBY, Species.SAPPHIRE, Species.PINK_SAPPHIRE, Species.YELLOW_SAPPHIRE}
)
POROUS = frozenset({Species.TURQUOISE, Species.LAPIS, Species.MALACHITE})
ORGANIC = frozenset({Species.AMBER, Species.CORAL, Species.MOTHER_OF_PEARL})
ALONE = {Species.OPAL: "opal", Species.EMERALD: "emerald", Species.GLASS: "glass"}
FRAGILE = frozenset(
    {
        Treatment.DYED,
        Treatment.FILLED,
        Treatment.COATED,
        Treatment.BLEACHED,
        Treatment.OILED,
        Treatment.UNSPECIFIED,
    }
)
COPPERY = frozenset({Metal.BRASS, Metal.BRONZE, Metal.COPPER})
MATERIALS = {
    Material.LEATHER: "leather",
    Material.COTTON: "textile",
    Material.SILK: "textile",
    Material.CORD: "textile",
    Material.WOOD: "wood",
    Material.SHELL: "organic",
    Material.ENAMEL: "enamel",
    Material.CERAMIC: "enamel",
    Material.GLASS: "glass",
    Material.RESIN: "glass",
}


def care_of(piece: PieceFacts) -> tuple[str, ...]:
    """Return the topics of a piece's care sheet, each once, in the order of the sheet."""
    found = {
        *_metals(piece),
        *_stones(piece),
        *(MATERIALS.get(Material(code), "") for code in piece.materials),
    }
    if piece.kind == Kind.WATCH:
        found.add("watch")
    return tuple(topic for topic in TOPICS if topic in found)


def _metals(piece: PieceFacts) -> Iterator[str]:
    for part in piece.metals:
        title = title_of(part, piece.kind)
        if title is Title.VERMEIL:
            yield "vermeil"
        elif title in {Title.PLATED, Title.TINTED} and part.coating_metal != Coating.RHODIUM:
            yield "plated"
        elif part.metal == Metal.GOLD:
            yield "white_gold" if part.colour == Colour.WHITE or part.coating_metal else "gold"
        elif part.metal == Metal.SILVER:
            yield "rhodium" if part.coating_metal else "silver"
        elif part.metal == Metal.PLATINUM:
            yield "platinum"
        else:
            yield "copper" if part.metal in COPPERY else "steel"


def _stones(piece: PieceFacts) -> Iterator[str]:
    for stone in piece.stones:
        species = Species(stone.species)
        if FRAGILE & set(stone.treatments):
            yield "treated"
        if species in PEARLS:
            yield "pearl"
        elif stone.nature in {Nature.IMITATION, Nature.COMPOSITE, Nature.RECONSTITUTED}:
            yield "glass"
        elif species in POROUS | ORGANIC:
            yield "porous" if species in POROUS else "organic"
        elif species in HARD:
            yield "hard"
        else:
            yield ALONE.get(species, "soft")

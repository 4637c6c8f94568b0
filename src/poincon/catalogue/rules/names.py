"""The one line that says what a piece is made of, the same on every page, mail and invoice."""

from poincon.catalogue.rules.facts import PieceFacts
from poincon.catalogue.rules.metals import metal_name
from poincon.catalogue.rules.stones import stone_name
from poincon.catalogue.states import Material

MATERIALS = {
    Material.LEATHER: ("cuir", "leather"),
    Material.COTTON: ("coton", "cotton"),
    Material.SILK: ("soie", "silk"),
    Material.CORD: ("cordon", "cord"),
    Material.CERAMIC: ("céramique", "ceramic"),
    Material.ENAMEL: ("émail", "enamel"),
    Material.RESIN: ("résine", "resin"),
    Material.GLASS: ("verre", "glass"),
    Material.WOOD: ("bois", "wood"),
    Material.SHELL: ("coquillage", "shell"),
    Material.RUBBER: ("caoutchouc", "rubber"),
}


def matter(piece: PieceFacts, language: str) -> str:
    """Return "Or rose 750 ‰, diamant synthétique 0,70 ct"; every metal is named (arrêté of 3 December 1987).

    Empty when nobody has said what the piece is made of.
    """
    if not piece.is_described:
        return ""
    metals = dict.fromkeys(metal_name(part, language, piece.kind) for part in piece.metals)
    others = [stone_name(stone, language) for stone in piece.stones]
    others += [material_name(code, language) for code in piece.materials]
    words = ", ".join(filter(None, [_listed(list(metals), language), *dict.fromkeys(others)]))
    return words[:1].upper() + words[1:]


def material_name(code: str, language: str) -> str:
    """Return the name of a material that is neither metal nor stone: "cuir", "leather"."""
    return MATERIALS[Material(code)][language != "fr"]


def _listed(names: list[str], language: str) -> str:
    if len(names) < 2:
        return "".join(names)
    joint = " et " if language == "fr" else " and "
    return ", ".join(names[:-1]) + joint + names[-1]

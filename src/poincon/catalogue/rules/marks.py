"""Hallmarks: which a metal may carry, when the guarantee's must be there, and what they are called.

From 3 g of gold or platinum and 30 g of silver a piece of legal fineness carries a guarantee mark (the
figures are those of the legal table); below, it is exempt. The mark of who answers for it, a lozenge for a
maker and an oval for an importer, is always there.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from poincon.catalogue.rules.facts import MetalFacts, decimal_grams
from poincon.catalogue.rules.metals import METAL_WORDS, NARROW, title_is_legal
from poincon.catalogue.states import GUARANTEE, PRECIOUS, RESPONSIBILITY, Mark, Metal

# Each mark of guarantee, with the metal and the finenesses that it stands for.
STANDS_FOR: dict[Mark, tuple[Metal, tuple[int, ...]]] = {
    Mark.EAGLE: (Metal.GOLD, (999, 916, 750)),
    Mark.SHELL: (Metal.GOLD, (585,)),
    Mark.CLOVER: (Metal.GOLD, (375,)),
    Mark.MINERVA: (Metal.SILVER, (999, 925, 800)),
    Mark.DOG: (Metal.PLATINUM, (999, 950, 900, 850)),
}
WORDS = {
    Mark.EAGLE: ("tête d’aigle", "eagle’s head"),
    Mark.SHELL: ("coquille", "scallop shell"),
    Mark.CLOVER: ("trèfle", "clover leaf"),
    Mark.MINERVA: ("tête de Minerve", "head of Minerva"),
    Mark.DOG: ("tête de chien", "dog’s head"),
    Mark.CONVENTION: ("balance de la convention de Vienne", "balance of the Vienna convention"),
    Mark.FOREIGN: (
        "poinçon de garantie d’un autre État, reconnu en France",
        "guarantee mark of another state, recognised in France",
    ),
    Mark.LOZENGE: ("losange du maître", "maker’s lozenge"),
    Mark.OVAL: ("ovale de l’importateur", "importer’s oval"),
    Mark.SQUARE: ("carré du fabricant de plaqué", "square of the maker of plated ware"),
}
GUARANTEED = ("poinçon de garantie", "guarantee mark")
ANSWERED_FOR = ("poinçon de responsabilité", "responsibility mark")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which weight in milligrams a guarantee mark is needed; None where this law does not hold."""

    gold_mg: int | None = None
    silver_mg: int | None = None

    def of(self, metal: str) -> int | None:
        """Return the threshold of a precious metal; platinum has gold's."""
        return self.silver_mg if metal == Metal.SILVER else self.gold_mg


NO_THRESHOLDS = Thresholds()


def is_guaranteed(part: MetalFacts) -> bool:
    """Tell whether a metal is one whose fineness the law lets be marked: precious, and of a legal title."""
    return part.metal in PRECIOUS and title_is_legal(part.metal, part.fineness)


def needs_guarantee(part: MetalFacts, piece_mg: int | None, thresholds: Thresholds) -> bool | None:
    """Tell whether a guarantee mark must be there; None when nobody knows what the metal weighs.

    What the metal alone weighs counts where it is known, and the whole piece's weight otherwise.
    """
    least = thresholds.of(part.metal)
    if least is None or not is_guaranteed(part):
        return False
    weight = part.weight_mg or piece_mg
    return None if weight is None else weight >= least


def carries_guarantee(part: MetalFacts) -> bool:
    return bool(GUARANTEE & set(part.marks))


def carries_responsibility(part: MetalFacts) -> bool:
    return bool(RESPONSIBILITY & set(part.marks))


def ill_fitting(part: MetalFacts) -> Iterator[str]:
    """Yield the marks that stand for another metal or fineness than this one's."""
    for code in part.marks:
        metal, titles = STANDS_FOR.get(Mark(code), (part.metal, (part.fineness,)))
        bare = code == Mark.SQUARE and not part.coating_metal
        if bare or part.metal != metal or part.fineness not in titles:
            yield code


def mark_name(code: str, language: str) -> str:
    """Return what a mark is called: "tête d’aigle", "eagle’s head"."""
    return WORDS[Mark(code)][language != "fr"]


def mark_labels(language: str) -> list[tuple[str, str]]:
    """Return every mark with its name, those of guarantee first, for lists to choose from."""
    return [(code.value, mark_name(code, language)) for code in Mark]


def marks_told(part: MetalFacts, piece_mg: int | None, thresholds: Thresholds, language: str) -> list[str]:
    """Return in words what is struck into a metal, or why it needs no mark of guarantee."""
    place = language != "fr"
    kinds = ((GUARANTEED, GUARANTEE), (ANSWERED_FOR, RESPONSIBILITY))
    said = [
        f"{kind[place]}{'' if place else NARROW}: {_joined(part, among, language)}"
        for kind, among in kinds
        if among & set(part.marks)
    ]
    if not carries_guarantee(part) and needs_guarantee(part, piece_mg, thresholds) is False:
        said += _exempt(part, thresholds, language)
    return said


def _joined(part: MetalFacts, among: frozenset[Mark], language: str) -> str:
    return ", ".join(mark_name(code, language) for code in part.marks if code in among)


def _exempt(part: MetalFacts, thresholds: Thresholds, language: str) -> list[str]:
    least = thresholds.of(part.metal)
    if least is None or not is_guaranteed(part):
        return []
    metal, grams = METAL_WORDS[Metal(part.metal)][language != "fr"], decimal_grams(least, language)
    of = f"d’{metal}" if metal[0] in "aeiou" else f"de {metal}"
    if language == "fr":
        return [f"moins de {grams} {of}{NARROW}: dispensé de poinçon de garantie"]
    return [f"less than {grams} of {metal}: exempt from the guarantee mark"]

"""What a stone or pearl may be called (décret 2002-65, art. 2 to 5).

Anything but a natural stone carries its nature, anything treated its treatment, except those of
art. 3 (heating without residue, colourless oil). A diamond made by people is a "diamant synthétique".
"""

from dataclasses import dataclass

from poincon.catalogue.rules.facts import StoneFacts, decimal_words
from poincon.catalogue.rules.metals import NBSP
from poincon.catalogue.states import PEARLS, UNTOLD, Nature, Species, Treatment


@dataclass(frozen=True, slots=True)
class Noun:
    """A stone's name in both languages; `origin_*` follows (or in English precedes) what a pearl is."""

    fr: str
    fr_many: str
    feminine: bool
    en: str
    en_many: str
    origin_fr: str = ""
    origin_en: str = ""


def _m(fr: str, en: str, *, many: str = "", en_many: str = "") -> Noun:
    return Noun(fr, many or f"{fr}s", False, en, en_many or f"{en}s")  # noqa: FBT003 - a gender


def _f(fr: str, en: str, *, many: str = "", en_many: str = "") -> Noun:
    return Noun(fr, many or f"{fr}s", True, en, en_many or f"{en}s")  # noqa: FBT003 - a gender


def _pearl(origin_fr: str = "", origin_en: str = "") -> Noun:
    return Noun("perle", "perles", True, "pearl", "pearls", origin_fr, origin_en)  # noqa: FBT003 - a gender


NOUNS: dict[str, Noun] = {
    Species.DIAMOND: _m("diamant", "diamond"),
    Species.RUBY: _m("rubis", "ruby", many="rubis", en_many="rubies"),
    Species.SAPPHIRE: _m("saphir", "sapphire"),
    Species.PINK_SAPPHIRE: _m("saphir rose", "pink sapphire", many="saphirs roses"),
    Species.YELLOW_SAPPHIRE: _m("saphir jaune", "yellow sapphire", many="saphirs jaunes"),
    Species.EMERALD: _f("émeraude", "emerald"),
    Species.PEARL: _pearl(),
    Species.PEARL_FRESHWATER: _pearl("d’eau douce", "freshwater"),
    Species.PEARL_AKOYA: _pearl("d’Akoya", "Akoya"),
    Species.PEARL_TAHITI: _pearl("de Tahiti", "Tahitian"),
    Species.PEARL_SOUTH_SEA: _pearl("des mers du Sud", "South Sea"),
    Species.AGATE: _f("agate", "agate"),
    Species.AMAZONITE: _f("amazonite", "amazonite"),
    Species.AMBER: _m("ambre", "amber"),
    Species.AMETHYST: _f("améthyste", "amethyst"),
    Species.AQUAMARINE: _f("aigue-marine", "aquamarine", many="aigues-marines"),
    Species.CARNELIAN: _f("cornaline", "carnelian"),
    Species.CHALCEDONY: _f("calcédoine", "chalcedony", en_many="chalcedonies"),
    Species.CITRINE: _f("citrine", "citrine"),
    Species.CORAL: _m("corail", "coral", many="coraux"),
    Species.CUBIC_ZIRCONIA: _m(
        "oxyde de zirconium", "cubic zirconia", many="oxydes de zirconium", en_many="cubic zirconias"
    ),
    Species.GARNET: _m("grenat", "garnet"),
    Species.GLASS: _m("verre", "glass", many="verres", en_many="glass stones"),
    Species.JADE: _m("jade", "jade"),
    Species.JASPER: _m("jaspe", "jasper"),
    Species.LABRADORITE: _f("labradorite", "labradorite"),
    Species.LAPIS: _m("lapis-lazuli", "lapis lazuli", many="lapis-lazuli", en_many="lapis lazuli"),
    Species.MALACHITE: _f("malachite", "malachite"),
    Species.MOISSANITE: _f("moissanite", "moissanite"),
    Species.MOONSTONE: _f("pierre de lune", "moonstone", many="pierres de lune"),
    Species.MORGANITE: _f("morganite", "morganite"),
    Species.MOTHER_OF_PEARL: _f("nacre", "mother-of-pearl", en_many="mother-of-pearl"),
    Species.ONYX: _m("onyx", "onyx", many="onyx", en_many="onyx"),
    Species.OPAL: _f("opale", "opal"),
    Species.PERIDOT: _m("péridot", "peridot"),
    Species.ROSE_QUARTZ: _m("quartz rose", "rose quartz", many="quartz roses", en_many="rose quartz"),
    Species.ROCK_CRYSTAL: _m("cristal de roche", "rock crystal", many="cristaux de roche"),
    Species.SMOKY_QUARTZ: _m("quartz fumé", "smoky quartz", many="quartz fumés", en_many="smoky quartz"),
    Species.SPINEL: _m("spinelle", "spinel"),
    Species.TANZANITE: _f("tanzanite", "tanzanite"),
    Species.TIGER_EYE: _m("œil-de-tigre", "tiger’s eye", many="œils-de-tigre", en_many="tiger’s eyes"),
    Species.TOPAZ: _f("topaze", "topaz", en_many="topazes"),
    Species.TOURMALINE: _f("tourmaline", "tourmaline"),
    Species.TSAVORITE: _f("tsavorite", "tsavorite"),
    Species.TURQUOISE: _f("turquoise", "turquoise"),
    Species.ZIRCON: _m("zircon", "zircon"),
}
# Species of which only some natures exist: what has no twin in nature is artificial, glass is never a gem.
NATURES_OF: dict[str, frozenset[str]] = {
    Species.CUBIC_ZIRCONIA: frozenset({Nature.ARTIFICIAL, Nature.IMITATION}),
    Species.GLASS: frozenset({Nature.ARTIFICIAL, Nature.IMITATION}),
}
# Masculine, feminine; an "s" is added for many unless the word says how a thing is made.
_NATURES_FR = {
    Nature.SYNTHETIC: ("synthétique", "synthétique"),
    Nature.ARTIFICIAL: ("artificiel", "artificielle"),
    Nature.RECONSTITUTED: ("reconstitué", "reconstituée"),
    Nature.COMPOSITE: ("composite", "composite"),
    Nature.FINE: ("fin", "fine"),
}
_FIXED_FR = {Nature.IMITATION: "d’imitation", Nature.CULTURED: "de culture"}
_NATURES_EN = {
    Nature.SYNTHETIC: "synthetic",
    Nature.ARTIFICIAL: "artificial",
    Nature.RECONSTITUTED: "reconstituted",
    Nature.COMPOSITE: "composite",
    Nature.IMITATION: "imitation",
    Nature.CULTURED: "cultured",
    Nature.FINE: "natural",
}
# The participle, and what follows it.
_TREATMENTS_FR = {
    Treatment.IRRADIATED: ("irradié", ""),
    Treatment.LASERED: ("percé", "au laser"),
    Treatment.DYED: ("teint", ""),
    Treatment.DIFFUSED: ("traité", "par diffusion"),
    Treatment.FILLED: ("traité", "par remplissage"),
    Treatment.COATED: ("traité", "par revêtement"),
    Treatment.BLEACHED: ("blanchi", ""),
    Treatment.UNSPECIFIED: ("traité", ""),
}
_TREATMENTS_EN = {
    Treatment.IRRADIATED: "irradiated",
    Treatment.LASERED: "laser-drilled",
    Treatment.DYED: "dyed",
    Treatment.DIFFUSED: "diffusion-treated",
    Treatment.FILLED: "fracture-filled",
    Treatment.COATED: "coated",
    Treatment.BLEACHED: "bleached",
    Treatment.UNSPECIFIED: "treated",
}


def stone_name(stone: StoneFacts, language: str) -> str:
    """Return the name to print, in lower case: "diamant synthétique 0,70 ct", "12 perles de culture"."""
    words = _french(stone) if language == "fr" else _english(stone)
    if stone.count > 1:
        words = f"{stone.count}{NBSP}{words}"
    if stone.carat is None:
        return words
    return f"{words} {decimal_words(stone.carat, language, places=2)}{NBSP}ct"


def nature_fits(species: str, nature: str) -> bool:
    """Tell whether such a stone can be of that nature."""
    return nature in NATURES_OF.get(species, {nature})


def told_treatments(stone: StoneFacts) -> list[Treatment]:
    """Return the treatments that the name must tell."""
    return [Treatment(code) for code in stone.treatments if code not in UNTOLD]


def _french(stone: StoneFacts) -> str:
    noun, many = NOUNS[stone.species], stone.count > 1
    ending = ("e" if noun.feminine else "") + ("s" if many else "")
    words = [noun.fr_many if many else noun.fr, _nature_fr(stone.nature, noun, many=many), noun.origin_fr]
    if stone.nature == Nature.IMITATION and stone.species in PEARLS:
        words = words[:2]
    for treatment in told_treatments(stone):
        participle, rest = _TREATMENTS_FR[treatment]
        words.append(f"{participle}{ending} {rest}".strip())
    return " ".join(filter(None, words))


def _nature_fr(nature: str, noun: Noun, *, many: bool) -> str:
    if nature in _FIXED_FR:
        return _FIXED_FR[Nature(nature)]
    pair = _NATURES_FR.get(Nature(nature))
    return f"{pair[noun.feminine]}{'s' if many else ''}" if pair else ""


def _english(stone: StoneFacts) -> str:
    noun = NOUNS[stone.species]
    origin = "" if stone.nature == Nature.IMITATION else noun.origin_en
    words = [_TREATMENTS_EN[treatment] for treatment in told_treatments(stone)]
    words += [_NATURES_EN.get(Nature(stone.nature), ""), origin, noun.en_many if stone.count > 1 else noun.en]
    return " ".join(filter(None, words))

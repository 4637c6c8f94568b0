"""What a metal may be called (Code de commerce, art. L832-1 to L832-8; décret 84-623, art. 8).

Finenesses are said in thousandths. "Or" needs 375 ‰; "plaqué" needs a coating of at least 500 ‰ and
3 µm (5 µm on watches), "vermeil" gold of 750 ‰ and 5 µm on silver of a legal title, "métal argenté"
10 µm; anything thinner, or of unknown thickness, is only "doré", "platiné" or "argenté".
"""

from decimal import Decimal
from enum import StrEnum

from poincon.catalogue.rules.facts import MetalFacts, decimal_words
from poincon.catalogue.states import Coating, Colour, Kind, Metal

LEGAL_TITLES: dict[str, tuple[int, ...]] = {
    Metal.GOLD: (999, 916, 750, 585, 375),
    Metal.SILVER: (999, 925, 800),
    Metal.PLATINUM: (999, 950, 900, 850),
}
COATING_TITLE = 500
VERMEIL_TITLE = 750
VERMEIL_MICRONS = Decimal(5)
SILVERED_MICRONS = Decimal(10)
PLATED_MICRONS = Decimal(3)
PLATED_MICRONS_WATCH = Decimal(5)

NBSP = "\u00a0"
NARROW = "\u202f"
PERMILLE = {"fr": f"{NARROW}‰", "en": "‰"}

METAL_WORDS = {
    Metal.GOLD: ("or", "gold"),
    Metal.SILVER: ("argent", "silver"),
    Metal.PLATINUM: ("platine", "platinum"),
    Metal.STEEL: ("acier", "steel"),
    Metal.BRASS: ("laiton", "brass"),
    Metal.BRONZE: ("bronze", "bronze"),
    Metal.COPPER: ("cuivre", "copper"),
    Metal.TITANIUM: ("titane", "titanium"),
    Metal.TUNGSTEN: ("tungstène", "tungsten"),
    Metal.ZAMAK: ("zamak", "zamak"),
    Metal.COMMON: ("métal", "metal"),
}
COLOUR_WORDS = {
    Colour.YELLOW: ("jaune", "yellow"),
    Colour.ROSE: ("rose", "rose"),
    Colour.WHITE: ("blanc", "white"),
    Colour.BLACK: ("noir", "black"),
}
COATING_WORDS = {
    Coating.GOLD: ("or", "gold"),
    Coating.SILVER: ("argent", "silver"),
    Coating.PLATINUM: ("platine", "platinum"),
    Coating.RHODIUM: ("rhodium", "rhodium"),
    Coating.RUTHENIUM: ("ruthénium", "ruthenium"),
}
_TINTED = {
    Coating.GOLD: ("doré", "gold-tone"),
    Coating.PLATINUM: ("platiné", "platinum-tone"),
    Coating.SILVER: ("argenté", "silver-tone"),
    Coating.RHODIUM: ("rhodié", "rhodium-plated"),
    Coating.RUTHENIUM: ("ruthénié", "ruthenium-plated"),
}
_PLATED = {
    Coating.GOLD: ("plaqué or", "gold-plated"),
    Coating.PLATINUM: ("plaqué platine", "platinum-plated"),
    Coating.SILVER: ("métal argenté", "silver-plated"),
}


class Title(StrEnum):
    """The words that the law reserves, and the one that it leaves."""

    SOLID = "solid"
    VERMEIL = "vermeil"
    PLATED = "plated"
    TINTED = "tinted"
    COMMON = "common"
    UNPROVEN = "unproven"


def title_is_legal(metal: str, fineness: int | None) -> bool:
    """Tell whether a precious metal has one of the finenesses that may be sold under its name."""
    return fineness in LEGAL_TITLES.get(metal, ())


def title_of(part: MetalFacts, kind: str) -> Title:
    """Return under which reserved word this metal may be sold."""
    if part.coating_metal in _PLATED:
        return _coated_title(part, kind)
    if part.metal not in LEGAL_TITLES:
        return Title.COMMON
    return Title.SOLID if title_is_legal(part.metal, part.fineness) else Title.UNPROVEN


def metal_name(part: MetalFacts, language: str, kind: str = Kind.OTHER) -> str:
    """Return the name to print, in lower case: "or rose 750 ‰", "plaqué or 3 µm (750 ‰)", "acier doré"."""
    title = title_of(part, kind)
    if title is Title.VERMEIL:
        return "vermeil"
    if title is Title.PLATED:
        return _plated_name(part, language)
    if part.coating_metal:
        return _tinted_name(part, language)
    return _solid_name(part, language)


def _coated_title(part: MetalFacts, kind: str) -> Title:
    microns, fineness = part.coating_microns or Decimal(0), part.coating_fineness or 0
    on_silver = part.metal == Metal.SILVER and title_is_legal(Metal.SILVER, part.fineness)
    gold = part.coating_metal == Coating.GOLD
    if gold and on_silver and fineness >= VERMEIL_TITLE and microns >= VERMEIL_MICRONS:
        return Title.VERMEIL
    enough = fineness >= COATING_TITLE and microns >= _plated_from(part.coating_metal, kind)
    return Title.PLATED if enough else Title.TINTED


def _plated_from(coating: str, kind: str) -> Decimal:
    if coating == Coating.SILVER:
        return SILVERED_MICRONS
    return PLATED_MICRONS_WATCH if kind == Kind.WATCH else PLATED_MICRONS


def _plated_name(part: MetalFacts, language: str) -> str:
    word = _word(_PLATED[Coating(part.coating_metal)], language)
    colour = _colour_on(part, language)
    microns = decimal_words(part.coating_microns or Decimal(0), language)
    first = (f"{word} {colour}" if language == "fr" else f"{colour} {word}").strip()
    name = f"{first} {microns}{NBSP}µm ({part.coating_fineness}{PERMILLE[language]})"
    if not title_is_legal(part.metal, part.fineness):
        return name
    return f"{name} {'sur' if language == 'fr' else 'on'} {_solid_name(part, language)}"


def _tinted_name(part: MetalFacts, language: str) -> str:
    word = _word(_TINTED[Coating(part.coating_metal)], language)
    if part.metal == Metal.COMMON and language == "fr":
        return word
    coated = _solid_name(part, language)
    return f"{coated} {word}" if language == "fr" else f"{word} {coated}"


def _solid_name(part: MetalFacts, language: str) -> str:
    if part.metal not in LEGAL_TITLES:
        return _word(METAL_WORDS[Metal(part.metal)], language)
    if not title_is_legal(part.metal, part.fineness):
        return "métal au titre à confirmer" if language == "fr" else "metal of unconfirmed fineness"
    name = _word(METAL_WORDS[Metal(part.metal)], language)
    own_colour = part.metal == Metal.GOLD and part.coating_metal in {"", Coating.RHODIUM}
    colour = _word(COLOUR_WORDS[Colour(part.colour)], language) if own_colour and part.colour else ""
    words = (name, colour) if language == "fr" else (colour, name)
    return " ".join(filter(None, words)) + f" {part.fineness}{PERMILLE[language]}"


def _colour_on(part: MetalFacts, language: str) -> str:
    shown = part.coating_metal == Coating.GOLD and part.colour in {Colour.ROSE, Colour.WHITE}
    return _word(COLOUR_WORDS[Colour(part.colour)], language) if shown else ""


def _word(pair: tuple[str, str], language: str) -> str:
    return pair[0] if language == "fr" else pair[1]

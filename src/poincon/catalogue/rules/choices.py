"""The words for what a buyer chose: size, length and options."""

from collections.abc import Iterable
from decimal import Decimal
from urllib.parse import urlencode

from poincon.catalogue.rules.facts import decimal_words
from poincon.catalogue.rules.making import Measure
from poincon.catalogue.rules.metals import NARROW, NBSP
from poincon.catalogue.rules.sizes import Scale, family_name, said, size_code

# Names and values that shop files use, in both languages; anything else is shown as it was written.
NAMES = {
    "color": ("Couleur", "Colour"),
    "colour": ("Couleur", "Colour"),
    "couleur": ("Couleur", "Colour"),
    "size": ("Taille", "Size"),
    "taille": ("Taille", "Size"),
    "length": ("Longueur", "Length"),
    "longueur": ("Longueur", "Length"),
    "material": ("Matière", "Material"),
    "matière": ("Matière", "Material"),
    "diameter": ("Diamètre", "Diameter"),
    "style": ("Modèle", "Style"),
}
MADE = {"fr": "à vos mesures", "en": "made to measure"}
VALUES = {
    "black": ("noir", "black"),
    "blue": ("bleu", "blue"),
    "brown": ("brun", "brown"),
    "gold": ("doré", "gold-tone"),
    "green": ("vert", "green"),
    "grey": ("gris", "grey"),
    "orange": ("orange", "orange"),
    "pink": ("rose", "pink"),
    "purple": ("violet", "purple"),
    "red": ("rouge", "red"),
    "silver": ("argenté", "silver-tone"),
    "white": ("blanc", "white"),
    "yellow": ("jaune", "yellow"),
}


def address_query(
    sku: str, circumference_mm: Decimal | None, options: Iterable[tuple[str, str]], measure: Measure | None
) -> str:
    """Return what follows "?" in the address of a piece's page on which a variant is chosen already.

    A ring that is told apart by its size alone is chosen by that, anything else by its article number.
    """
    if circumference_mm is not None and measure is None and not [*options]:
        return urlencode({"size": size_code(circumference_mm)})
    return urlencode({"article": sku})


def choice(
    circumference_mm: Decimal | None,
    length_mm: int | None,
    options: Iterable[tuple[str, str]],
    language: str,
    scale: Scale = Scale.FR,
) -> str:
    """Return words such as "Taille 54 · Couleur : bleu", or nothing where there was nothing to choose.

    On any scale but the French one, a size also says its millimetres: "Taille US 6¾ (54 mm)".
    """
    colon = f"{NARROW}: " if language == "fr" else ": "
    measures = [
        f"{name} {value}" for name, value in choice_parts(circumference_mm, length_mm, (), language, scale)
    ]
    return " · ".join(
        [*measures, *(colon.join(part) for part in choice_parts(None, None, options, language))]
    )


def choice_parts(
    circumference_mm: Decimal | None,
    length_mm: int | None,
    options: Iterable[tuple[str, str]],
    language: str,
    scale: Scale = Scale.FR,
) -> list[tuple[str, str]]:
    """Return what was chosen with its value: [("Taille", "54"), ("Couleur", "bleu")]."""
    french = language == "fr"
    parts = []
    if circumference_mm is not None:
        parts.append((size_name(language), _size(circumference_mm, language, scale)))
    if length_mm is not None:
        centimetres = decimal_words(Decimal(length_mm) / 10, language)
        parts.append(("Longueur" if french else "Length", f"{centimetres}{NBSP}cm"))
    return parts + [_option(name, value, language) for name, value in options]


def measure_part(offer: Measure, language: str) -> tuple[str, str]:
    """Return what is chosen where a piece is made to measure: ("Taille", "à vos mesures")."""
    if language == "fr":
        return ("Taille" if offer.ring else "Longueur", MADE["fr"])
    return ("Size" if offer.ring else "Length", MADE["en"])


def is_made(value: str) -> bool:
    """Tell whether what is chosen is a piece made to measure, in either language."""
    return value.strip().casefold() in MADE.values()


def measured(size_mm: Decimal, language: str, *, ring: bool, scale: Scale = Scale.FR) -> tuple[str, str]:
    """Return what a size or a length made to measure is called, with its value: ("Taille", "53,5")."""
    size, length = (size_mm, None) if ring else (None, size_mm)
    if length is not None:
        name = "Longueur" if language == "fr" else "Length"
        return name, f"{decimal_words(length / 10, language)}{NBSP}cm"
    return choice_parts(size, None, (), language, scale)[0]


def _size(circumference_mm: Decimal, language: str, scale: Scale) -> str:
    millimetres, value = decimal_words(circumference_mm, language), said(circumference_mm, scale)
    if scale is Scale.FR:
        return millimetres
    if not value:
        return f"{millimetres}{NBSP}mm"
    return f"{scale} {comma(value, language)} ({millimetres}{NBSP}mm)"


def size_read(circumference_mm: Decimal, language: str, scale: Scale, house: Scale) -> str:
    """Return a size on its reader's scale, with its millimetres: "US 6¾ (54 mm)".

    On the house's own it is said as all read it. A size that the scale has no word for is said on the house's
    own with its millimetres, and in France, where they are the same, in millimetres.
    """
    millimetres = decimal_words(circumference_mm, language)
    if family_name(scale) == family_name(house):
        return _size(circumference_mm, language, house)
    if scale is Scale.FR:
        return f"{scale}{NBSP}{millimetres}"
    if said(circumference_mm, scale):
        return _size(circumference_mm, language, scale)
    return f"{millimetres}{NBSP}mm" if house is Scale.FR else _size(circumference_mm, language, house)


def choice_read(size: str, options: Iterable[tuple[str, str]], language: str) -> str:
    """Return the words for a choice whose size is said already: "Taille US 6¾ (54 mm) · Couleur : bleu"."""
    others = choice(None, None, options, language)
    return " · ".join(part for part in (f"{size_name(language)} {size}", others) if part)


def size_name(language: str) -> str:
    return "Taille" if language == "fr" else "Size"


def comma(value: str, language: str) -> str:
    """Return a number in English style as the language writes it: "6.8" is "6,8" in French."""
    return value.replace(".", ",") if language == "fr" else value


def _option(name: str, value: str, language: str) -> tuple[str, str]:
    place = language != "fr"
    return NAMES.get(name.lower(), (name, name))[place], VALUES.get(value.lower(), (value, value))[place]

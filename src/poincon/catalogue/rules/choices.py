"""The words for what a buyer chose: size, length and options."""

from collections.abc import Iterable
from decimal import Decimal

from poincon.catalogue.rules.facts import decimal_words
from poincon.catalogue.rules.metals import NARROW, NBSP

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
    "style": ("Modèle", "Style"),
}
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


def choice(
    circumference_mm: Decimal | None,
    length_mm: int | None,
    options: Iterable[tuple[str, str]],
    language: str,
) -> str:
    """Return words such as "Taille 54 · Couleur : bleu", or nothing where there was nothing to choose."""
    french = language == "fr"
    words = []
    if circumference_mm is not None:
        words.append(f"{'Taille' if french else 'Size'} {decimal_words(circumference_mm, language)}")
    if length_mm is not None:
        centimetres = decimal_words(Decimal(length_mm) / 10, language)
        words.append(f"{'Longueur' if french else 'Length'} {centimetres}{NBSP}cm")
    words += [_option(name, value, language) for name, value in options]
    return " · ".join(words)


def _option(name: str, value: str, language: str) -> str:
    place = language != "fr"
    shown = NAMES.get(name.lower(), (name, name))[place]
    colon = ":" if place else f"{NARROW}:"
    return f"{shown}{colon} {VALUES.get(value.lower(), (value, value))[place]}"

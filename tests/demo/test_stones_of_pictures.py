"""The stones that the houses tell in the demo are those that the pictures show: in figures and in words."""

import re
from collections import Counter

import pytest
from tools.atelier import catalogue as atelier
from tools.atelier import stones

from poincon.catalogue.states import Kind
from poincon.config.environment import ROOT
from poincon.demo import written
from poincon.demo.written import PiecePart

PIECES = [
    pytest.param(piece, id=piece.ref)
    for file in sorted(ROOT.glob("boutiques/*/catalogue.toml"))
    for piece in written.read(file).pieces
]
UP_TO_NINE = {
    "fr": ("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"),
    "en": ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
}
TEENS = {
    "fr": (
        "dix",
        "onze",
        "douze",
        "treize",
        "quatorze",
        "quinze",
        "seize",
        "dix-sept",
        "dix-huit",
        "dix-neuf",
    ),
    "en": (
        *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"),
        *("sixteen", "seventeen", "eighteen", "nineteen"),
    ),
}
TENS = {"fr": ("vingt", "trente", "quarante", "cinquante"), "en": ("twenty", "thirty", "forty", "fifty")}
SORTS = {
    "fr": "pierres|diamants|perles|oxydes|éclats|grains de lumière|morganites|topazes|émeraudes|quartz|onyx",
    "en": "stones|diamonds|pearls|zirconias|glints|grains of light|morganites|topazes|emeralds|quartz|onyx",
}


def numbers(language: str) -> dict[str, int]:
    """Every number up to fifty-nine by its word."""
    words = [*UP_TO_NINE[language], *TEENS[language]]
    for ten in TENS[language]:
        words += [ten, *(f"{ten}-{unit}" for unit in UP_TO_NINE[language])]
    return {word: number for number, word in enumerate(words, 1)}


def told_in_words(text: str, language: str) -> set[int]:
    """How many stones a text tells: “quinze petits diamants”, but not “trois rangs de diamants”."""
    known = numbers(language)
    between = r"(?: (?!(?:de|of) )[\w-]+){0,4}?"
    found = re.findall(rf"([\w-]+)(?={between} (?:{SORTS[language]})\b)", text.lower())
    return {known[word] for word in found if word in known}


@pytest.mark.parametrize("piece", PIECES)
def test_the_figures(piece: PiecePart):
    photographed = atelier.PIECES[piece.picture]
    told: Counter[str] = Counter()
    for part in piece.stones:
        told[part.species] += part.count

    shown = stones.carried(photographed.model, photographed.stone)

    assert list(told.values()) == list(shown.values())


@pytest.mark.parametrize("piece", PIECES)
def test_the_words(piece: PiecePart):
    counts = {part.count for part in piece.stones}
    counts.add(sum(part.count for part in piece.stones))
    if piece.kind == Kind.EARRINGS:
        counts |= {count // 2 for count in counts}

    assert told_in_words(piece.fr, "fr") <= counts
    assert told_in_words(piece.en, "en") <= counts


def test_words_are_read_as_numbers():
    assert told_in_words(
        "Cinq pétales autour de vingt-deux petits diamants, trois rangs de perles", "fr"
    ) == {22}
    assert told_in_words("Forty-five round artificial cubic zirconias, all of one size", "en") == {45}

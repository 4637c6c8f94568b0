"""Whatever a listing can be narrowed by has a word in French and one in English, never its bare code."""

from decimal import Decimal
from itertools import product

import pytest
from django.utils.translation import override

from poincon.catalogue import queries as catalogue
from poincon.catalogue.states import (
    PEARL_NATURES,
    PEARLS,
    PRECIOUS,
    Coating,
    Colour,
    Kind,
    Metal,
    Nature,
    Species,
)
from poincon.inventory.states import Availability
from poincon.window import words
from poincon.window.rules import facets, terms
from poincon.window.states import Group

LANGUAGES = ("fr", "en")
SAME = {"Rose", "Bronze", "Zamak", "Vermeil", "Bracelets"}  # words that both languages spell alike


def said(group: Group, value: str) -> dict[str, str]:
    """Return the word for a value on a French and on an English page."""
    found = {}
    for language in LANGUAGES:
        with override(language):
            found[language] = words.label(group, value, language, "EUR")
    return found


def metal_codes() -> set[str]:
    """Return every code under which some metal can be sold, bare or coated in whatever way."""
    finenesses, coatings = (None, 375, 750, 925, 999), ("", *Coating)
    thick = (None, Decimal("0.5"), Decimal(3), Decimal(5), Decimal(10))
    asked = product(Kind, Metal, finenesses, coatings, (None, 585, 750), thick)
    return {
        catalogue.metal_code(kind, metal, fineness, coating, fine, microns)
        for kind, metal, fineness, coating, fine, microns in asked
        if (not fineness or metal in PRECIOUS) and (coating or not (fine or microns))
    } - {""}


def stone_codes() -> list[str]:
    """Return the code of each sort of stone, as cards carry it."""
    natures = {True: PEARL_NATURES, False: set(Nature) - PEARL_NATURES | {Nature.IMITATION}}
    return [
        species if nature == Nature.NATURAL else f"{species}.{nature}"
        for species in Species
        for nature in natures[species in PEARLS]
    ]


@pytest.mark.parametrize(
    ("group", "values"),
    [
        (Group.KIND, set(Kind)),
        (Group.COLOUR, set(Colour)),
        (Group.STOCK, set(Availability)),
        (Group.MAKING, set(terms.MAKINGS)),
    ],
)
def test_every_value_has_a_word_in_each_language(group: Group, values: set[str]) -> None:
    for value in values:
        found = said(group, str(value))
        assert str(value) not in found.values(), value
        assert found["fr"] != found["en"] or found["fr"] in SAME, value


def test_every_metal_that_can_be_sold_has_a_word_in_each_language() -> None:
    codes = metal_codes()
    assert {"gold", "vermeil", "plated-gold", "tinted-gold", "steel"} <= codes <= set(words.METALS)
    for code in codes:
        found = said(Group.METAL, code)
        assert code not in found.values(), code
        assert found["fr"] != found["en"] or found["fr"] in SAME, code


def test_every_stone_has_a_word_in_each_language() -> None:
    for code in stone_codes():
        found = said(Group.STONE, code)
        assert code not in found.values(), code
        assert all(word[0].isupper() for word in found.values()), code


def test_a_natural_stone_speaks_the_language_of_its_page() -> None:
    """Its code is bare, and was once shown as it is: "diamond" on French pages."""
    assert said(Group.STONE, "diamond") == {"fr": "Diamant", "en": "Diamond"}
    assert said(Group.STONE, "diamond.synthetic") == {"fr": "Diamant synthétique", "en": "Synthetic diamond"}
    assert said(Group.STONE, "pearl.fine") == {"fr": "Perle fine", "en": "Natural pearl"}


def test_a_stone_that_is_none_is_shown_as_it_was_asked() -> None:
    assert said(Group.STONE, "kryptonite") == {"fr": "kryptonite", "en": "kryptonite"}
    assert said(Group.STONE, "diamond.magic") == {"fr": "diamond.magic", "en": "diamond.magic"}


def test_sizes_lengths_and_prices_are_said_in_the_language_of_the_page() -> None:
    assert said(Group.LENGTH, "425") == {"fr": "42,5\u00a0cm", "en": "42.5\u00a0cm"}
    bands = [facets.band(Decimal(edge)) for edge in (1, 100, 2_500)]
    for band in bands:
        found = said(Group.PRICE, band)
        assert found["fr"] != found["en"]
        assert band not in found.values()
    assert said(Group.SIZE, "54")["fr"] == "54"


def test_every_group_has_a_heading_in_each_language() -> None:
    assert set(words.GROUPS) == set(Group)
    for heading in words.GROUPS.values():
        told = []
        for language in LANGUAGES:
            with override(language):
                told.append(str(heading))
        assert told[0] != told[1]

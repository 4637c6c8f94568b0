"""Which words for metals a text uses, and whether the typed facts carry them.

A text is read once from left to right against an ordered list of phrases, so that "plaqué or" is seen
before "or", and "ton or", which names a colour, before both.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from poincon.catalogue.rules.facts import PieceFacts
from poincon.catalogue.rules.metals import Title, title_is_legal, title_of
from poincon.catalogue.states import Coating, Metal

CARATS = r"(?<![\d.,])(?:9|10|14|18|22|24)"
HARMLESS, NEVER = "", "never"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A way of speaking of a metal: what it needs to be true, and the code when it is not."""

    pattern: str
    needs: str
    code: str = "metal_unproven"


FRENCH = (
    Phrase(r"\b(?:age|nombre|regle|coeur|noces|toison|ruee vers l')s? ?(?:d'|l')?or\b", HARMLESS),
    Phrase(
        r"\b(?:couleur|ton|teinte|coloris|aspect|effet|finition|imitation)s? (?:or|argent|platine)\b",
        HARMLESS,
    ),
    Phrase(r"\b(?:plaquee?s?|doublee?s?|plaquage) (?:a l'|en |d')?or\b", "plated:gold", "plated_unproven"),
    Phrase(r"\b(?:plaquee?s?|doublee?s?) (?:en |de )?platine\b", "plated:platinum", "plated_unproven"),
    Phrase(r"\bmetal argente\b|\bplaquee?s? (?:en |d')?argent\b", "plated:silver", "plated_unproven"),
    Phrase(r"\bvermeils?\b", "vermeil", "vermeil_unproven"),
    Phrase(
        rf"\bor (?:\w+ )?{CARATS} ?(?:carats?|cts?|kt?)\b|{CARATS} ?kt?\b|{CARATS} carats?\b",
        NEVER,
        "carats_for_thousandths",
    ),
    Phrase(
        r"\b(?:doree?s?|dorure|recouverte?s?|bain|couche|trempee?s?) (?:a l'|d'|de l')or(?: fin)?\b",
        "coated:gold",
    ),
    Phrase(r"(?:^|[.!?;:] ?)or,", HARMLESS),
    Phrase(r"\b(?:or|ors)\b", "solid:gold"),
    Phrase(r"\bargent\b", "solid:silver"),
    Phrase(r"\bplatine\b", "solid:platinum"),
)
ENGLISH = (
    Phrase(
        r"\b(?:gold|silver|platinum)(?:en)?[- ]?(?:tone|toned|colou?r|colou?red|hue|hued|finish|look)\b",
        HARMLESS,
    ),
    Phrase(r"\bheart of gold\b|\bgolden\b|\bsilvery\b", HARMLESS),
    Phrase(r"\bgold[- ]?(?:plated?|plating|filled|rolled)\b", "plated:gold", "plated_unproven"),
    Phrase(r"\bplatinum[- ]?(?:plated?|plating)\b", "plated:platinum", "plated_unproven"),
    Phrase(r"\bsilver[- ]?(?:plated?|plating)\b", "plated:silver", "plated_unproven"),
    Phrase(r"\b(?:gold )?vermeil\b", "vermeil", "vermeil_unproven"),
    Phrase(
        rf"{CARATS}[- ]?(?:kt?|karats?)\b|{CARATS}[- ]?(?:ct|carats?) (?:\w+ )?gold\b",
        NEVER,
        "carats_for_thousandths",
    ),
    Phrase(r"\b(?:coated|dipped|covered) (?:in|with) (?:\w+ )?gold\b", "coated:gold"),
    Phrase(r"\bgold\b", "solid:gold"),
    Phrase(r"\b(?:sterling silver|silver)\b", "solid:silver"),
    Phrase(r"\bplatinum\b", "solid:platinum"),
)


def findings(folded: str, language: str, piece: PieceFacts) -> Iterator[tuple[str, str]]:
    """Yield each phrase that the facts do not carry, with its code."""
    carried = _carried(piece)
    for word, phrase in _said(folded, language):
        if phrase.needs and phrase.needs not in carried:
            yield word, phrase.code


def never(folded: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield each phrase that no metal could carry, with its code."""
    yield from ((word, phrase.code) for word, phrase in _said(folded, language) if phrase.needs == NEVER)


def _said(folded: str, language: str) -> Iterator[tuple[str, Phrase]]:
    phrases = FRENCH if language == "fr" else ENGLISH
    for match in _pattern(phrases).finditer(folded):
        yield match[0].strip(" ,.;:!?"), phrases[int((match.lastgroup or "p0")[1:])]


@cache
def _pattern(phrases: tuple[Phrase, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<p{place}>{phrase.pattern})" for place, phrase in enumerate(phrases)))


def _carried(piece: PieceFacts) -> set[str]:
    carried = set()
    for part in piece.metals:
        title = title_of(part, piece.kind)
        if title is Title.VERMEIL:
            carried |= {"vermeil", "plated:gold"}
        if title is Title.PLATED:
            carried.add(f"plated:{part.coating_metal}")
        if part.coating_metal == Coating.GOLD:
            carried.add("coated:gold")
        if title_is_legal(part.metal, part.fineness):
            carried.add(f"solid:{Metal(part.metal)}")
    return carried

"""Words that a piece may not be sold under: each finding has the word as it stands and a code for why.

Sources: Code de commerce L832-1 to L832-8 (metals), décret 2002-65 (stones and pearls), REACH annex
XVII entry 27 (nickel). French and English texts are held to the same law: both are read in France.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from poincon.catalogue.rules import metal_words, stone_words
from poincon.catalogue.rules.facts import PieceFacts
from poincon.catalogue.rules.folding import fold, without_lookalikes

ALWAYS = {
    "fr": (
        ("semi_precious", r"\b(?:semi|demi)[- ]?precieu(?:x|se|ses)\b|\bpierres? fines? precieuses?\b"),
        ("laboratory", r"\b(?:de|en|par un) laboratoire\b|\blab[- ]?(?:grown|created|made)\b"),
        ("nickel_claim", r"\bsans nickel\b|\bhypo-?allergeniques?\b|\banti-?allergi\w+"),
    ),
    "en": (
        ("semi_precious", r"\bsemi[- ]?precious\b"),
        ("laboratory", r"\b(?:lab|laboratory)[- ]?(?:grown|created|made)\b"),
        ("nickel_claim", r"\bnickel[- ]?free\b|\bhypo-?allergenic\b"),
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A word or phrase (folded) that may not stand, and the code of the reason."""

    word: str
    code: str


def lint(text: str, language: str, piece: PieceFacts) -> tuple[Finding, ...]:
    """Return what the law forbids in a title, description or alternative text of such a piece."""
    folded = fold(without_lookalikes(text))
    found = [*_always(folded, language)]
    found += [Finding(word, code) for word, code in metal_words.findings(folded, language, piece)]
    found += [Finding(word, code) for word, code in stone_words.findings(folded, language, piece)]
    return tuple(dict.fromkeys(found))


def _always(folded: str, language: str) -> Iterator[Finding]:
    for code, pattern in ALWAYS[language]:
        for match in re.finditer(pattern, folded):
            yield Finding(match[0], code)

"""Words that a piece may not be sold under: each finding has the word as it stands and a code for why.

Sources: Code de commerce L832-1 to L832-8 (metals) and L310-3 (sales), décret 2002-65 (stones and pearls),
REACH annex XVII entry 27 (nickel), Code de la consommation L112-1-1 (cuts). French and English texts are
held to the same law, since both are read in France; only where nothing is offered in France may English say
"lab-grown" (docs/decisions/names-of-matter.md).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from poincon.catalogue.rules import metal_words, sale_words, stone_words, typed_figures
from poincon.catalogue.rules.facts import PieceFacts
from poincon.catalogue.rules.folding import as_written, fold, without_lookalikes

NICKEL = "nickel_claim"
ALWAYS = {
    "fr": (
        (
            "semi_precious",
            re.compile(r"\b(?:semi|demi)[- ]?precieu(?:x|se|ses)\b|\bpierres? fines? precieuses?\b"),
        ),
        ("laboratory", re.compile(r"\b(?:de|en|par un) laboratoire\b|\blab[- ]?(?:grown|created|made)\b")),
        (NICKEL, re.compile(r"\bsans nickel\b|\bnickel[- ]?free\b")),
        ("allergy_claim", re.compile(r"\bhypo-?allergeniques?\b|\banti-?allergi\w+")),
    ),
    "en": (
        ("semi_precious", re.compile(r"\bsemi[- ]?precious\b")),
        ("laboratory", re.compile(r"\b(?:lab|laboratory)[- ]?(?:grown|created|made)\b")),
        (NICKEL, re.compile(r"\bnickel[- ]?free\b|\bwithout nickel\b")),
        ("allergy_claim", re.compile(r"\bhypo-?allergenic\b|\b(?:anti|non)-?allerg\w+")),
    ),
}
LAB_GROWN = re.compile(r"\b(?:lab|laboratory)[- ]?(?:grown|created)\b")


@dataclass(frozen=True, slots=True)
class Finding:
    """A word or phrase that may not stand, as it was written, and the code of the reason."""

    word: str
    code: str


def lint(text: str, language: str, piece: PieceFacts, *, in_france: bool = True) -> tuple[Finding, ...]:
    """Return what the law forbids in a title, description or alternative text of such a piece."""
    folded = _read(text, language, in_france=in_france)
    found = [one for one in _always(folded, language) if one.code != NICKEL or not piece.nickel_tested]
    found += [Finding(word, code) for word, code in metal_words.findings(folded, language, piece)]
    found += [Finding(word, code) for word, code in stone_words.findings(folded, language, piece)]
    found += [Finding(word, code) for word, code in typed_figures.findings(folded, piece)]
    found += _reduced(text, folded, language, in_france=in_france)
    return _quoted(text, found)


def lint_general(text: str, language: str, *, in_france: bool = True) -> tuple[Finding, ...]:
    """Return what no facts of any piece could make lawful: for stories of brands and names of shelves."""
    folded = _read(text, language, in_france=in_france)
    found = [*_always(folded, language)]
    found += [Finding(word, code) for word, code in metal_words.never(folded, language)]
    found += [Finding(word, code) for word, code in stone_words.grown(folded, language)]
    found += _reduced(text, folded, language, in_france=in_france)
    return _quoted(text, found)


def _quoted(text: str, found: list[Finding]) -> tuple[Finding, ...]:
    """Return each finding once, in the words of the text."""
    return tuple(Finding(as_written(text, one.word), one.code) for one in dict.fromkeys(found))


def _read(text: str, language: str, *, in_france: bool) -> str:
    folded = fold(without_lookalikes(text))
    return folded if in_france or language == "fr" else LAB_GROWN.sub("synthetic", folded)


def _reduced(text: str, folded: str, language: str, *, in_france: bool) -> Iterator[Finding]:
    for word, code in sale_words.findings(text, folded, language, in_france=in_france):
        yield Finding(word, code)


def _always(folded: str, language: str) -> Iterator[Finding]:
    for code, pattern in ALWAYS[language]:
        for match in pattern.finditer(folded):
            yield Finding(match[0], code)

"""What a mistyped word was meant to be, judged by the words that are known."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from poincon.kernel import text

SHORTEST = 3
LONG = 8  # from so many letters on, what is offered may be a slip further than what is mended
ELIDED = ("d", "l")  # "doreille" was meant to be "d’oreille"
ALIKE = {"ph": "f", "th": "t", "ck": "k", "qu": "k", "y": "i"}
TWICE = re.compile(r"(.)\1")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language: as they are written by their folded form, and their stems."""

    language: str
    written: Mapping[str, str]
    stems: frozenset[str]

    @classmethod
    def of(cls, language: str, pairs: Iterable[tuple[str, str]]) -> "Vocabulary":
        written = dict(pairs)
        return cls(language, written, frozenset(text.stem(word, language) for word in written))

    def knows(self, word: str) -> bool:
        return text.stem(word, self.language) in self.stems


@dataclass(frozen=True, slots=True)
class Meant:
    """A word of a search as it is looked for, and how it is written if it was mended.

    `lexemes` are several where words had been written as one.
    """

    lexemes: tuple[str, ...]
    prefix: bool = False
    mended: str = ""

    @property
    def sought(self) -> str:
        if self.prefix:
            return f"'{self.lexemes[0]}':*"
        return " & ".join(f"'{lexeme}'" for lexeme in self.lexemes)


def meant(word: str, vocabulary: Vocabulary) -> Meant | None:
    """Return what a folded word stands for: itself, a beginning, two words, the nearest word, or None."""
    stem = text.stem(word, vocabulary.language)
    if vocabulary.knows(word):
        return Meant((stem,))
    if len(word) >= SHORTEST and any(known.startswith(word) for known in vocabulary.written):
        return Meant((word,), prefix=True)
    if parts := taken_apart(word, vocabulary):
        stems = tuple(text.stem(part, vocabulary.language) for part in parts)
        return Meant(stems, mended=" ".join(vocabulary.written[part] for part in parts))
    near = nearest(word, vocabulary.written)
    return Meant((text.stem(near, vocabulary.language),), mended=vocabulary.written[near]) if near else None


def taken_apart(word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the known words that were written as one: "demilune", "doreille"; empty when there are none."""
    if word[:1] in ELIDED and word[1:] in vocabulary.written:
        return (word[1:],)
    places = range(SHORTEST, len(word) - SHORTEST + 1)
    pairs = ((word[:place], word[place:]) for place in places)
    return next((pair for pair in pairs if all(part in vocabulary.written for part in pair)), ())


def near_ones(word: str, vocabulary: Vocabulary, few: int) -> list[str]:
    """Return a few known words as they are written that are somewhat like this one, the likest first."""
    slips = _slips_allowed(word) + (len(word) >= LONG)
    found = process.extract(
        word, list(vocabulary.written), scorer=OSA.distance, score_cutoff=slips, limit=few
    )
    return [vocabulary.written[known] for known, _slips, _place in found] if slips else []


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that sounds the same, or the one with the fewest slips, if they are few enough.

    A slip is a letter that is wrong, missing, too many or swapped with the next; who makes several begins
    alike. Empty for words so short that anything would be near.
    """
    slips, there = _slips_allowed(word), list(known)
    if not slips:
        return ""
    if same := next((one for one in there if sound(one) == sound(word)), ""):
        return same
    found = process.extract(word, there, scorer=OSA.distance, score_cutoff=slips, limit=8)
    near = [(many, one[0] != word[0], abs(len(one) - len(word)), one) for one, many, _place in found]
    return min((rank for rank in near if rank[0] == 1 or not rank[1]), default=("",))[-1]


@lru_cache(maxsize=16_384)
def sound(word: str) -> str:
    """Return a folded word as it is heard: "saffire" and "sapphire" are the same."""
    heard = TWICE.sub(r"\1", word)
    for written, said in ALIKE.items():
        heard = heard.replace(written, said)
    return TWICE.sub(r"\1", heard)


def _slips_allowed(word: str) -> int:
    """One slip for short words, two from six letters on, three from ten; none below four."""
    return next((slips for least, slips in ((10, 3), (6, 2), (4, 1)) if len(word) >= least), 0)

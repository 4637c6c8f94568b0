"""What a mistyped word was meant to be, judged by the words that are known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from poincon.kernel import text

SHORTEST = 3
ELIDED = ("d", "l")  # "doreille" was meant to be "d’oreille"


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
    slips = _slips_allowed(word) + 1
    found = process.extract(
        word, list(vocabulary.written), scorer=OSA.distance, score_cutoff=slips, limit=few
    )
    return [vocabulary.written[known] for known, _slips, _place in found] if slips > 1 else []


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word with the fewest slips, if they are few enough.

    A slip is a letter that is wrong, missing, too many or swapped with the next. Among equals the word
    that begins alike wins. Empty for words so short that anything would be near.
    """
    slips = _slips_allowed(word)
    if not slips:
        return ""
    found = process.extract(word, list(known), scorer=OSA.distance, score_cutoff=slips, limit=8)
    ranked = sorted(
        found, key=lambda one: (one[1], one[0][0] != word[0], abs(len(one[0]) - len(word)), one[0])
    )
    return ranked[0][0] if ranked else ""


def _slips_allowed(word: str) -> int:
    """One slip for short words, two from six letters on, three from ten; none below four."""
    return next((slips for least, slips in ((10, 3), (6, 2), (4, 1)) if len(word) >= least), 0)

"""What a mistyped word was meant to be, judged by the words that are known."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from poincon.kernel import text

SHORTEST = 3
LONG = 8  # from so many letters on, what is offered may be a slip further than what is mended
ELIDED = ("d", "l")  # "doreille" was meant to be "d’oreille"
ALIKE = {"ph": "f", "th": "t", "ck": "k", "qu": "k", "y": "i"}
TWICE = re.compile(r"(.)\1")
CONSIDERED = 24  # words that may be equally like

type Choose = Callable[[Sequence[str]], str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language: as they are written by their folded form, and their stems.

    `passing` are words that are known too, and yet hardly what a mistyped one was meant to be.
    """

    language: str
    written: Mapping[str, str]
    stems: frozenset[str]
    passing: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls, language: str, pairs: Iterable[tuple[str, str]], passing: Iterable[tuple[str, str]] = ()
    ) -> "Vocabulary":
        written, others = dict(pairs), dict(passing)
        stems = frozenset(text.stem(word, language) for word in (*written, *others))
        return cls(language, written, stems, others)

    def knows(self, word: str) -> bool:
        return text.stem(word, self.language) in self.stems

    def completes(self, word: str) -> bool:
        """Tell whether some known word begins so."""
        return any(known.startswith(word) for known in (*self.written, *self.passing))


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


def _first(there: Sequence[str]) -> str:
    return there[0]


def meant(word: str, vocabulary: Vocabulary, choose: Choose = _first) -> Meant | None:
    """Return what a folded word stands for: itself, a beginning, two words, the nearest word, or None.

    `choose` tells which of several that are equally near, those of about its length first. A word that is
    known in passing is the nearest only where no other is near, and it sounds the same or is long and one
    slip away.
    """
    stem = text.stem(word, vocabulary.language)
    if vocabulary.knows(word):
        return Meant((stem,))
    if len(word) >= SHORTEST and vocabulary.completes(word):
        return Meant((word,), prefix=True)
    if parts := taken_apart(word, vocabulary):
        stems = tuple(text.stem(part, vocabulary.language) for part in parts)
        return Meant(stems, mended=" ".join(vocabulary.written[part] for part in parts))
    for known, slips in (
        (vocabulary.written, _slips_allowed(word)),
        (vocabulary.passing, int(len(word) >= LONG)),
    ):
        if there := nearest(word, known, slips):
            near = choose(there)
            return Meant((text.stem(near, vocabulary.language),), mended=known[near])
    return None


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


def nearest(word: str, known: Iterable[str], slips: int) -> list[str]:
    """Return the known words that sound the same, or those with the fewest slips, if they are few enough.

    A slip is a letter that is wrong, missing, too many or swapped with the next; who makes several begins
    alike. All of them are equally like; of about the same length come first. None for words so short that
    anything would be near.
    """
    if not _slips_allowed(word):
        return []
    there, heard = list(known), sound(word)
    likest = [one for one in there if sound(one) == heard][:CONSIDERED]
    if slips and not likest:
        found = process.extract(word, there, scorer=OSA.distance, score_cutoff=slips, limit=CONSIDERED)
        near = [(many, one[0] != word[0], one) for one, many, _place in found]
        told = [rank for rank in near if rank[0] == 1 or not rank[1]]
        likest = [rank[2] for rank in told if rank[:2] == min(told)[:2]]
    return sorted(likest, key=lambda one: (abs(len(one) - len(word)), one))


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

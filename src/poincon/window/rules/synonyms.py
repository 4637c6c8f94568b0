"""Words that stand for one another: "alliance" and "anneau de mariage" find the same pieces."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from poincon.kernel import text

MOST_WORDS = 12
LONGEST = 60

type Stems = tuple[str, ...]
type Sought = tuple[str, str]  # a stem, and how it is looked for


@dataclass(frozen=True, slots=True)
class Synonyms:
    """A group of words, each of which finds what all of them name.

    With `finds` it leads one way: a search for one of `words` also finds these, and not the other way round.
    What a hyphen joins there stands together in what is found.
    """

    key: str
    language: str
    words: tuple[str, ...]
    finds: tuple[str, ...] = ()

    @property
    def all_words(self) -> tuple[str, ...]:
        return (*self.words, *self.finds)


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """The synonyms of one language, by the first stem of what is said; of several the longest comes first."""

    said: Mapping[str, Sequence[tuple[Stems, tuple[Stems, ...]]]]

    @classmethod
    def of(cls, language: str, groups: Iterable[Synonyms]) -> "Thesaurus":
        meant: dict[Stems, dict[Stems, None]] = {}
        for group in groups:
            if group.language == language:
                for said, other in _pairs(group):
                    meant.setdefault(said, {})[other] = None
        by_length = sorted(meant.items(), key=lambda pair: (pair[0][0], -len(pair[0])))
        return cls(
            {
                first: [(said, tuple(others)) for said, others in pairs]
                for first, pairs in groupby(by_length, key=lambda pair: pair[0][0])
            }
        )

    def widened(self, sought: Sequence[Sought]) -> list[str]:
        """Return what is to be looked for in a search, each with all that stands for it."""
        found, place = [], 0
        while place < len(sought):
            said, others = self._at([stem for stem, _ in sought[place:]])
            length = len(said) or 1
            own = _all(raw for _, raw in sought[place : place + length])
            found.append(_any([own, *(_all(f"'{stem}'" for stem in other) for other in others)]))
            place += length
        return found

    def _at(self, stems: Sequence[str]) -> tuple[Stems, tuple[Stems, ...]]:
        """Return the longest words with synonyms with which these stems begin."""
        for said, others in self.said.get(stems[0], ()):
            if tuple(stems[: len(said)]) == said:
                return said, others
        return (), ()


def stems_of(words: str, language: str) -> Stems:
    return tuple(text.queried(words, language))


def _pairs(group: Synonyms) -> Iterator[tuple[Stems, Stems]]:
    """Yield each thing that may be said with each that it also finds."""
    spoken = [stems_of(one, group.language) for one in group.words]
    others = [tuple(text.kept_whole(one, group.language)) for one in group.finds] or spoken
    yield from ((said, other) for said in spoken for other in others if said and other and said != other)


def _all(raw: Iterable[str]) -> str:
    return " & ".join(raw)


def _any(options: Sequence[str]) -> str:
    return options[0] if len(options) == 1 else f"({' | '.join(f'({one})' for one in options)})"


def faults(language: str, words: Sequence[str], finds: Sequence[str]) -> list[str]:
    """Return the codes of all that keeps words from standing for one another; empty when nothing does.

    "few": nothing beside the word; "many": more than twelve on a side; "long": one of more than sixty signs;
    "small": one without any word that finds something; "same": two that a search cannot tell apart.
    """
    spoken = [stems_of(one, language) for one in (*words, *finds)]
    reasons = {
        "few": not words or len(spoken) < 2,
        "many": max(len(words), len(finds)) > MOST_WORDS,
        "long": any(len(one) > LONGEST for one in (*words, *finds)),
        "small": not all(spoken),
        "same": len(set(spoken)) < len(spoken),
    }
    return [reason for reason, holds in reasons.items() if holds]

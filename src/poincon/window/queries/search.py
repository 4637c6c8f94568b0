"""Finding the pieces that somebody's words mean, strictly first and then with more and more patience."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.search import SearchQuery
from django.db.models import Max, Q

from poincon.charter.promises import keeps
from poincon.kernel import spelling, text
from poincon.kernel.spelling import Vocabulary
from poincon.window.models import Card, Word
from poincon.window.rules import sets


class Patience(StrEnum):
    """How the pieces were found: by each word in name or matter, in the description too, and so on."""

    EXACT = "exact"
    PROSE = "prose"
    MENDED = "mended"
    OTHER_LANGUAGE = "other_language"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Match:
    """The cards found, the condition that finds them again, and what to rank them by."""

    cards: int
    condition: Q
    column: str
    rank: SearchQuery
    patience: Patience
    said: str


type Attempt = tuple[Patience, str, Q, str, str]  # column, condition, rank, how the words are written


@keeps("window.search")
def matched(words: str, language: str) -> Match | None:
    """Return the pieces that the words mean; None when nobody asked anything or nothing comes near.

    One query when the words are found as they are, a few more when they are not.
    """
    for patience, column, condition, rank, said in _attempts(words, language):
        places = Card.objects.filter(condition).aggregate(places=ArrayAgg("place"))["places"]
        if places:
            cards = sets.of_places(places)
            return Match(cards, condition, column, _query(rank), patience, said)
    return None


def _attempts(words: str, language: str) -> Iterator[Attempt]:
    told = text.telling_words(words, language)
    stems = [f"'{stem}'" for stem in text.queried(words, language)]
    code = text.code(words)
    if not code:
        return
    column, other = f"words_{language}", "en" if language == "fr" else "fr"
    exact = f"({' & '.join(stems)}) | '{code}'" if stems else f"'{code}'"
    yield Patience.EXACT, column, Q(**{column: _query(exact)}), exact, words
    if not stems:
        return
    yield Patience.PROSE, column, _anywhere(stems, language), " & ".join(stems), words
    yield from _mended(told, language, column)
    foreign = " & ".join(f"'{stem}'" for stem in text.queried(words, other))
    if foreign:
        yield (
            Patience.OTHER_LANGUAGE,
            f"words_{other}",
            Q(**{f"words_{other}": _query(foreign)}),
            foreign,
            words,
        )
    if stems[1:]:
        some = " | ".join(stems)
        yield Patience.ANY, column, Q(**{column: _query(some)}), some, words


def _mended(told: Sequence[str], language: str, column: str) -> Iterator[Attempt]:
    known = vocabulary(language)
    found = [spelling.meant(word, known) for word in told]
    sought = [one.sought for one in found if one]
    if not sought:
        return
    said = " ".join((one and one.mended) or word for one, word in zip(found, told, strict=True) if one)
    mended = Patience.MENDED if any(one is None or one.mended for one in found) else Patience.EXACT
    yield mended, column, _anywhere(sought, language), " & ".join(sought), said


def _anywhere(sought: Sequence[str], language: str) -> Q:
    """Each of the words, be it in the name, the matter or the description."""
    found = Q()
    for one in sought:
        found &= Q(**{f"words_{language}": _query(one)}) | Q(**{f"prose_{language}": _query(one)})
    return found


def _query(raw: str) -> SearchQuery:
    return SearchQuery(raw, config="simple", search_type="raw")


def vocabulary(language: str) -> Vocabulary:
    """Return the words of a language, read again only when words were added since this process last did."""
    newest = Word.objects.aggregate(newest=Max("pk"))["newest"]
    kept = _kept.get(language)
    if kept is None or kept[0] != newest:
        rows = Word.objects.filter(language=language).order_by("folded")
        kept = _kept[language] = (newest, Vocabulary.of(language, rows.values_list("folded", "written")))
    return kept[1]


_kept: dict[str, tuple[int | None, Vocabulary]] = {}

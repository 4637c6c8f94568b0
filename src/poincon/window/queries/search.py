"""Finding the pieces that somebody's words mean, strictly first and then with more and more patience."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchQuery
from django.db.models import Q, QuerySet, Subquery

from poincon.charter.promises import keeps
from poincon.foundation.reading import Reading
from poincon.kernel import spelling, text
from poincon.kernel.spelling import Vocabulary
from poincon.window.models import Card, Facet, Word
from poincon.window.rules import sets
from poincon.window.rules.facets import EVERY


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


@dataclass(frozen=True, slots=True)
class _Attempt:
    """What is sought, all of it, in name and matter or in the `prose` too; `said` is how it is written."""

    patience: Patience
    language: str
    sought: tuple[str, ...]
    said: str
    prose: bool = False


@keeps("window.search")
def matched(words: str, language: str) -> Match | None:
    """Return the pieces that the words mean; None when nobody asked anything or nothing comes near.

    One query when the words are found as they are, a few more when they are not.
    """
    code, stems = text.code(words), tuple(f"'{stem}'" for stem in text.queried(words, language))
    if not code:
        return None
    exact = f"({' & '.join(stems)}) | '{code}'" if stems else f"'{code}'"
    strictly = _Attempt(Patience.EXACT, language, (exact,), words)
    places, newest = _looked(strictly)
    if places or not stems:
        return _match(strictly, places) if places else None
    for attempt in _patient(words, stems, language, newest):
        places, _ = _looked(attempt)
        if places:
            return _match(attempt, places)
    return None


def _patient(words: str, stems: tuple[str, ...], language: str, newest: int | None) -> Iterator[_Attempt]:
    """Yield with more and more patience what the words may mean; `newest` numbers the newest known word."""
    yield _Attempt(Patience.PROSE, language, stems, words, prose=True)
    yield from _mended(text.telling_words(words, language), language, vocabulary(language, newest))
    other = "en" if language == "fr" else "fr"
    foreign = " & ".join(f"'{stem}'" for stem in text.queried(words, other))
    if foreign:
        yield _Attempt(Patience.OTHER_LANGUAGE, other, (foreign,), words)
    if stems[1:]:
        yield _Attempt(Patience.ANY, language, (" | ".join(stems),), words)


def _mended(told: Sequence[str], language: str, known: Vocabulary) -> Iterator[_Attempt]:
    found = [spelling.meant(word, known) for word in told]
    sought = tuple(one.sought for one in found if one)
    if not sought:
        return
    said = " ".join((one and one.mended) or word for one, word in zip(found, told, strict=True) if one)
    patience = Patience.MENDED if any(one is None or one.mended for one in found) else Patience.EXACT
    yield _Attempt(patience, language, sought, said, prose=True)


def _looked(attempt: _Attempt) -> tuple[list[int], int | None]:
    """Return the places of the cards that are found, and the number of the newest word that is known."""
    rows = _question(attempt.language, prose=attempt.prose).rows(*attempt.sought)
    return rows[0] if rows else ([], None)


@cache
def _question(language: str, *, prose: bool) -> Reading:
    def compose(*sought: str) -> QuerySet[Facet, tuple[Any, ...]]:
        cards = Card.objects.filter(_condition(language, sought, prose=prose))
        newest = Word.objects.order_by("-pk").values("pk")[:1]
        every = Facet.objects.filter(code=EVERY)  # there is one as soon as there are cards
        return every.values_list(ArraySubquery(cards.values("place")), Subquery(newest))

    return Reading(compose)


def _match(attempt: _Attempt, places: list[int]) -> Match:
    return Match(
        sets.of_places(places),
        _condition(attempt.language, attempt.sought, prose=attempt.prose),
        f"words_{attempt.language}",
        _query(" & ".join(attempt.sought)),
        attempt.patience,
        attempt.said,
    )


def _condition(language: str, sought: Sequence[str], *, prose: bool) -> Q:
    """Each of what is sought, be it in name and matter or, with `prose`, in the description."""
    found = Q()
    for one in sought:
        told = Q(**{f"words_{language}": _query(one)})
        found &= told | Q(**{f"prose_{language}": _query(one)}) if prose else told
    return found


def _query(raw: str) -> SearchQuery:
    return SearchQuery(raw, config="simple", search_type="raw")


def vocabulary(language: str, newest: int | None) -> Vocabulary:
    """Return the words of a language, read again when one was added since this process last read them."""
    kept = _kept.get(language)
    if kept is None or kept[0] != newest:
        rows = Word.objects.filter(language=language).order_by("folded")
        kept = _kept[language] = (newest, Vocabulary.of(language, rows.values_list("folded", "written")))
    return kept[1]


_kept: dict[str, tuple[int | None, Vocabulary]] = {}

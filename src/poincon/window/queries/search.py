"""Finding the pieces that somebody's words mean, strictly first and then with more and more patience."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial
from itertools import pairwise
from operator import itemgetter
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Exists, F, FloatField, Q, QuerySet, Subquery
from django.db.models.functions import Cast

from poincon.charter.promises import keeps
from poincon.foundation.reading import Reading
from poincon.kernel import spelling, text
from poincon.kernel.spelling import Meant, Vocabulary
from poincon.window.models import Card, Facet, SynonymEdition, Word
from poincon.window.queries import synonyms
from poincon.window.queries.synonyms import InForce
from poincon.window.rules import everyday, sets
from poincon.window.rules.facets import EVERY

NEAR = 4  # words that are offered where nothing was found
ENOUGH = 200  # pieces, to tell which of several words is meant
WEIGHTS = (0.05, 0.2, 0.5, 1.0)  # description, matter, what it is, name
BY_RANK = ("sold_out", "-rank", "-published_at", "-piece")


class Patience(StrEnum):
    """How the pieces were found: by each word in name or matter, in the description too, and so on."""

    EXACT = "exact"
    PROSE = "prose"
    MENDED = "mended"
    OTHER_LANGUAGE = "other_language"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Match:
    """The cards found, by what they were found, and what to rank them by.

    `places` are where these cards stand; the best come first where that was asked, else they are in no order.
    """

    cards: int
    places: list[int]
    language: str
    sought: tuple[str, ...]
    own: str
    patience: Patience
    said: str
    prose: bool

    @property
    def condition(self) -> Q:
        """What finds the cards again."""
        return condition(self.language, self.sought, prose=self.prose)


@dataclass(frozen=True, slots=True)
class _Attempt:
    """What is sought, all of it, in name and matter or in the `prose` too; `said` is how it is written.

    `own` are the words themselves, without what else they may stand for: whoever has them comes first.
    """

    patience: Patience
    language: str
    sought: tuple[str, ...]
    said: str
    own: str
    prose: bool = False


@dataclass(frozen=True, slots=True)
class _Known:
    """The newest word and the newest edition of synonyms that there are, by their numbers."""

    word: int | None = None
    synonyms: int | None = None


@keeps("window.search")
def matched(words: str, language: str, *, best_first: bool = False, strictly: bool = False) -> Match | None:
    """Return the pieces that the words mean; None when nobody asked anything or nothing comes near.

    One query when the words are found as they are, a few more when they are not, and one when the desk has
    changed the synonyms. With `best_first` their places come in the order `BY_RANK`; `strictly` as they are,
    and with no more patience.
    """
    if not text.code(words):
        return None
    first = _strictly(words, language, synonyms.in_force())
    places, known = _looked(first, best_first=best_first)
    if known.synonyms != synonyms.in_force().newest and known.word is not None:
        first = _strictly(words, language, synonyms.renewed())
        places, known = _looked(first, best_first=best_first)
    if places:
        return _match(first, places)
    for attempt in () if strictly else _patient(words, language, known.word):
        places, _ = _looked(attempt, best_first=best_first)
        if places:
            return _match(attempt, places)
    return None


def _strictly(words: str, language: str, told: InForce) -> _Attempt:
    """Every word, or what stands for it, in name and matter; or all of it as a reference or a bar code."""
    stems = _quoted(words, language)
    sought = " & ".join(told.thesauri[language].widened(stems))
    codes = [f"'{code}'" for code in text.codes(words)]
    either = " | ".join([f"({sought})", *codes] if sought else codes)
    own = " | ".join([f"({_all(stems)})", *codes] if stems else codes)
    return _Attempt(Patience.EXACT, language, (either,), words, own)


def _quoted(words: str, language: str) -> list[tuple[str, str]]:
    return [(stem, f"'{stem}'") for stem in text.queried(words, language)]


def _all(sought: Sequence[tuple[str, str]]) -> str:
    return " & ".join(raw for _, raw in sought)


def _patient(words: str, language: str, newest: int | None) -> Iterator[_Attempt]:
    """Yield with more and more patience what the words may mean; `newest` numbers the newest known word."""
    thesauri = synonyms.in_force().thesauri
    stems, other = _quoted(words, language), "en" if language == "fr" else "fr"
    widened = tuple(thesauri[language].widened(stems))
    foreign = _quoted(words, other)
    either = tuple(thesauri[other].widened(foreign))
    abroad = [_Attempt(Patience.OTHER_LANGUAGE, other, either, words, _all(foreign))] if foreign else []
    if joined := _joined(words, language, newest):
        yield joined
    if stems:
        yield _Attempt(Patience.PROSE, language, widened, words, _all(stems), prose=True)
        told = text.telling_words(words, language)
        if all(vocabulary(other, newest).knows(word) for word in told):
            yield from abroad
            abroad = []
        yield from _mended(told, language, newest)
    yield from abroad
    if stems[1:] and (telling := _telling(widened, language, prose=False)):
        yield _Attempt(Patience.ANY, language, (" | ".join(telling),), words, _all(stems))


def _joined(words: str, language: str, newest: int | None) -> _Attempt | None:
    """Return the words with those of them in one that are: "ear rings"; None where none are."""
    told, known = text.telling_words(words, language), vocabulary(language, newest)
    place = next((at for at, pair in enumerate(pairwise(told)) if _is_one(pair, known)), None)
    if place is None:
        return None
    said = " ".join([*told[:place], "".join(told[place : place + 2]), *told[place + 2 :]])
    stems = _quoted(said, language)
    widened = tuple(synonyms.in_force().thesauri[language].widened(stems))
    return _Attempt(Patience.MENDED, language, widened, said, _all(stems))


def _is_one(pair: tuple[str, str], known: Vocabulary) -> bool:
    return min(map(len, pair)) >= spelling.SHORTEST and known.knows("".join(pair))


def _mended(told: Sequence[str], language: str, newest: int | None) -> Iterator[_Attempt]:
    known = vocabulary(language, newest)
    found = [_meant(word, known, newest) for word in told]
    meant = [(" ".join(one.lexemes), one.sought) for one in found if one]
    if not meant:
        return
    widened = tuple(synonyms.in_force().thesauri[language].widened(meant))
    if None in found and not _telling(widened, language, prose=True):
        return
    said = " ".join((one and one.mended) or word for one, word in zip(found, told, strict=True) if one)
    patience = Patience.MENDED if any(one is None or one.mended for one in found) else Patience.EXACT
    yield _Attempt(patience, language, widened, said, _all(meant), prose=True)


def _meant(word: str, known: Vocabulary, newest: int | None) -> Meant | None:
    """Return what a word stands for; a word of everyday use or of the other language stands for no other.

    "or" is too short to be compared with others, and yet it tells what is wanted.
    """
    found = spelling.meant(word, known, partial(_most_held, known.language))
    if found is None and len(word) < spelling.SHORTEST and everyday.is_right(word, known.language):
        return Meant((text.stem(word, known.language),))
    return None if found and found.mended and _is_right(word, known.language, newest) else found


def _most_held(language: str, words: Sequence[str]) -> str:
    """Return the one of these words that most pieces hold, themselves or what stands for them.

    Beyond `ENOUGH` they are alike. No query for a single word, and one for several.
    """
    if len(words) == 1:
        return words[0]
    stems = ((text.stem(word, language), word) for word in words)
    thesaurus = synonyms.in_force().thesauri[language]
    sought = tuple(thesaurus.widened([(stem, f"'{stem}'")])[0] for stem, _ in stems)
    held = [len(places) for row in _holding(language).rows(sought) for places in row]
    return max(zip(held, words, strict=True), key=itemgetter(0), default=(0, words[0]))[1]


@cache
def _holding(language: str) -> Reading:
    def compose(sought: tuple[str, ...]) -> QuerySet[Facet, tuple[Any, ...]]:
        cards = (Card.objects.filter(condition(language, [one], prose=False)) for one in sought)
        few = (ArraySubquery(found.order_by().values("place")[:ENOUGH]) for found in cards)
        return Facet.objects.filter(code=EVERY).values_list(*few)

    return Reading(compose)


def _is_right(word: str, language: str, newest: int | None) -> bool:
    other = "en" if language == "fr" else "fr"
    return everyday.is_right(word, language) or vocabulary(other, newest).knows(word)


def _telling(sought: Sequence[str], language: str, *, prose: bool) -> list[str]:
    """Return those of the words that not every card holds: where others are left out, they find nothing."""
    rows = _told_apart(language, prose=prose).rows(tuple(sought))
    return [one for row in rows for one, apart in zip(sought, row, strict=True) if apart]


@cache
def _told_apart(language: str, *, prose: bool) -> Reading:
    def compose(sought: tuple[str, ...]) -> QuerySet[Facet, tuple[Any, ...]]:
        lacking = (Card.objects.exclude(condition(language, [one], prose=prose)) for one in sought)
        return Facet.objects.filter(code=EVERY).values_list(*map(Exists, lacking))

    return Reading(compose)


def _looked(attempt: _Attempt, *, best_first: bool) -> tuple[list[int], _Known]:
    """Return the places of the cards that are found, and what is known."""
    own = attempt.own if best_first else None
    rows = _question(attempt.language, prose=attempt.prose).rows(own, attempt.sought)
    if not rows:
        return [], _Known()
    places, word, edition = rows[0]
    return places, _Known(word, edition)


@cache
def _question(language: str, *, prose: bool) -> Reading:
    """Return the question for places alone: of many cards, whole rows would be slow to put in order."""

    def compose(own: str | None, sought: tuple[str, ...]) -> QuerySet[Facet, tuple[Any, ...]]:
        cards = Card.objects.filter(condition(language, sought, prose=prose))
        found = ranked(cards, language, own).order_by(*BY_RANK) if own else cards
        newest = Subquery(Word.objects.order_by("-pk").values("pk")[:1])
        edition = Subquery(SynonymEdition.objects.order_by("-pk").values("pk")[:1])
        every = Facet.objects.filter(code=EVERY)  # there is one as soon as there are cards
        return every.values_list(ArraySubquery(found.values("place")), newest, edition)

    return Reading(compose)


def ranked(cards: QuerySet[Card], language: str, own: str) -> QuerySet[Card]:
    """Add to the cards of a search how well they match its own words.

    In double precision: PostgreSQL's own rank would come back from a cursor as a slightly other number.
    """
    rank = SearchRank(F(f"words_{language}"), asked(own), weights=list(WEIGHTS))
    return cards.annotate(rank=Cast(rank, FloatField()))


def _match(attempt: _Attempt, places: list[int]) -> Match:
    return Match(
        sets.of_places(places),
        places,
        attempt.language,
        attempt.sought,
        attempt.own,
        attempt.patience,
        attempt.said,
        attempt.prose,
    )


def condition(language: str, sought: Sequence[str], *, prose: bool) -> Q:
    """Each of what is sought, be it in name and matter or, with `prose`, in the description."""
    found = Q()
    for one in sought:
        told = Q(**{f"words_{language}": asked(one)})
        found &= told | Q(**{f"prose_{language}": asked(one)}) if prose else told
    return found


class _Lexemes(SearchQuery):
    """Lexemes as they stand in a card. PostgreSQL reads them once, where to_tsquery would for every card."""

    template = "%(expressions)s::tsquery"


def asked(raw: str) -> SearchQuery:
    """Return a question in the words of PostgreSQL: lexemes in quotes, joined by signs."""
    return _Lexemes(raw, search_type="raw")


def vocabulary(language: str, newest: int | None) -> Vocabulary:
    """Return the words of a language and of its synonyms, read again when one was added since.

    Those that stand in descriptions alone are known in passing.
    """
    told = synonyms.in_force()
    state = (newest, told.newest)
    kept = _kept.get(language)
    if kept is None or kept[0] != state:
        rows = Word.objects.filter(language=language).order_by("folded")
        told_of: dict[bool, dict[str, str]] = {True: told.written(language), False: {}}
        for folded, written, naming in rows.values_list("folded", "written", "naming"):
            told_of[naming][folded] = written
        passing = (pair for pair in told_of[False].items() if pair[0] not in told_of[True])
        kept = _kept[language] = (state, Vocabulary.of(language, told_of[True].items(), passing))
    return kept[1]


def near(words: str, language: str) -> list[str]:
    """Return a few known words that are somewhat like those of a search that found nothing."""
    told = text.telling_words(words, language)
    slips = [word for word in told if not everyday.is_right(word, language)]
    known = _kept[language][1] if language in _kept else None
    found = (one for word in slips for one in spelling.near_ones(word, known, NEAR)) if known else ()
    return [one for one in dict.fromkeys(found) if text.fold(one) not in told][:NEAR]


_kept: dict[str, tuple[tuple[int | None, int | None], Vocabulary]] = {}

"""What somebody may be about to type: pieces, shelves and makers, in a few quick questions."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from poincon.charter.promises import keeps
from poincon.design.shapes import MenuEntry
from poincon.foundation.reading import Reading
from poincon.kernel import text
from poincon.window.models import Card, Facet
from poincon.window.queries import menu, search, synonyms
from poincon.window.queries.listing import SHOWN, Shown, listing, ready, values_of
from poincon.window.queries.search import Patience
from poincon.window.rules import facets, sought
from poincon.window.rules.lacking import lacking
from poincon.window.rules.wishes import Wish
from poincon.window.states import Group

PIECES, SHELVES, BRANDS = 5, 3, 3
SHORTEST = 2  # letters: one would find nearly everything
CODE = 3
AMONG = 200
BEGUN = re.compile(
    r"(.*\w)\s+\d{1,3}(?:[.,]\d*)?\s?[a-z]{0,2}", re.IGNORECASE
)  # words, and a number to be a size
NEWEST = ("sold_out", "-published_at", "-piece")
LABELS = Reading(lambda: Facet.objects.filter(code__startswith="brand:").values_list("code", "label"))


@dataclass(frozen=True, slots=True)
class Suggested:
    """What is offered; `said` is the search that was meant where a word was mistyped."""

    pieces: list[Shown]
    shelves: list[MenuEntry]
    brands: list[tuple[str, str]]
    said: str = ""

    @property
    def total(self) -> int:
        return len(self.pieces) + len(self.shelves) + len(self.brands) + bool(self.said)


@keeps("window.search")
def suggested(words: str, language: str, *, at: datetime) -> Suggested:
    """Return what the words may become; the last of them may still be unfinished.

    Pieces that are called so come first, then those whose kind, maker or matter is; where there are none at
    all, those that a mended search finds. A ring size or a length leaves what is there in it, a number that
    may become one leaves all; of what a piece must lack the search itself tells. Four or five queries, a few
    more for a mistyped word.
    """
    if lacking(words, language):
        return Suggested(listing(Wish(words=words), language=language, at=at).cards[:PIECES], [], [])
    words, worn = _worn(words, language)
    if worn is not None:
        return Suggested(ready(_pieces_worn(words, worn, language), language, at), [], [])
    told = text.telling_words(words, language)
    if len("".join(told)) < SHORTEST:
        return Suggested([], [], [])
    shelves, brands = _shelves(told, language), _brands(told)
    pieces = ready(_pieces(words, told, language), language, at)
    if pieces or shelves or brands:
        return Suggested(pieces, shelves, brands)
    if begun := BEGUN.fullmatch(words):
        return suggested(begun[1], language, at=at)
    return _mended(words, language, at)


def _mended(words: str, language: str, at: datetime) -> Suggested:
    match = search.matched(words, language)
    if match is None or match.patience is Patience.ANY:
        return Suggested([], [], [])
    rows = Card.objects.filter(match.condition).order_by(*NEWEST).values_list(*SHOWN)[:PIECES]
    said = match.said if match.patience is Patience.MENDED else ""
    return Suggested(ready(rows, language, at), [], [], said)


def _worn(words: str, language: str) -> tuple[str, list[str] | None]:
    """Return the words without the ring size or length that they name, and the facets that are it.

    None for the facets where nothing is named, or a number that could be several sizes.
    """
    if long := sought.long(words) or sought.around(words, language):
        near, group, rest = long.near(values_of(Group.LENGTH)), Group.LENGTH, long.rest
    elif size := sought.sought(words):
        if not size.sizes:
            return size.rest, None
        near, group, rest = size.near(values_of(Group.SIZE)), Group.SIZE, size.rest
    else:
        return words, None
    return rest, [facets.facet(group, value) for value in near]


def _pieces_worn(rest: str, worn: list[str], language: str) -> Iterable[tuple[Any, ...]]:
    found = Card.objects.filter(facets__overlap=worn)
    if told := text.telling_words(rest, language):
        found = found.filter(**{f"words_{language}": search.asked(_raw(rest, told, language, ""))})
    return found.order_by(*NEWEST).values_list(*SHOWN)[:PIECES]


def _pieces(words: str, told: Sequence[str], language: str) -> Sequence[tuple[Any, ...]]:
    """Return those that are called so, then those whose kind, maker or matter is, in one query.

    Of very many, the first two hundred are looked at: ordering them all would take longer than anybody types.
    """
    return _newest(language).rows(_raw(words, told, language, ""), _raw(words, told, language, "A"))


@cache
def _newest(language: str) -> Reading:
    def compose(sought: str, called: str) -> QuerySet[Card, tuple[Any, ...]]:
        column = f"words_{language}"
        found = Card.objects.filter(**{column: search.asked(sought)}).order_by().values("pk")[:AMONG]
        named = ExpressionWrapper(Q(**{column: search.asked(called)}), BooleanField())
        return (
            Card.objects.filter(pk__in=found)
            .annotate(named=named)
            .order_by("-named", *NEWEST)
            .values_list(*SHOWN)[:PIECES]
        )

    return Reading(compose)


def _raw(words: str, told: Sequence[str], language: str, weight: str) -> str:
    """Return what is looked for: every word, the last one begun, or a code that begins like this.

    With the weight "A" in names and references alone.
    """
    stems = [(text.stem(word, language), word) for word in told]
    marks = [f"'{stem}'{f':{weight}' if weight else ''}" for stem, _ in stems[:-1]]
    stem, word = stems[-1]
    begun = f"('{word}':*{weight} | '{stem}':*{weight})"
    pairs = [*zip((stem for stem, _ in stems[:-1]), marks, strict=True), (stem, begun)]
    widened = synonyms.in_force().thesauri[language].widened(pairs)
    code = text.code(words)
    as_code = f" | '{code}':*A" if len(code) >= CODE and any(map(str.isdigit, code)) else ""
    return f"({' & '.join(widened)}){as_code}"


def _shelves(told: Sequence[str], language: str) -> list[MenuEntry]:
    known = [one for one in menu.shelves() if one.filled]
    found = _beginning(known, told, lambda one: one.names[language])[:SHELVES]
    return [MenuEntry(one.names[language], menu.address(one, language)) for one in found]


def _brands(told: Sequence[str]) -> list[tuple[str, str]]:
    """Return name and slug of the makers that are meant."""
    prefix = facets.facet(Group.BRAND, "")
    found = _beginning(LABELS.rows(), told, lambda row: row[1])[:BRANDS]
    return [(label, code.removeprefix(prefix)) for code, label in sorted(found, key=lambda row: row[1])]


def _beginning[T](among: Iterable[T], told: Sequence[str], named: Callable[[T], str]) -> list[T]:
    """Return those in whose names each of the words begins one."""
    split = ((one, text.fold(named(one)).replace("’", " ").replace("-", " ").split()) for one in among)
    return [one for one, names in split if all(any(name.startswith(word) for name in names) for word in told)]

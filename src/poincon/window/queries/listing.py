"""What a listing shows: the pieces of a page, how many there are, and what they can be narrowed by."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.search import SearchRank
from django.core.paginator import Page, Paginator
from django.db.models import F, FloatField, Q, QuerySet, Value
from django.db.models.functions import Cast

from poincon.charter import queries as charters
from poincon.charter.promises import keeps
from poincon.design.shapes import Picture
from poincon.foundation import clock
from poincon.foundation.following import following
from poincon.foundation.reading import Reading, among
from poincon.kernel.money import Money
from poincon.pricing import rules as pricing
from poincon.window.models import Card, Facet
from poincon.window.queries import search
from poincon.window.queries.search import Match
from poincon.window.queries.sources import asked_anew
from poincon.window.rules import sets
from poincon.window.rules.cards import asked
from poincon.window.rules.facets import EVERY
from poincon.window.rules.wishes import Wish
from poincon.window.states import Group, Sort

type Ends = tuple[int | None, int | None]  # the lowest and the highest price, in minor units
type Codes = tuple[str, ...]
type Groups = tuple[tuple[Codes, Ends | None], ...]
type Facets = Mapping[str, tuple[int, str]]  # code: the set of its cards, its own label

PER_PAGE = 24
FAR = 1000  # from here on the way is found in the index alone, without reading every card that is passed
FACETS = Reading(lambda: Facet.objects.values_list("code", "label", "bits"), binary=True)
WEIGHTS = (0.05, 0.2, 0.5, 1.0)  # description, matter, what it is, name
SHOWN = [
    "piece_id", "slug", "brand", "name_fr", "name_en", "matter_fr", "matter_en", "price_from_minor",
    "price_to_minor", "struck_minor", "struck_new", "sales", "asked_until", "currency", "availability",
    "dispatch_on", "first_stem", "first_width", "first_height", "second_stem", "second_width",
    "second_height",
]  # fmt: skip
ORDERS = {
    Sort.NEWEST: ("-published_at", "-piece"),
    Sort.CHEAPEST: ("price_from_minor", "-piece"),
    Sort.DEAREST: ("-price_from_minor", "-piece"),
}
OWN_ORDER = ("sold_out", "-published_at", "-piece")  # what is sold out comes last
BY_RANK = ("sold_out", "-rank", "-published_at", "-piece")


@dataclass(frozen=True, slots=True)
class Shown:
    """A card, ready for its template."""

    slug: str
    brand: str
    name: str
    matter: str
    price: Money
    varies: bool
    state: str
    said: str
    first: Picture | None
    second: Picture | None
    dispatch_on: date | None
    struck: Money | None = None
    struck_new: bool = False
    sales: bool = False

    @property
    def percent(self) -> int:
        """Whole percent by which the price is lower than the one struck through."""
        return pricing.percent_off(self.struck, self.price) if self.struck else 0


@dataclass(frozen=True, slots=True)
class Option:
    """A value that the listing can be narrowed to, and how many pieces would then be left."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of pieces with everything around it."""

    wish: Wish
    language: str
    match: Match | None
    total: int
    cards: list[Shown]
    options: dict[Group, list[Option]]
    page: Page[int]


@dataclass(frozen=True, slots=True)
class Run:
    """Some pieces of a listing in its order, each with its place, from which one can go on."""

    total: int
    cards: list[tuple[Shown, tuple[Any, ...]]]
    options: dict[Group, list[Option]]


def run(wish: Wish, *, language: str, at: datetime, after: Sequence[Any] | None, most: int) -> Run:
    """Return what follows the place `after` in a listing, one piece more than `most` if there is one.

    The same pieces in the same order as the pages of `listing`; two queries, sometimes three, and one or
    more for a search.
    """
    match, facets, counts = _found(wish, language)
    total = counts.get(EVERY, 0)
    ordering = _ordering(wish, match, language)
    told = [name.lstrip("-") for name in ordering]
    rows = _found_by(wish, match).values(*dict.fromkeys([*SHOWN, *told]))
    found = following(rows, ordering, after, most + 1) if total else []
    places = [tuple(row[name] for name in told) for row in found]
    shown = list(zip(all_shown(found, language, at), places, strict=True))
    return Run(total, shown, _options(wish, counts, facets))


def listing(wish: Wish, *, language: str, at: datetime) -> Listing:
    """Return the page of pieces that was wished for; a page too far gives the last one.

    Two queries, and one or more for a search.
    """
    match, facets, counts = _found(wish, language)
    total = counts.get(EVERY, 0)
    page = Paginator(range(total), PER_PAGE).get_page(wish.page)
    cards = _cards(wish, match, language, page, at) if total else []
    return Listing(wish, language, match, total, cards, _options(wish, counts, facets), page)


def _found(wish: Wish, language: str) -> tuple[Match | None, Facets, dict[str, int]]:
    """Return what was found by words, the sets behind every code, and how many pieces each would leave."""
    match = search.matched(wish.words, language) if wish.words else None
    facets = {code: (sets.unpacked(bits), label) for code, label, bits in FACETS.rows()}
    cards = match.cards if match else 0 if wish.words else None
    return match, facets, _counts(wish, facets, cards, _priced(wish))


def _priced(wish: Wish) -> int:
    """Return the cards between the two prices that were asked, none where nobody asked; one query if so."""
    ends = _ends(wish)
    if ends is None:
        return 0
    found = Card.objects.filter(_between(ends)).aggregate(all=ArrayAgg("place", default=[]))
    return sets.of_places(found["all"])


def _ends(wish: Wish) -> Ends | None:
    """Return the lowest and the highest price that were asked, in minor units; None for an open end."""
    if wish.between is None:
        return None
    low, high = (None if end is None else minor(end) for end in wish.between)
    return low, high


def _between(ends: Ends) -> Q:
    """Return the condition that some size of a piece may cost what was asked: its prices reach into it."""
    low, high = ends
    asked = Q() if low is None else Q(price_to_minor__gte=Value(low))
    return asked if high is None else asked & Q(price_from_minor__lte=Value(high))


def minor(whole: int) -> int:
    """Return an amount in whole units of the house's currency in its smallest."""
    return Money.of(str(whole), charters.charter().currency).minor


@keeps("window.filters")
def _counts(wish: Wish, facets: Facets, found: int | None, priced: int = 0) -> dict[str, int]:
    """Count the pieces behind every code; `priced` are those between the two prices that were asked.

    A group that is narrowed itself is counted as if it were not, so that a second metal can be added.
    """
    base = sets.every([_set(facets, EVERY), *(_set(facets, code) for code in wish.scope)])
    base = base if found is None else base & found
    groups = {group: sets.some(_set(facets, code) for code in wish.codes(group)) for group in wish.groups}
    if wish.between:
        groups[Group.PRICE] |= priced
    narrowed = sets.every([base, *groups.values()])
    apart = {
        str(group): sets.every([base, *(own for other, own in groups.items() if other is not group)])
        for group in groups
    }
    return {
        code: (apart.get(code.partition(":")[0], narrowed) & own).bit_count()
        for code, (own, _) in facets.items()
    }


def counts_by_brand() -> dict[str, int]:
    """Return how many pieces of each maker are on show, by slug."""
    prefix = f"{Group.BRAND}:"
    return {
        code.removeprefix(prefix): sets.unpacked(bits).bit_count()
        for code, _label, bits in FACETS.rows()
        if code.startswith(prefix)
    }


def values_of(group: Group) -> list[str]:
    """Return the values of a group that some piece on show carries."""
    prefix = f"{group}:"
    return [code.removeprefix(prefix) for code, _label, _bits in FACETS.rows() if code.startswith(prefix)]


def _set(facets: Facets, code: str) -> int:
    return facets[code][0] if code in facets else 0


def _options(wish: Wish, counts: Mapping[str, int], facets: Facets) -> dict[Group, list[Option]]:
    """Return what each group offers; a value that was chosen stays, even when nothing is left behind it."""
    found: dict[Group, list[Option]] = {group: [] for group in Group}
    asked = {code for group in wish.chosen for code in wish.codes(group)}
    for code in {**counts, **dict.fromkeys(asked)}:
        name, _, value = code.partition(":")
        if name in found and (counts.get(code) or code in asked):
            label = facets[code][1] if code in facets else ""
            found[Group(name)].append(Option(value, label, counts.get(code, 0), code in asked))
    return found


def _cards(wish: Wish, match: Match | None, language: str, page: Page[int], at: datetime) -> list[Shown]:
    start = (page.number - 1) * PER_PAGE
    ordering = _ordering(wish, match, language)
    own = match.own if match and ordering == BY_RANK else None
    if start < FAR:
        searched = (match.language, match.prose) if match else None
        sought = match.sought if match else ()
        return ready(_near(ordering, searched, start).rows(*_narrowing(wish), sought, own), language, at)
    there = _found_by(wish, match).order_by(*ordering).values_list("pk", flat=True)
    return ready(
        _far(ordering, match.language if match else "").rows([*there[start : start + PER_PAGE]], own),
        language,
        at,
    )


@cache
def _near(ordering: tuple[str, ...], searched: tuple[str, bool] | None, start: int) -> Reading:
    """Return the question for the cards from `start` on, whatever is asked for."""
    language, prose = searched or ("", False)

    def compose(
        scope: Codes, groups: Groups, sought: tuple[str, ...], own: str | None
    ) -> QuerySet[Card, tuple[Any, ...]]:
        found = _narrowed(scope, groups).filter(search.condition(language, sought, prose=prose))
        ordered = _ranked(found, language, own).order_by(*ordering)
        told: QuerySet[Card, tuple[Any, ...]] = ordered.values_list(*SHOWN)[start : start + PER_PAGE]
        return told

    return Reading(compose)


@cache
def _far(ordering: tuple[str, ...], language: str) -> Reading:
    """Return the question for cards that are known already, in the order of the listing."""

    def compose(there: str, own: str | None) -> QuerySet[Card, tuple[Any, ...]]:
        known = Card.objects.filter(among("window_card.piece_id", there))
        found = _ranked(known, language, own)
        told: QuerySet[Card, tuple[Any, ...]] = found.order_by(*ordering).values_list(*SHOWN)
        return told

    return Reading(compose)


def _found_by(wish: Wish, match: Match | None) -> QuerySet[Card]:
    """Return the cards of a listing, in no order; those of a search with how well they match it."""
    cards = _narrowed(*_narrowing(wish))
    return _ranked(cards.filter(match.condition), match.language, match.own) if match else cards


def _narrowing(wish: Wish) -> tuple[Codes, Groups]:
    """Return the codes that every card must carry, and for each group what one of is enough."""
    ends = _ends(wish)
    groups = [group for group in Group if group in wish.groups]
    return wish.scope, tuple(
        (tuple(wish.codes(group)), ends if group is Group.PRICE else None) for group in groups
    )


def _narrowed(scope: Codes, groups: Groups) -> QuerySet[Card]:
    """Return the cards that were wished for, in no order."""
    rows = Card.objects.filter(facets__contains=list(scope)) if scope else Card.objects.all()
    for codes, ends in groups:
        asked = Q(facets__overlap=list(codes)) if codes else Q()
        between = _between(ends) if ends else Q()
        rows = rows.filter(asked | between if asked and between else asked or between)
    return rows


def _ranked(cards: QuerySet[Card], language: str, own: str | None) -> QuerySet[Card]:
    """Add to the cards of a search how well they match its own words.

    In double precision: PostgreSQL's own rank would come back from a cursor as a slightly other number.
    """
    if own is None:
        return cards
    rank = SearchRank(F(f"words_{language}"), search.asked(own), weights=list(WEIGHTS))
    return cards.annotate(rank=Cast(rank, FloatField()))


def _ordering(wish: Wish, match: Match | None, language: str) -> tuple[str, ...]:
    """Return the columns by which the listing is ordered, the last of which is never alike."""
    if wish.sort is Sort.NAME:
        return (f"sort_{language}", "-piece")
    return ORDERS.get(wish.sort) or (BY_RANK if match else OWN_ORDER)


def shown(cards: QuerySet[Card], language: str, at: datetime) -> list[Shown]:
    """Return cards ready for their template, in one query; four more where a reduction has just ended."""
    return ready(cards.values_list(*SHOWN), language, at)


def ready(rows: Iterable[tuple[Any, ...]], language: str, at: datetime) -> list[Shown]:
    """Return rows of the columns `SHOWN` ready for their template."""
    return all_shown([dict(zip(SHOWN, row, strict=True)) for row in rows], language, at)


def all_shown(rows: Sequence[dict[str, Any]], language: str, at: datetime) -> list[Shown]:
    """Return rows ready for their template; prices past their end are asked anew, until cards are."""
    past = [row["piece_id"] for row in rows if row["asked_until"] and row["asked_until"] <= at]
    anew = asked_anew(past, at=at) if past else {}
    today = clock.local_day(at)
    told = (row | asked(anew[row["piece_id"]]) if row["piece_id"] in anew else row for row in rows)
    return [_shown(row, language, today) for row in told]


def cards_of(pieces: Sequence[int], *, language: str, at: datetime) -> dict[int, Shown]:
    """Return the cards of those pieces that are on show, by piece, as `shown` does."""
    found = Card.objects.filter(piece__in=pieces).values_list(*SHOWN) if pieces else ()
    rows = [dict(zip(SHOWN, row, strict=True)) for row in found]
    return dict(zip((row["piece_id"] for row in rows), all_shown(rows, language, at), strict=True))


def _shown(row: dict[str, Any], language: str, today: date) -> Shown:
    state, day = row["availability"], row["dispatch_on"]
    return Shown(
        slug=row["slug"],
        brand=row["brand"],
        name=row[f"name_{language}"],
        matter=row[f"matter_{language}"],
        price=Money(row["price_from_minor"], row["currency"]),
        varies=row["price_from_minor"] != row["price_to_minor"],
        state=state,
        said=charters.stock_words(charters.charter(), state, language, today=today, dispatch_on=day),
        first=_picture(row, "first"),
        second=_picture(row, "second"),
        dispatch_on=day,
        struck=Money(row["struck_minor"], row["currency"]) if row["struck_minor"] else None,
        struck_new=row["struck_new"],
        sales=row["sales"],
    )


def _picture(row: dict[str, Any], place: str) -> Picture | None:
    stem = row[f"{place}_stem"]
    return Picture(stem, row[f"{place}_width"], row[f"{place}_height"]) if stem else None

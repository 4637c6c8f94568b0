"""What a listing shows: the pieces of a page, how many there are, and what they can be narrowed by."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import islice
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import Q, QuerySet, Value

from poincon.charter import queries as charters
from poincon.design.shapes import Picture
from poincon.foundation import clock
from poincon.foundation.following import following
from poincon.foundation.reading import START, Reading, among, in_set, those
from poincon.kernel.money import Money
from poincon.pricing import rules as pricing
from poincon.window.models import Card, Facet
from poincon.window.queries import search
from poincon.window.queries.search import BY_RANK, Match
from poincon.window.queries.sources import asked_anew
from poincon.window.queries.worded import worded
from poincon.window.rules import counting, sets
from poincon.window.rules.cards import asked
from poincon.window.rules.counting import Priced
from poincon.window.rules.facets import EVERY, PAIRED
from poincon.window.rules.wishes import Wish
from poincon.window.states import Group, Sort

type Ends = tuple[int | None, int | None]  # the lowest and the highest price, in minor units

PER_PAGE = 24
FEW = 200  # so many cards are looked up one by one sooner than an index is walked for them
SETS = Facet.objects.values_list("code", "label", "bits")
TRIPLES = Reading(SETS.all, binary=True)  # all codes
PAIRS = Reading(lambda: SETS.exclude(code__regex=f"{PAIRED}.*{PAIRED}"), binary=True)
FACETS = Reading(lambda: SETS.exclude(code__contains=PAIRED), binary=True)
SHOWN = [
    "piece_id", "slug", "brand", "name_fr", "name_en", "named_in", "matter_fr", "matter_en",
    "price_from_minor", "price_to_minor", "struck_minor", "struck_new", "sales", "asked_until", "currency",
    "availability", "dispatch_on", "first_stem", "first_width", "first_height", "second_stem", "second_width",
    "second_height",
]  # fmt: skip
ORDERS = {
    Sort.NEWEST: ("-published_at", "-piece"),
    Sort.CHEAPEST: ("price_from_minor", "-piece"),
    Sort.DEAREST: ("-price_from_minor", "-piece"),
}
OWN_ORDER = ("sold_out", "-published_at", "-piece")  # what is sold out comes last


@dataclass(frozen=True, slots=True)
class Shown:
    """A card, ready for its template; `tongue` is the language of its name where it is not the page's."""

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
    tongue: str = ""
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

    @property
    def priced_apart(self) -> bool:
        """Tell whether the pieces cost more and less than each other, as far as one page tells.

        A list of several pages is taken to: nobody sees that it does not.
        """
        prices = {card.price for card in self.cards}
        return self.total > PER_PAGE or len(prices) > 1 or any(card.varies for card in self.cards)


@dataclass(frozen=True, slots=True)
class Run:
    """Some pieces of a listing in its order, each with its place, from which one can go on."""

    total: int
    cards: list[tuple[Shown, tuple[Any, ...]]]
    options: dict[Group, list[Option]]


@dataclass(frozen=True, slots=True)
class _Found:
    """The set of what was wished for, what it was found by, and what else there is."""

    language: str
    match: Match | None
    cards: int
    counts: Mapping[str, int]
    labels: Mapping[str, str]


def run(wish: Wish, *, language: str, at: datetime, after: Sequence[Any] | None, most: int) -> Run:
    """Return what follows the place `after` in a listing, one piece more than `most` if there is one.

    The same pieces in the same order as the pages of `listing`; two queries, sometimes three, and one or
    more for a search.
    """
    found = _found(wish, language)
    ordering = _ordering(wish, found.match, language)
    told = [name.lstrip("-") for name in ordering]
    rows = _wished(found).values(*dict.fromkeys([*SHOWN, *told]))
    cards = following(rows, ordering, after, most + 1) if found.cards else []
    places = [tuple(row[name] for name in told) for row in cards]
    shown = list(zip(all_shown(cards, language, at), places, strict=True))
    return Run(found.cards.bit_count(), shown, _options(wish, found.counts, found.labels))


def listing(wish: Wish, *, language: str, at: datetime, strictly: bool = False) -> Listing:
    """Return the page of pieces that was wished for; a page too far gives the last one.

    Two queries, one or two more between two prices, and one or more for a search: `strictly` one, which finds
    words only as they are, and in no description.
    """
    found = _found(wish, language, best_first=wish.sort is Sort.BEST, strictly=strictly)
    total = found.cards.bit_count()
    page = Paginator(range(total), PER_PAGE).get_page(wish.page)
    cards = _cards(found, wish, page, at) if total else []
    options = _options(wish, found.counts, found.labels)
    return Listing(wish, language, found.match, total, cards, options, page)


def _found(wish: Wish, language: str, *, best_first: bool = False, strictly: bool = False) -> _Found:
    """Return the set of the pieces that were wished for, and how many every other choice would leave."""
    match = None
    rows = (TRIPLES if counting.tripled(wish) else PAIRS if counting.joined(wish) else FACETS).rows()
    known = {code: sets.unpacked(bits) for code, _label, bits in rows}
    base = sets.every(known.get(code, 0) for code in (EVERY, *wish.scope))
    if wish.words:
        match, meant = worded(wish.words, language, known, best_first=best_first, strictly=strictly)
        base &= meant
    cards, counts = counting.counted(wish, known, base, _priced(wish, base))
    return _Found(language, match, cards, counts, {code: label for code, label, _bits in rows if label})


def _priced(wish: Wish, among: int) -> Priced:
    """Return the cards among these between the two prices that were asked.

    One query if any were, and one more where these prices part the variants of a card.
    """
    ends = _ends(wish)
    if ends is None or not among:
        return Priced()
    few = among.bit_count() <= FEW
    rows = PRICED.rows(*ends, sets.listed(among) if few else None)
    whole, partly = (sets.of_places(places) & among for row in rows for places in row)
    parted = _parted(partly, ends) if partly else []
    return Priced(whole, partly, {code: sets.of_places(places) for code, places in parted})


def _parted(cards: int, ends: Ends) -> list[tuple[str, list[int]]]:
    """Return the pairs of which a variant costs what was asked, each with the places of its cards."""
    with connection.cursor() as cursor:
        cursor.execute(PARTED, [sets.listed(cards), *ends])
        found: list[tuple[str, list[int]]] = cursor.fetchall()
    return found


def _ends(wish: Wish) -> Ends | None:
    """Return the lowest and the highest price that were asked, in minor units; None for an open end."""
    if wish.between is None:
        return None
    low, high = (None if end is None else minor(end) for end in wish.between)
    return low, high


def _between(low: object | None, high: object | None, places: str | None) -> QuerySet[Facet, tuple[Any, ...]]:
    """Return the places of cards of which all prices are in what was asked, and of those that reach there."""
    reaching = Q() if low is None else Q(price_to_minor__gte=Value(low))
    reaching &= Q() if high is None else Q(price_from_minor__lte=Value(high))
    whole = Q() if low is None else Q(price_from_minor__gte=Value(low))
    whole &= Q() if high is None else Q(price_to_minor__lte=Value(high))
    few = Q() if places is None else among("place", places)
    found = Card.objects.filter(reaching, few)
    asked = (found.filter(whole), found.exclude(whole))
    every = Facet.objects.filter(code=EVERY)
    return every.values_list(*(ArraySubquery(cards.values("place")) for cards in asked))


PRICED = Reading(_between)
PARTED = """
SELECT told.code, array_agg(card.place)
  FROM window_card AS card, unnest(card.priced_codes, card.priced_minor) AS told(code, minor)
 WHERE card.place = ANY((SELECT %s::bigint[])::bigint[])
   AND told.minor BETWEEN COALESCE(%s, told.minor) AND COALESCE(%s, told.minor)
 GROUP BY told.code
"""
PLACED = Reading(
    lambda places: Card.objects.filter(among("window_card.place", places)).values_list("place", *SHOWN)
)


def minor(whole: int) -> int:
    """Return an amount in whole units of the house's currency in its smallest."""
    return Money.of(str(whole), charters.charter().currency).minor


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


def _options(wish: Wish, counts: Mapping[str, int], labels: Mapping[str, str]) -> dict[Group, list[Option]]:
    """Return what each group offers; a value that was chosen stays, even when nothing is left behind it."""
    found: dict[Group, list[Option]] = {group: [] for group in Group}
    asked = {code for group in wish.chosen for code in wish.codes(group)}
    for code in {**counts, **dict.fromkeys(asked)}:
        name, _, value = code.partition(":")
        if name in found and (counts.get(code) or code in asked):
            found[Group(name)].append(Option(value, labels.get(code, ""), counts.get(code, 0), code in asked))
    return found


def _cards(found: _Found, wish: Wish, page: Page[int], at: datetime) -> list[Shown]:
    start, ordering = (page.number - 1) * PER_PAGE, _ordering(wish, found.match, found.language)
    if found.match and ordering == BY_RANK:
        rows = _placed([*islice(sets.within(found.match.places, found.cards), start, start + PER_PAGE)])
    elif page.paginator.count <= FEW:
        rows = _few(ordering).rows(sets.listed(found.cards), start)
    else:
        rows = _many(ordering).rows(*_bits(found.cards), start)
    return ready(rows, found.language, at)


def _placed(places: Sequence[int]) -> list[tuple[Any, ...]]:
    """Return the cards that stand at these places, in their order."""
    rows = {place: row for place, *row in PLACED.rows(sets.written(places))}
    return [tuple(rows[place]) for place in places if place in rows]


@cache
def _few(ordering: tuple[str, ...]) -> Reading:
    """Return the question for a page of cards that are looked up one by one."""

    def compose(places: str, _start: str) -> QuerySet[Card, tuple[Any, ...]]:
        known = Card.objects.filter(among("window_card.place", places)).order_by(*ordering)
        told: QuerySet[Card, tuple[Any, ...]] = known.values_list(*SHOWN)[START : START + PER_PAGE]
        return told

    return Reading(compose)


@cache
def _many(ordering: tuple[str, ...]) -> Reading:
    """Return the question for a page of cards whose way is found in an index alone, however far it is."""

    def compose(size: str, bits: str, _start: str) -> QuerySet[Card, tuple[Any, ...]]:
        wished = Card.objects.filter(in_set("place", size, bits)).order_by(*ordering)
        here = Card.objects.filter(those("pk", wished.values("pk")[START : START + PER_PAGE]))
        told: QuerySet[Card, tuple[Any, ...]] = here.order_by(*ordering).values_list(*SHOWN)
        return told

    return Reading(compose)


def _wished(found: _Found) -> QuerySet[Card]:
    """Return the cards of a listing, in no order; those of a search with how well they match it."""
    match = found.match
    if found.cards.bit_count() <= FEW:
        cards = Card.objects.filter(among("window_card.place", sets.listed(found.cards)))
    else:
        cards = Card.objects.filter(match.condition if match else Q(), in_set("place", *_bits(found.cards)))
    return search.ranked(cards, match.language, match.own) if match else cards


def _bits(cards: int) -> tuple[int, bytes]:
    """Return a set as PostgreSQL is asked for it: the place after its last, and its bits."""
    bits = sets.packed(cards)
    return 8 * len(bits), bits


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
    told = (row | asked(anew[row["piece_id"]]) if row["piece_id"] in anew else row for row in rows)
    return [_shown(row, language, at) for row in told]


def cards_of(pieces: Sequence[int], *, language: str, at: datetime) -> dict[int, Shown]:
    """Return the cards of those pieces that are on show, by piece, as `shown` does."""
    found = Card.objects.filter(piece__in=pieces).values_list(*SHOWN) if pieces else ()
    rows = [dict(zip(SHOWN, row, strict=True)) for row in found]
    return dict(zip((row["piece_id"] for row in rows), all_shown(rows, language, at), strict=True))


def _shown(row: dict[str, Any], language: str, at: datetime) -> Shown:
    charter, state, awaited = charters.charter(), row["availability"], row["dispatch_on"]
    day = charters.dispatch_by(charter, at, restock_on=awaited) if awaited else None
    today = clock.local_day(at)
    return Shown(
        slug=row["slug"],
        brand=row["brand"],
        name=row[f"name_{language}"],
        tongue=row["named_in"] if row["named_in"] != language else "",
        matter=row[f"matter_{language}"],
        price=Money(row["price_from_minor"], row["currency"]),
        varies=row["price_from_minor"] != row["price_to_minor"],
        state=state,
        said=charters.stock_words(charter, state, language, today=today, dispatch_on=day),
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

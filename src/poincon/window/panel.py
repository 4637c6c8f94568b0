"""What stands above a listing: its filters with their counts, what has been chosen, the orders on offer."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.functional import Promise

from poincon.window import words
from poincon.window.queries.listing import Listing, Option
from poincon.window.rules import wishes
from poincon.window.states import Group, Sort

NUMBERED = {Group.SIZE, Group.LENGTH, Group.FINENESS}
STATES = ("in_stock", "restocking", "sold_out")
USELESS_BELOW = 2  # a single value, carried by all, narrows nothing


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter, in words; `id` is its field's in the page."""

    id: str
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """A group of values that the listing can be narrowed by; of prices, `low` and `high` were typed."""

    group: Group
    label: str | Promise
    choices: list[Choice]
    chosen: int
    useful: bool
    low: int | None = None
    high: int | None = None

    @property
    def ranged(self) -> bool:
        """True when two prices were asked, or one: it counts as one more choice."""
        return self.low is not None or self.high is not None


@dataclass(frozen=True, slots=True)
class Tag:
    """Something chosen, with the address that takes it back."""

    label: str
    url: str


def filters(listing: Listing, currency: str, *, hidden: Iterable[Group] = ()) -> list[Filter]:
    """Return the filters in the order of their groups; `hidden` are those that the page itself decides."""
    shown = [
        filter_of(group, options, listing.language, currency)
        for group, options in listing.options.items()
        if group not in hidden
    ]
    told = {Group.PRICE: _ranged, Group.MAKING: _made}
    return [told[one.group](one, listing) if one.group in told else one for one in shown]


def _ranged(prices: Filter, listing: Listing) -> Filter:
    """Return the filter of prices with the two that were typed; of use as soon as prices differ at all."""
    if listing.wish.between is None:
        return replace(prices, useful=prices.useful or listing.priced_apart or bool(listing.wish.unread))
    low, high = listing.wish.between
    return replace(prices, low=low, high=high, chosen=prices.chosen + 1, useful=True)


def _made(makings: Filter, listing: Listing) -> Filter:
    """Return the filter of what is made for the wearer; a single value narrows, where some pieces lack it."""
    lacking = any(one.count < listing.total for one in makings.choices)
    return replace(makings, useful=makings.useful or lacking)


def filter_of(group: Group, options: list[Option], language: str, currency: str) -> Filter:
    """Return one group of values in words, in their order."""
    said = [
        Choice(
            f"{group}-{option.value}".replace(".", "_"),
            option.value,
            words.label(group, option.value, language, currency, option.label),
            option.count,
            option.chosen,
        )
        for option in options
    ]
    chosen = sum(choice.chosen for choice in said)
    useful = len(said) >= USELESS_BELOW or chosen > 0
    return Filter(group, words.GROUPS[group], sorted(said, key=lambda one: _rank(group, one)), chosen, useful)


def _rank(group: Group, choice: Choice) -> tuple[float, float, str]:
    """Sizes and prices in their own order, states as they get worse, the rest by how much there is."""
    if group in NUMBERED or group is Group.PRICE:
        number = choice.value.partition("-")[0]
        return (float(number) if number.replace(".", "", 1).isdigit() else 0.0, 0.0, choice.value)
    if group is Group.STOCK:
        return (STATES.index(choice.value) if choice.value in STATES else len(STATES), 0.0, choice.value)
    return (0.0, -choice.count, choice.label)


def tags(shown: Iterable[Filter], query: QueryDict, currency: str) -> list[Tag]:
    """Return what is chosen, each with the address of the listing without it."""
    found = []
    for one in shown:
        chosen = (choice for choice in one.choices if choice.chosen)
        found += [Tag(choice.label, without(query, one.group, choice.value)) for choice in chosen]
        if one.ranged:
            found.append(Tag(_ends(one, currency), _anyhow(query)))
    return found


def _ends(shown: Filter, currency: str) -> str:
    """Say the two prices that were asked."""
    low, high = shown.low or 0, shown.high
    if high is not None and not low:
        return words.price_to(high, currency, words.speaking())
    return words.price_band(f"{low}-{'' if high is None else high}", currency, words.speaking())


def _anyhow(query: QueryDict) -> str:
    """Return the query of an address without the two prices that were asked."""
    left = query.copy()
    for name in (wishes.LOWEST, wishes.HIGHEST, "page"):
        left.pop(name, None)
    return f"?{left.urlencode()}"


def without(query: QueryDict, group: str, value: str) -> str:
    """Return the query of an address without one of its values, and back on the first page."""
    left = query.copy()
    left.setlist(group, [kept for kept in left.getlist(group) if kept != value])
    left.pop("page", None)
    return f"?{left.urlencode()}"


def cleared(query: QueryDict) -> str:
    """Return the query of an address without any filter."""
    left = query.copy()
    for name in [*Group, wishes.LOWEST, wishes.HIGHEST, "page"]:
        left.pop(name, None)
    return f"?{left.urlencode()}"


def sorts(listing: Listing) -> list[tuple[str, str | Promise, bool]]:
    """Return the orders on offer: value, words, whether it is the present one."""
    own = words.BEST_MATCH if listing.wish.words else words.SORTS[Sort.NEWEST]
    offered = [("", own)] + [
        (str(sort), said)
        for sort, said in words.SORTS.items()
        if listing.wish.words or sort is not Sort.NEWEST
    ]
    now = "" if listing.wish.sort is Sort.BEST else str(listing.wish.sort)
    return [(value, said, value == now) for value, said in offered]

"""The codes that a piece is filtered by: "group:value", for instance "metal:gold", "size:54"."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from poincon.window.states import Group

EVERY = "all"  # carried by each piece, so that one count tells the total
MADE = "made:8"  # by which version of the rules: cards without it are written again by themselves
PAIRED = "@"  # in the codes of a size or a length with how it stands, and with its price: "size@in_stock:54"
EDGES = (  # in whole units of the currency
    50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000,
)  # fmt: skip
WHITE = frozenset({"silver", "platinum", "steel", "titanium"})


def facet(group: str, value: object) -> str:
    return f"{group}:{value}"


def paired(group: str, *told: str) -> str:
    """Return the group of the sizes or lengths that stand so, or that stand so in a band of prices."""
    return PAIRED.join([group, *told])


def shelf(category_id: int) -> str:
    """Return the code of a category; pieces carry those of their own shelf and of the one above."""
    return facet("shelf", category_id)


def band(amount: Decimal) -> str:
    """Return the price band of an amount in major units: "0-50", "50-100" and so on, "100000-" at the top.

    A price on an edge belongs to the band that it opens.
    """
    place = bisect_right(EDGES, amount)
    low = EDGES[place - 1] if place else 0
    return f"{low}-{EDGES[place] if place < len(EDGES) else ''}"


def bands(value: str) -> list[str]:
    """Return the band itself; of one that was open at the top before there were higher ones, all of those."""
    low = value.removesuffix("-")
    if low == value or not low.isdigit() or int(low) not in EDGES:
        return [value]
    return [band(Decimal(edge)) for edge in EDGES if edge >= int(low)]


def bounds(value: str) -> tuple[int, int | None]:
    """Return the lower and upper edge of a band; the upper is None at the top."""
    low, _, high = value.partition("-")
    return int(low or 0), int(high) if high else None


def colour(metal: str, seen: str) -> str:
    """Return the colour of a metal as the eye filters it: silver and steel are white, gold says its own."""
    return seen or ("white" if metal in WHITE else "")


def written(groups: Mapping[str, Iterable[object]]) -> Iterator[str]:
    """Yield each code once, in a fixed order, leaving empty values out."""
    for group, values in groups.items():
        for value in dict.fromkeys(map(str, values)):
            if value:
                yield facet(group, value)


def group_of(code: str) -> Group | None:
    """Return the group of a code that visitors may filter by; None for shelves and the total."""
    name = code.partition(":")[0]
    return Group(name) if name in Group else None

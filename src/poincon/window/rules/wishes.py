"""What a visitor asked of a listing, read from an address with everything unreasonable left out."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from poincon.kernel.typed_numbers import read_number
from poincon.kernel.visible import one_line
from poincon.window.rules import facets
from poincon.window.states import Group, Sort

VALUE = re.compile(r"[a-z0-9][a-z0-9_.-]{0,79}")
CURRENCY = re.compile(r"^[^\w\s.,+−-]|[^\w\s.,]$")
MOST_VALUES = 24
MOST_LETTERS = 100
MOST_READ = 1_000  # of a text that somebody pasted by mistake
MOST_PAGES = 100_000
MOST_ASKED = 9_999_999  # in whole units; more is asked as so much


LOWEST, HIGHEST = "price_from", "price_to"
ORDER = ("q", *Group, LOWEST, HIGHEST, "sort", "page")  # of what an address asks
SEVERAL = frozenset(map(str, Group))

type Between = tuple[int | None, int | None]
type Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Wish:
    """Which pieces, in which order. `scope` are codes that every piece must carry: a shelf, a brand.

    `between` are the lowest and the highest price, in whole units of the currency, either of which may be
    open; it is one more choice among the prices, beside the bands that are chosen there. `unread` is what
    was typed as a price and is none, by its field, to be told so.
    """

    scope: tuple[str, ...] = ()
    words: str = ""
    chosen: Mapping[Group, tuple[str, ...]] = field(default_factory=dict)
    between: Between | None = None
    unread: Mapping[str, str] = field(default_factory=dict)
    sort: Sort = Sort.BEST
    page: int = 1

    @property
    def narrowed(self) -> bool:
        return bool(self.chosen or self.between)

    @property
    def groups(self) -> set[Group]:
        """The groups that are narrowed."""
        return {*self.chosen} | ({Group.PRICE} if self.between else set())

    def codes(self, group: Group) -> list[str]:
        return [facets.facet(group, value) for value in self.chosen.get(group, ())]


def read(values: Mapping[str, Iterable[str]], *, scope: tuple[str, ...] = ()) -> Wish:
    """Return the wish that an address tells; what cannot be a wish counts as not said."""
    chosen = {group: _values(values.get(group, ())) for group in Group}
    chosen[Group.PRICE] = tuple(band for value in chosen[Group.PRICE] for band in facets.bands(value))
    typed = {name: _words(_last(values, name)) for name in (LOWEST, HIGHEST)}
    return Wish(
        scope=scope,
        words=_words(_last(values, "q")),
        chosen={group: found for group, found in chosen.items() if found},
        between=_between(_amount(typed[LOWEST]), _amount(typed[HIGHEST], floor=False)),
        unread={name: text for name, text in typed.items() if text and _amount(text) is None},
        sort=Sort(_last(values, "sort")) if _last(values, "sort") in Sort else Sort.BEST,
        page=_page(_last(values, "page")),
    )


def in_order(asked: Pairs) -> Pairs:
    """Return what an address asks for as the one address of that list asks it: in order, nothing said twice.

    What is left empty goes, and so does the first page; what is no part of a wish stays at the end.
    """
    told = [pair for pair in asked if pair[0] in ORDER and pair[1] and pair != ("page", "1")]
    last = {name: value for name, value in told if name not in SEVERAL}
    several = sorted({pair for name, value in told if name in SEVERAL for pair in _present(name, value)})
    ordered = sorted([*several, *last.items()], key=lambda pair: ORDER.index(pair[0]))
    return ordered + [pair for pair in asked if pair[0] not in ORDER]


def _present(name: str, value: str) -> Pairs:
    """Return one of several values as it is said today."""
    return [(name, one) for one in (facets.bands(value) if name == Group.PRICE else (value,))]


def is_in_order(asked: Pairs) -> bool:
    """Tell whether an address asks in its own order already, whatever else it says in between."""
    return [pair for pair in in_order(asked) if pair[0] in ORDER] == [one for one in asked if one[0] in ORDER]


def _between(low: int | None, high: int | None) -> Between | None:
    """Return both ends in their order, None when both are open."""
    if low is not None and high is not None:
        return min(low, high), max(low, high)
    return None if low is None and high is None else (low, high)


def _amount(text: str, *, floor: bool = True) -> int | None:
    """Read an amount as people type it: "1 200", "€1,200", "99,90", to the unit below or above it.

    None when it is none. The same address is read in each language: a comma before three digits parts
    thousands in all of them, since nobody asks for a thousandth.
    """
    found = read_number(CURRENCY.sub("", text), point=".", places=2)
    if found is None or found.startswith("-"):
        return None
    units, _, parts = found.partition(".")
    return min(int(units) + (not floor and bool(parts.strip("0"))), MOST_ASKED)


def _last(values: Mapping[str, Iterable[str]], name: str) -> str:
    return next(reversed([*values.get(name, ())]), "")


def _values(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in found if VALUE.fullmatch(value)))[:MOST_VALUES]


def _words(text: str) -> str:
    """Return what can be seen of a search as one line, without what is too much of it."""
    return " ".join(one_line(text[:MOST_READ]).split())[:MOST_LETTERS].strip()


def _page(text: str) -> int:
    return min(max(int(text), 1), MOST_PAGES) if text.isascii() and text.isdigit() and len(text) < 8 else 1

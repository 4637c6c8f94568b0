"""What a visitor asked of a listing, read from an address with everything unreasonable left out."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from poincon.window.rules import facets
from poincon.window.states import Group, Sort

VALUE = re.compile(r"[a-z0-9][a-z0-9_.-]{0,79}")
MOST_VALUES = 24
MOST_LETTERS = 100
MOST_PAGES = 100_000


@dataclass(frozen=True, slots=True)
class Wish:
    """Which pieces, in which order. `scope` are codes that every piece must carry: a shelf, a brand."""

    scope: tuple[str, ...] = ()
    words: str = ""
    chosen: Mapping[Group, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = Sort.BEST
    page: int = 1

    @property
    def narrowed(self) -> bool:
        return bool(self.chosen)

    def codes(self, group: Group) -> list[str]:
        return [facets.facet(group, value) for value in self.chosen.get(group, ())]


def read(values: Mapping[str, Iterable[str]], *, scope: tuple[str, ...] = ()) -> Wish:
    """Return the wish that an address tells; what cannot be a wish counts as not said."""
    chosen = {group: _values(values.get(group, ())) for group in Group}
    return Wish(
        scope=scope,
        words=_words(_last(values, "q")),
        chosen={group: found for group, found in chosen.items() if found},
        sort=Sort(_last(values, "sort")) if _last(values, "sort") in Sort else Sort.BEST,
        page=_page(_last(values, "page")),
    )


def _last(values: Mapping[str, Iterable[str]], name: str) -> str:
    return next(reversed([*values.get(name, ())]), "")


def _values(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in found if VALUE.fullmatch(value)))[:MOST_VALUES]


def _words(text: str) -> str:
    """Return a search as one line without control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:MOST_LETTERS].strip()


def _page(text: str) -> int:
    return min(max(int(text), 1), MOST_PAGES) if text.isascii() and text.isdigit() and len(text) < 8 else 1

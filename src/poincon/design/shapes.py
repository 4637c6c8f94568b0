"""What the parts of a page are given: small frozen rows, made by queries and views."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Protocol

from django.utils.functional import Promise

from poincon.kernel.money import Money

type Words = str | Promise


class Picturable(Protocol):
    """A picture: `stem` is its address without size and format, the measures are those of the full size."""

    @property
    def stem(self) -> str: ...
    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its words, for those who have no row of their own."""

    stem: str
    width: int
    height: int
    alt: str = ""


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A tab of the shop's menu and the types under it (R002)."""

    label: Words
    url: str
    entries: tuple["MenuEntry", ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Menu:
    """The shop's menu. It is told apart by being another object, since it is made once for the same tabs."""

    tabs: tuple[MenuEntry, ...]
    addresses: frozenset[str]

    @classmethod
    def of(cls, tabs: Iterable[MenuEntry]) -> "Menu":
        told = tuple(tabs)
        return cls(told, frozenset(one.url for tab in told for one in (tab, *tab.entries)))


@dataclass(frozen=True, slots=True)
class Moment:
    """A line of a timeline; `when` is an instant, a day, or words such as "ce soir"."""

    label: Words
    state: Literal["done", "now", "next", "stopped"]
    when: datetime | date | Words | None = None
    note: Words = ""


@dataclass(frozen=True, slots=True)
class SumLine:
    """A line of totals: an amount, or words in its place such as "offerte"."""

    label: Words
    amount: Money | None = None
    words: Words = ""
    note: Words = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the checkout; a done one with a `url` can be gone back to."""

    label: Words
    state: Literal["done", "now", "next"]
    url: str = ""


@dataclass(frozen=True, slots=True)
class Tongue:
    """The same page in one of the shop's languages."""

    code: str
    name: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Column:
    """A titled group of links: of the footer, or of the desk's side menu."""

    title: Words
    links: list["Line"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Line:
    """A link of a menu; `tally` is how many things wait behind it."""

    label: Words
    url: str
    current: bool = False
    tally: int | None = None

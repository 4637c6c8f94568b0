"""Registries: how features above add themselves to pages and duties owned below.

A feature registers in its AppConfig.ready(); nobody below imports anybody above.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from django.http import HttpRequest
from django.utils.functional import Promise

from poincon.kernel.money import Money


class Ordered(Protocol):
    @property
    def order(self) -> int: ...


class Registry[T: Ordered]:
    """A list that is always walked in the order its members ask for."""

    def __init__(self) -> None:
        self._members: list[T] = []

    def register(self, member: T) -> None:
        self._members.append(member)
        self._members.sort(key=lambda one: one.order)

    def __iter__(self) -> Iterator[T]:
        return iter(tuple(self._members))


type Lazy = str | Promise


@dataclass(frozen=True, slots=True)
class UserRow:
    """A row of a feature that is one to one with a user: read with whoever is signed in, in one question."""

    relation: str
    order: int = 0


@dataclass(frozen=True, slots=True)
class DeskEntry:
    """A line of the desk's side menu; `role` hides what may not be opened.

    `count` is asked once a page: how many wait behind the line or, with a `key`, behind each of several.
    """

    section: Lazy
    label: Lazy
    url_name: str
    order: int
    role: str
    count: Callable[[], int] | Callable[[], Mapping[str, int]] | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a shared page, with at most one query of its own.

    `facts(request, subject)` returns the context for `template`, or None to stay away. On pages of the desk
    that every role opens, `role` keeps it from those who may not open that role's pages.
    """

    name: str
    template: str
    order: int
    facts: Callable[[HttpRequest, object], dict[str, object] | None]
    role: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A line of a menu in the shop or in the customer's space.

    `offered()` tells whether the house has it at all; without it every house has.
    """

    label: Lazy
    url_name: str
    order: int
    context: dict[str, object] = field(default_factory=dict)
    offered: Callable[[], bool] | None = None


@dataclass(frozen=True, slots=True)
class PageFact:
    """Something that the public pages may print under `name`: the same for everybody, in a language."""

    name: str
    order: int
    told: Callable[[str], object]


@dataclass(frozen=True, slots=True)
class MailKind:
    """A mail whose words the house can choose; `key` ("orders.paid") is also where its templates stand.

    The words may name `slots` in braces ("{reference}"), each told here in words, and print promises.
    `sample(language, at)` returns an example: the context of the templates, and the words of each slot
    under "slots".
    """

    key: str
    section: Lazy
    label: Lazy
    order: int
    subject: Lazy
    title: Lazy
    slots: Mapping[str, Lazy]
    sample: Callable[[str, datetime], Mapping[str, object]]
    opening: Lazy = ""
    closing: Lazy = ""


@dataclass(frozen=True, slots=True)
class CostSource:
    """Where cost prices, tax excluded, are known from: `told(variant_ids)` gives those that are."""

    order: int
    told: Callable[[Sequence[int]], Mapping[int, Money]]


@dataclass(frozen=True, slots=True)
class Named:
    """What a clock is about, as the desk reads it: "K7M-4QX", and the page where something can be done."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Queue:
    """Whose work it is, by a name for addresses and one for people."""

    key: str
    label: Lazy


@dataclass(frozen=True, slots=True)
class ClockOwner:
    """The feature that answers for the clocks of one promise; the numbers are those of their subjects.

    `act(number, at)` does what is promised for the end of a term, may be called twice, and tells whether it
    was done now rather than had become needless. `remind(number, at)` is called at each reminder, in the
    transaction that notes it. `causes(numbers)` tells why a promise was broken, `named(numbers)` what it is
    about.
    """

    promise: str
    queue: Queue
    order: int
    named: Callable[[Sequence[int]], Mapping[int, Named]]
    act: Callable[[int, datetime], bool] | None = None
    remind: Callable[[int, datetime], None] | None = None
    causes: Callable[[Sequence[int]], Mapping[int, str]] | None = None


@dataclass(frozen=True, slots=True)
class WayOn:
    """Where to go from an address at which nothing stands: `leads` returns a path of the shop, or None."""

    order: int
    leads: Callable[[HttpRequest], str | None]


user_rows: Registry[UserRow] = Registry()
clock_owners: Registry[ClockOwner] = Registry()
cost_sources: Registry[CostSource] = (
    Registry()
)  # asked by whoever shows a margin; the first that knows counts
desk_menu: Registry[DeskEntry] = Registry()
order_panels: Registry[Panel] = Registry()  # above the order's timeline: what is to be done now
order_panels_beneath: Registry[Panel] = Registry()  # under it: what may be done at leisure
desk_order_panels: Registry[Panel] = Registry()
desk_customer_panels: Registry[Panel] = Registry()
desk_today: Registry[Panel] = Registry()  # cards of the desk's first page; the subject is the member of staff
piece_panels: Registry[Panel] = Registry()  # under the button of a piece's page; the subject is its sheet
cart_panels: Registry[Panel] = Registry()  # above the cart; the subject is whether it is empty
account_panels: Registry[Panel] = Registry()  # of the customer's first page; the subject is the customer
orders_panels: Registry[Panel] = Registry()  # under a customer's list of orders; the subject is the customer
preferences_panels: Registry[Panel] = Registry()  # under preferences; the subject is the customer
account_menu: Registry[Link] = Registry()
help_panels: Registry[Panel] = Registry()  # beside answers about an order; the subject is None
page_facts: Registry[PageFact] = Registry()
page_figures: Registry[PageFact] = Registry()  # drawings as HTML, for a public page to show among its words
page_panels: Registry[Panel] = Registry()  # beneath the words of a public page; the subject is the page's key
footer_links: Registry[Link] = Registry()
mail_kinds: Registry[MailKind] = Registry()
ways_on: Registry[WayOn] = Registry()  # asked before a page is said not to exist

"""Decisions of the checkout: what exactly is sold, and its seal. Plain values in, plain values out."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self

from poincon.catalogue.rules import Made
from poincon.charter.promises import keeps
from poincon.charter.schema import Charter
from poincon.kernel.money import Money


@keeps("accounts.checkout")
def needs_account(charter: Charter) -> bool:
    """Tell whether this house takes orders from customers with an account only."""
    return charter.accounts.checkout == "account"


@dataclass(frozen=True, slots=True)
class QuotedLine:
    """One line at the price of this moment; `made` stands for what is made of it, "" for nothing."""

    variant_id: int
    quantity: int
    unit: Money
    made: str = ""

    @property
    def total(self) -> Money:
        return self.unit * self.quantity


SNAPSHOT = (
    *("sku", "reference", "slug", "kind", "brand", "weight_g"),
    *("name_fr", "name_en", "matter_fr", "matter_en", "choice_fr", "choice_en"),
)


def wants(lines: Iterable[QuotedLine]) -> dict[int, int]:
    """Return how many of each variant the lines have together."""
    found: dict[int, int] = {}
    for line in lines:
        found[line.variant_id] = found.get(line.variant_id, 0) + line.quantity
    return found


@keeps("window.facts_as_sold")
def as_sold(
    facts: object,
    struck: Money | None = None,
    *,
    told: Mapping[str, object] | None = None,
    made: Made | None = None,
) -> dict[str, object]:
    """Return a variant's facts, words and picture as plain values to be kept for ever (R007).

    With them what was struck through beside the price of one, in minor units, where something was, and what
    the piece's page told: description, stones, marks, maker, certificates; and how it is made for its
    wearer, but not the words, which are theirs.
    """
    kept = {name: getattr(facts, name) for name in SNAPSHOT}
    shown = getattr(facts, "picture", None)
    return (
        kept
        | _sized(facts)
        | {"picture": asdict(shown) if shown else None}
        | ({"struck_minor": struck.minor} if struck else {})
        | ({"told": told} if told else {})
        | ({"made": _made(made)} if made else {})
    )


def _sized(facts: object) -> dict[str, object]:
    """Keep a ring's size itself with its options, for every scale to say them; nothing of other pieces.

    Nor of a ring whose maker counts in a way of their own.
    """
    size = getattr(facts, "scaled_mm", None)
    if size is None:
        return {}
    return {"circumference_mm": str(size), "options": [list(one) for one in getattr(facts, "options", ())]}


def _made(made: Made) -> dict[str, object]:
    engraving, ring = made.engraving, bool(made.measure and made.measure.ring)
    letters = {"place": engraving.place, "face": made.wish.face} if engraving else {}
    return letters | {"days": made.days, "price_minor": made.price_minor, "ring": ring}


@dataclass(frozen=True, slots=True)
class Shown:
    """All that the customer is shown before the button, as plain values; days are written 2026-11-24.

    `lines` hold variant, what stands for what is made of it, quantity and price of one, in the order of
    variants; `given` is what the house's charter gives with the order: its terms, until when it can be
    changed; `taxed` tells by whose VAT, and at what rate; `buyer` is a digest of who orders, who is billed
    and where it goes.
    """

    lines: tuple[tuple[int, str, int, int], ...]
    carrier: str
    delivery: int
    currency: str
    country: str
    dispatch_on: str
    arrives: tuple[str, str]
    given: Mapping[str, str]
    taxed: tuple[object, ...]
    buyer: str

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Self:
        """Read what `asdict` wrote, through JSON. Anything else raises KeyError, TypeError or ValueError."""
        lines = tuple((int(one), str(made), int(n), int(unit)) for one, made, n, unit in told["lines"])
        first, last = told["arrives"]
        plain = {name: told[name] for name in ("carrier", "delivery", "currency", "country", "dispatch_on")}
        more = {"given": dict(told["given"]), "taxed": tuple(told["taxed"]), "buyer": told["buyer"]}
        return cls(lines=lines, arrives=(first, last), **plain, **more)

    @property
    def total(self) -> int:
        return sum(quantity * unit for _variant, _made, quantity, unit in self.lines) + self.delivery

    @property
    def seal(self) -> str:
        """The fingerprint that comes back with the button.

        If anything has moved meanwhile, the two differ and nothing is sold (proof.md, design consequence 3).
        """
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


class Moved(StrEnum):
    """In what one recap differs from another."""

    PRICE = "price"
    QUANTITY = "quantity"
    ADDED = "added"
    REMOVED = "removed"
    CARRIER = "carrier"
    DELIVERY = "delivery"
    TAXED = "taxed"
    TOTAL = "total"
    DISPATCH = "dispatch"
    ARRIVAL = "arrival"
    BUYER = "buyer"
    GIVEN = "given"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that has moved: of a variant, or what `name` of the charter's gifts it is."""

    kind: Moved
    before: object = None
    after: object = None
    variant_id: int | None = None
    name: str = ""


def differences(before: Shown, now: Shown) -> list[Difference]:
    """Return all that has moved between two recaps, line by line; nothing only when they are the same."""
    found = list(_of_lines(before, now))
    for kind, names in WHOLE.items():
        old, new = ([getattr(one, name) for name in names] for one in (before, now))
        if old != new:
            found.append(Difference(kind, old[0], new[0]))
    gifts = sorted({*before.given, *now.given})
    pairs = [(name, before.given.get(name), now.given.get(name)) for name in gifts]
    found += [Difference(Moved.GIVEN, old, new, name=name) for name, old, new in pairs if old != new]
    if before.total != now.total:
        found.append(Difference(Moved.TOTAL, before.total, now.total))
    return found


WHOLE = {
    Moved.CARRIER: ("carrier",),
    Moved.DELIVERY: ("delivery", "currency"),
    Moved.DISPATCH: ("dispatch_on",),
    Moved.ARRIVAL: ("arrives",),
    Moved.TAXED: ("taxed",),
    Moved.BUYER: ("buyer", "country"),
}


def _of_lines(before: Shown, now: Shown) -> Iterator[Difference]:
    old, new = ({(variant, made): rest for variant, made, *rest in one.lines} for one in (before, now))
    for line in sorted({*old, *new}):
        variant = line[0]
        if line not in new:
            yield Difference(Moved.REMOVED, variant_id=variant)
        elif line not in old:
            yield Difference(Moved.ADDED, variant_id=variant)
        else:
            pairs = zip((Moved.QUANTITY, Moved.PRICE), old[line], new[line], strict=True)
            yield from (Difference(kind, one, two, variant) for kind, one, two in pairs if one != two)

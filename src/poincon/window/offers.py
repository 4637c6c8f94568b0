"""What can be bought of a piece, as its page, its structured data and programs tell it."""

from dataclasses import dataclass
from datetime import date

from poincon.charter.queries import Arrival
from poincon.inventory.states import Availability
from poincon.kernel.money import Money
from poincon.pricing.queries import Tag


@dataclass(frozen=True, slots=True)
class Engraved:
    """What words engraved in a piece change: what it costs then, by when it leaves, when it would arrive."""

    price: Money
    dispatch_on: date
    cheapest: Arrival | None
    fastest: Arrival | None
    eve: date | None
    awaited: bool
    ways: tuple[Arrival, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """What several sizes of a piece have in common: price tag, state, and when they would arrive.

    `ways` are all ways of sending it, cheapest first. `engraved` is how it stands with words engraved in it,
    None where none are. `eve` is the 24 December while people ask for it. `dated` when what is said of the
    state names the day on which it leaves, which is another one with words engraved.
    """

    tag: Tag
    state: Availability
    said: str
    cheapest: Arrival | None
    fastest: Arrival | None
    dispatch_on: date | None = None
    engraved: Engraved | None = None
    ways: tuple[Arrival, ...] = ()
    eve: date | None = None
    dated: bool = False
    number: int = 0
    labels: tuple[str, ...] = ()

    @property
    def price(self) -> Money:
        return self.tag.asked

    @property
    def sold_out(self) -> bool:
        return self.state is Availability.SOLD_OUT

    @property
    def awaited(self) -> bool:
        return self.state is Availability.RESTOCKING


@dataclass(frozen=True, slots=True)
class Standing:
    """A state with the sizes that it is true of; `alike` when all of them would arrive on the same days."""

    terms: Terms
    labels: tuple[str, ...]
    alike: bool

    @classmethod
    def of(cls, terms: list[Terms]) -> "Standing":
        first = terms[0]
        alike = all((one.cheapest, one.fastest) == (first.cheapest, first.fastest) for one in terms)
        return cls(first, tuple(label for one in terms for label in one.labels), alike)

    @property
    def soonest(self) -> date:
        """The last day on which its cheapest way brings it; far away where no way does."""
        return self.terms.cheapest.last if self.terms.cheapest else date.max


@dataclass(frozen=True, slots=True)
class Choice:
    """A size, length or other variant that may be chosen; `terms` is the number of its Terms.

    `query` follows "?" in the address of the page on which it is chosen, `value` is a ring's size there.
    """

    variant_id: int
    label: str
    value: str
    terms: int
    sold_out: bool
    query: str
    to_measure: bool = False


@dataclass(frozen=True, slots=True)
class Offering:
    """Everything that can be bought of a piece, and on which terms."""

    choices: tuple[Choice, ...]
    terms: tuple[Terms, ...]

    @property
    def numbered(self) -> list[tuple[int, int]]:
        """Which terms each choice has: two offerings that agree can take each other's place on a page."""
        return [(one.variant_id, one.terms) for one in self.choices]

    @property
    def lowest(self) -> Tag:
        return min((one.tag for one in self.told), key=lambda tag: tag.asked)

    @property
    def engraved_from(self) -> Money | None:
        """The lowest price with words engraved, None where none are."""
        return min((one.engraved.price for one in self.told if one.engraved), default=None)

    @property
    def varies(self) -> bool:
        return any(one.price != self.lowest.asked for one in self.told)

    @property
    def common(self) -> Terms | None:
        """Terms whose delivery is that of all others too, if there are any."""
        first = self.told[0]
        return first if all(one.cheapest == first.cheapest for one in self.told) else None

    @property
    def standings(self) -> list[Standing]:
        """The different states worth telling, the soonest first, each with the sizes that it is true of."""
        grouped: dict[str, list[Terms]] = {}
        for one in self.told:
            grouped.setdefault(one.said, []).append(one)
        return sorted(map(Standing.of, grouped.values()), key=lambda one: one.soonest)

    @property
    def told(self) -> tuple[Terms, ...]:
        """The terms worth telling: a size that is sold out is struck through where it is chosen."""
        return tuple(one for one in self.terms if not one.sold_out) or self.terms[:1]

    @property
    def only_to_measure(self) -> bool:
        """Whether every choice is made for its wearer, so that none is taken back."""
        return bool(self.choices) and all(one.to_measure for one in self.choices)

    @property
    def closed(self) -> tuple[Choice, ...]:
        """What cannot be ordered now: whoever wishes is told when it is back (R016)."""
        return tuple(one for one in self.choices if one.sold_out)

    @property
    def sent_there(self) -> bool:
        """Whether some of it can be sent to where it is asked for."""
        return any(one.ways for one in self.terms)

    @property
    def buyable(self) -> bool:
        return any(not one.sold_out for one in self.terms)

"""What the page of a piece tells: its facts as they are kept, its price and availability as they are this minute."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from poincon.catalogue import queries as catalogue
from poincon.charter import queries as charters
from poincon.charter.promises import keeps
from poincon.charter.queries import Offer
from poincon.design import words as spelling
from poincon.design.shapes import Picture
from poincon.foundation.clock import local_day
from poincon.foundation.languages import spoken
from poincon.inventory import queries as inventory
from poincon.inventory.states import Availability, Stand
from poincon.kernel.money import Money
from poincon.pricing import queries as pricing
from poincon.window.rules import facets

if TYPE_CHECKING:
    from poincon.catalogue.models import Media, Piece, Stone, Variant


@dataclass(frozen=True, slots=True)
class Arrival:
    """When a parcel would be there, and what sending it costs."""

    first: date
    last: date
    carrier: str
    price: Money

    @property
    def free(self) -> bool:
        return not self.price


@dataclass(frozen=True, slots=True)
class Terms:
    """What several sizes of a piece have in common: price, state, and when they would arrive."""

    number: int
    price: Money
    state: Availability
    said: str
    cheapest: Arrival | None
    fastest: Arrival | None
    labels: tuple[str, ...]

    @property
    def sold_out(self) -> bool:
        return self.state is Availability.SOLD_OUT


@dataclass(frozen=True, slots=True)
class Choice:
    """A size, length or other variant that may be chosen; `terms` is the number of its Terms."""

    variant_id: int
    label: str
    value: str
    terms: int
    sold_out: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of what a piece is; `code` says what of."""

    code: str
    values: list[str]


@dataclass(frozen=True, slots=True)
class Offering:
    """Everything that can be bought of a piece, and on which terms."""

    choices: tuple[Choice, ...]
    terms: tuple[Terms, ...]

    @property
    def prices(self) -> list[Money]:
        return sorted({one.price for one in self.terms})

    @property
    def buyable(self) -> bool:
        return any(not one.sold_out for one in self.terms)


def offering(variants: Sequence[Variant], *, language: str, at: datetime) -> Offering:
    """Return what can be bought of a piece at that instant, read from prices and stock themselves."""
    ids = [row.pk for row in variants]
    prices = pricing.prices(ids)
    stands = inventory.availability(prices, at=at)
    priced = [row for row in variants if row.pk in prices]
    groups: dict[tuple[object, ...], list[Variant]] = {}
    for row in priced:
        stand = stands[row.pk]
        groups.setdefault((prices[row.pk], stand.state, stand.dispatch_on, _grams(row)), []).append(row)
    return Offering(
        tuple(
            _choice(row, number, stands[row.pk], language)
            for row in priced
            for number, rows in enumerate(groups.values())
            if row in rows
        ),
        tuple(
            _terms(number, prices[rows[0].pk], stands[rows[0].pk], rows, language, at)
            for number, rows in enumerate(groups.values())
        ),
    )


def _choice(row: Variant, number: int, stand: Stand, language: str) -> Choice:
    size = "" if row.circumference_mm is None else facets.size(row.circumference_mm)
    return Choice(row.pk, _label(row, language), size, number, stand.state is Availability.SOLD_OUT)


def _label(row: Variant, language: str) -> str:
    return " · ".join(value for _, value in catalogue.choice_parts(row, language))


def _grams(row: Variant) -> int:
    return -(-(row.weight_mg or 0) // 1000)


def _terms(
    number: int, price: Money, stand: Stand, rows: Sequence[Variant], language: str, at: datetime
) -> Terms:
    charter = charters.charter()
    said = charters.stock_words(
        charter, stand.state.value, language, today=local_day(at), dispatch_on=stand.dispatch_on
    )
    ways = [] if stand.state is Availability.SOLD_OUT else _offers(price, _grams(rows[0]))
    leaves = charters.dispatch_by(charter, at, restock_on=stand.dispatch_on) if ways else None
    arrivals = [_arrival(offer, leaves) for offer in ways if leaves]
    cheapest = arrivals[0] if arrivals else None
    fastest = min(arrivals, key=lambda one: (one.last, one.price), default=None)
    return Terms(
        number,
        price,
        stand.state,
        said,
        cheapest,
        fastest if fastest and cheapest and fastest.last < cheapest.last else None,
        tuple(_label(row, language) for row in rows),
    )


def _offers(price: Money, weight_g: int) -> list[Offer]:
    """Return the ways of sending this one piece to where most customers live, cheapest first."""
    charter = charters.charter()
    nature = charters.nature_of(charter, value=price, weight_g=weight_g)
    return charters.offers(
        charter, country=charter.delivery.likely_country, weight_g=weight_g, value=price, nature=nature
    )


def _arrival(offer: Offer, leaves: date) -> Arrival:
    first, last = charters.delivery_window(offer, leaves)
    return Arrival(first, last, offer.name, offer.price)


def pictures(rows: Iterable[Media], language: str) -> list[Picture]:
    """Return the pictures whose files are here, each with its words."""
    return [
        Picture(row.stem, row.width, row.height, spoken(row, "alt", language)) for row in rows if row.stem
    ]


@keeps("window.details")
def facts(piece: Piece, language: str) -> list[Fact]:
    """Return what the piece is, line by line: metals, stones, materials, weight, reference."""
    lines = [
        Fact("metal", catalogue.metal_names(piece, language)),
        Fact("stone", [stone(row, language) for row in piece.stones.all()]),
        Fact("material", catalogue.material_names(piece, language)),
        Fact("weight", _weights(piece.variants.all(), language)),
        Fact("reference", [piece.reference]),
    ]
    return [line for line in lines if line.values]


def stone(row: Stone, language: str) -> str:
    """Return a stone with all that is known of it: "Diamant 0,70 ct, taille brillant, F, VS1, certificat IGI"."""
    more = [row.cut, row.colour, row.clarity, row.certificate]
    return ", ".join(filter(None, [catalogue.stone_name(row, language), *more]))


def _weights(variants: Iterable[Variant], language: str) -> list[str]:
    """Return the weight in grams, or the range of the weights of all sizes."""
    known = sorted({Decimal(row.weight_mg) / 1000 for row in variants if row.weight_mg})
    ends = dict.fromkeys([known[0], known[-1]]) if known else ()
    return (
        [" – ".join(f"{spelling.number(grams, language)}{spelling.TIE}g" for grams in ends)] if ends else []
    )

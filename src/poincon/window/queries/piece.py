"""What the page of a piece tells: its facts, and its price and availability as they are this minute."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from poincon.catalogue import queries as catalogue
from poincon.catalogue import sheets
from poincon.catalogue.rules import Engraving, size_code
from poincon.catalogue.sheets import Sheet
from poincon.charter import queries as charters
from poincon.charter.promises import keeps
from poincon.charter.queries import Arrival
from poincon.customers.addresses import Place
from poincon.design import words as spelling
from poincon.design.shapes import Picture
from poincon.foundation.clock import local_day
from poincon.foundation.languages import spoken
from poincon.inventory import queries as inventory
from poincon.inventory.states import Availability, Stand
from poincon.kernel.money import Money
from poincon.pricing import queries as pricing
from poincon.pricing.queries import Tag, Taxation
from poincon.window import measures
from poincon.window.offers import Choice, Engraved, Offering, Terms


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of what a piece is; `code` says what of."""

    code: str
    values: list[str]


def offering(
    variants: Iterable[sheets.Choice],
    *,
    language: str,
    at: datetime,
    engraving: Engraving | None = None,
    place: Place | None = None,
) -> Offering:
    """Return what can be bought of a piece at that instant, read from prices and stock themselves.

    Sizes that are alike in price, state and delivery share their terms; what is sold out comes last. With
    `engraving` they tell as well how it stands with words engraved. It is sent to `place`, or to where most
    customers live.
    """
    rows = list(variants)
    tags = pricing.tags((row.id for row in rows), at=at)
    stands = inventory.availability(tags, at=at)
    priced = [row for row in rows if row.id in tags]
    keys = {row.id: _Key(tags[row.id], stands[row.id], row.weight_g, _days(row)) for row in priced}
    there = place or likely_place()
    when = _When(at, language, engraving, there, _taxation(there, at))
    told = {key: _terms(key, when) for key in dict.fromkeys(keys.values())}
    kinds = sorted(dict.fromkeys(told.values()), key=lambda one: one.sold_out)
    choices = tuple(_choice(row, told[keys[row.id]], kinds, language) for row in priced)
    labels = [tuple(one.label for one in choices if one.terms == number) for number in range(len(kinds))]
    terms = [replace(one, number=number, labels=labels[number]) for number, one in enumerate(kinds)]
    return Offering(choices, tuple(terms))


def likely_place() -> Place:
    """Return the country where most customers live."""
    return Place(charters.charter().delivery.likely_country)


def _taxation(there: Place, at: datetime) -> Taxation | None:
    """Return how a sale to a place is taxed where less is asked there than the window shows; else None."""
    (country, postcode), usual = (there.country, there.postcode), likely_place()
    alike = pricing.asks_alike((usual.country, ""), (country, postcode), local_day(at))
    return None if alike else pricing.taxation(country, postcode, local_day(at))


def _choice(row: sheets.Choice, terms: Terms, kinds: list[Terms], language: str) -> Choice:
    size = "" if row.circumference_mm is None else size_code(row.circumference_mm)
    label = " · ".join(value for _, value in row.parts(language))
    return Choice(row.id, label, size, kinds.index(terms), terms.sold_out, row.query, row.measure is not None)


@dataclass(frozen=True, slots=True)
class _Key:
    """What the terms of a size follow from; `days` is how long it takes to make, None for what is here.

    `extra_minor` is what is asked for that making, besides the price of the tag.
    """

    tag: Tag
    stand: Stand
    weight_g: int
    days: int | None
    extra_minor: int = 0

    @property
    def asked(self) -> Money:
        return self.tag.asked + Money(self.extra_minor, self.tag.asked.currency)


@dataclass(frozen=True, slots=True)
class _When:
    at: datetime
    language: str
    engraving: Engraving | None
    place: Place
    taxation: Taxation | None


def _days(row: sheets.Choice) -> int | None:
    return row.measure.days if row.measure else None


def _terms(key: _Key, when: _When) -> Terms:
    charter, stand = charters.charter(), key.stand
    sold_out = stand.state is Availability.SOLD_OUT
    ready = None if sold_out else _ready(key, when)
    arrivals = _arrivals(key, when, ready) if ready else ()
    cheapest, sooner = charters.best(arrivals)
    awaited = ready if stand.dispatch_on else None
    said = charters.stock_words(
        charter, stand.state.value, when.language, today=local_day(when.at), dispatch_on=awaited
    )
    if key.days is not None and ready:
        said = _("Made for you, it leaves by %(day)s") % {"day": spelling.day(ready, when.language)}
    return Terms(
        tag=key.tag,
        state=stand.state,
        said=said,
        cheapest=cheapest,
        fastest=sooner,
        dispatch_on=ready,
        engraved=_engraved(key, when, when.engraving) if when.engraving and not sold_out else None,
        ways=arrivals,
        eve=charters.eve(local_day(when.at)) if arrivals else None,
        dated=key.days is not None or stand.state is Availability.RESTOCKING,
    )


def _engraved(plain: _Key, when: _When, offer: Engraving) -> Engraved:
    key = replace(plain, days=(plain.days or 0) + offer.days, extra_minor=offer.price_minor)
    ready = _ready(key, when)
    arrivals = _arrivals(key, when, ready)
    eve = charters.eve(local_day(when.at)) if arrivals else None
    awaited = key.stand.state is Availability.RESTOCKING
    return Engraved(key.asked, ready, *charters.best(arrivals), eve, awaited, arrivals)


def _ready(key: _Key, when: _When) -> date:
    awaited = key.stand.dispatch_on
    return charters.dispatch_by(charters.charter(), when.at, restock_on=awaited, making_days=key.days or 0)


def _arrivals(key: _Key, when: _When, ready: date) -> tuple[Arrival, ...]:
    """Return the ways of sending this one piece there, cheapest first."""
    charter, price, weight = charters.charter(), key.asked, key.weight_g
    nature = charters.nature_of(charter, value=price, weight_g=weight)
    there = asdict(when.place)
    ways = charters.offers(charter, **there, weight_g=weight, value=price, nature=nature)
    asked = (replace(way, price=when.taxation.asked(way.price)) for way in ways) if when.taxation else ways
    return charters.arrivals(
        charter,
        asked,
        ready,
        at=when.at,
        language=when.language,
        restock_on=key.stand.dispatch_on,
        making_days=key.days or 0,
    )


def pictures(sheet: Sheet, language: str) -> list[Picture]:
    """Return the pictures, each with its words."""
    return [Picture(one.stem, one.width, one.height, spoken(one, "alt", language)) for one in sheet.pictures]


@keeps("window.brand_story")
def story(sheet: Sheet, language: str) -> str:
    """Return the maker's history and style, for further down the page (R006)."""
    return spoken(sheet.brand, "story", language)


@keeps("window.size_guide")
def own_sizes(sheet: Sheet, language: str) -> str:
    """Return what the maker says of the sizes of such pieces; it may replace the shop's guide (R019)."""
    return spoken(sheet.brand, "sizes", language) if sheet.kind in sheet.brand.sizes_kinds else ""


def makers_sizes(sheet: Sheet) -> bool:
    """Tell whether the maker counts such pieces in a way of their own, instead of the shop's (R019)."""
    return sheet.brand.sizes_replace and bool(own_sizes(sheet, "fr"))


@keeps("window.size_guide")
def guide(sheet: Sheet) -> measures.Guide | None:
    """Return what stands beside the choice of a size, by the kind of the piece (R018).

    None where there is nothing to measure, and where the maker sizes differently and says how itself (R019).
    """
    if makers_sizes(sheet):
        return None
    sizes = (row.circumference_mm for row in sheet.variants)
    return measures.guide(sheet.kind, sizes, (row.length_mm for row in sheet.variants))


@keeps("window.details")
def facts(sheet: Sheet, language: str, *, on: date) -> list[Fact]:
    """Return what the piece is, line by line: its matter, its measures, its weight, its reference."""
    lines = [
        Fact("metal", sheet.metal_names(language)),
        Fact("mark", sheet.marks(language, catalogue.thresholds(on))),
        Fact("stone", sheet.stone_names(language)),
        Fact("material", sheet.material_names(language)),
        Fact("measure", sheet.measures(language)),
        Fact("resizing", sheet.resizing(language)),
        Fact("weight", _weights(sheet.variants, language)),
    ]
    told = [Fact(line.code, list(map(capfirst, line.values))) for line in lines if line.values]
    return [*told, Fact("reference", [sheet.reference])]  # as it is: nobody finds it by another spelling


def _weights(variants: Iterable[sheets.Choice], language: str) -> list[str]:
    """Return the weight in grams, or the range of the weights of all sizes."""
    known = sorted({Decimal(row.weight_mg) / 1000 for row in variants if row.weight_mg})
    ends = dict.fromkeys([known[0], known[-1]]) if known else ()
    return (
        [" – ".join(f"{spelling.number(grams, language)}{spelling.TIE}g" for grams in ends)] if ends else []
    )

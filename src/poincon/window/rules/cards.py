"""What a piece's card says, computed from what catalogue, pricing and inventory know of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from poincon.catalogue.rules import size_code
from poincon.kernel import text
from poincon.kernel.money import Money
from poincon.window.rules import facets, terms

ORDER = ("in_stock", "restocking", "sold_out")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked for a variant, what is struck through beside it, and until when if by a reduction."""

    price: Money
    struck: Money | None = None
    struck_new: bool = False
    sales: bool = False
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Offered(Asked):
    """A variant that has a price, and how it stands."""

    sku: str
    gtin: str
    circumference_mm: Decimal | None
    length_mm: int | None
    to_measure: bool
    availability: str
    dispatch_on: date | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """A category with the one above it: ids from the top down, and their names together."""

    id: int
    path: tuple[int, ...]
    name_fr: str
    name_en: str


@dataclass(slots=True)
class Source:
    """What is known of a piece, gathered from the features below."""

    id: int
    slug: str
    reference: str
    kind: str
    names: Mapping[str, str]
    matters: Mapping[str, str]
    descriptions: Mapping[str, str]
    brand: str
    brand_slug: str
    shelf: Shelf
    tags: Sequence[str]
    published_at: datetime
    named_in: str = ""
    metals: list[tuple[str, str, int | None]] = field(default_factory=list)  # code, colour, fineness
    stones: list[str] = field(default_factory=list)
    pictures: list[tuple[str, int, int]] = field(default_factory=list)
    offered: list[Offered] = field(default_factory=list)
    engraved: bool = False  # by an offer that is in force


@dataclass(frozen=True, slots=True)
class Standing:
    """The best that any size of the piece can offer."""

    availability: str
    dispatch_on: date | None


def standing(offered: Sequence[Offered]) -> Standing:
    """Return the best state among the variants, with its earliest day of dispatch."""
    best = min((one.availability for one in offered), key=ORDER.index)
    days = [one.dispatch_on for one in offered if one.availability == best and one.dispatch_on]
    return Standing(best, min(days, default=None))


def codes(source: Source) -> list[str]:
    """Return every code that the piece is filtered by; a size counts only while it can be ordered."""
    groups: dict[str, list[object]] = {
        "shelf": [*source.shelf.path],
        "kind": [source.kind],
        "metal": [code for code, *_ in source.metals],
        "fineness": [fineness or "" for *_, fineness in source.metals],
        "colour": [facets.colour(code, seen) for code, seen, _ in source.metals],
        "stone": [*source.stones],
        **_measured(source.offered),
        "price": [facets.band(one.price.amount) for one in source.offered],
        "brand": [source.brand_slug],
        "stock": [standing(source.offered).availability],
        "making": [*_makings(source)],
    }
    return [facets.EVERY, facets.MADE, *facets.written(groups)]


def _makings(source: Source) -> list[str]:
    """Return what may be made of the piece for its wearer."""
    to_measure = any(one.to_measure for one in source.offered)
    return ["engraving"] * source.engraved + ["measure"] * to_measure


def _measured(offered: Sequence[Offered]) -> dict[str, list[object]]:
    """Return the sizes and lengths, each with how it stands, and with its price where there are several."""
    groups: dict[str, list[object]] = {"size": [], "length": []}
    several = len({facets.band(one.price.amount) for one in offered}) > 1
    for one in offered:
        for group, value in _measures(one):
            paired = facets.paired(group, one.availability)
            triple = facets.paired(paired, facets.band(one.price.amount))
            for name in (group, paired, triple)[: 3 if several else 2]:
                groups.setdefault(name, []).append(value)
    return groups


def _measures(one: Offered) -> Iterator[tuple[str, str]]:
    """Yield the size and the length of a variant that can be ordered, as an address writes them."""
    if one.availability != "sold_out":
        if one.circumference_mm:
            yield "size", size_code(one.circumference_mm)
        if one.length_mm:
            yield "length", str(one.length_mm)


def prices(offered: Sequence[Offered]) -> list[tuple[str, int]]:
    """Return each size and length with how it stands, and its price; empty where all prices are alike.

    What comes in no size or length, or cannot be ordered, has a price behind an empty code.
    """
    if len({one.price for one in offered}) == 1:
        return []
    return [(code, one.price.minor) for one in offered for code in _pairs(one) or [""]]


def _pairs(one: Offered) -> list[str]:
    return [facets.facet(facets.paired(group, one.availability), value) for group, value in _measures(one)]


def spoken_texts(source: Source, language: str) -> dict[str, list[str]]:
    """Return the words that name the piece, by the weight that search gives them."""
    return {
        "A": [source.names[language]],
        "B": [source.brand, terms.kind_terms(source.kind, language), _shelf_name(source.shelf, language)],
        "C": [
            source.matters[language],
            *source.tags,
            *(terms.MAKINGS[making][language] for making in _makings(source)),
        ],
    }


def columns(source: Source, place: int, *, at: datetime) -> dict[str, Any]:
    """Return the columns of the piece's card, which stands at that place."""
    stand = standing(source.offered)
    said = {language: spoken_texts(source, language) for language in ("fr", "en")}
    references = [
        source.reference,
        *(one.sku for one in source.offered),
        *(one.gtin for one in source.offered),
    ]
    return {
        "piece_id": source.id,
        "category_id": source.shelf.id,
        "slug": source.slug,
        "brand": source.brand,
        **{f"name_{language}": name for language, name in source.names.items()},
        "named_in": source.named_in,
        **{f"matter_{language}": matter for language, matter in source.matters.items()},
        **asked(source.offered),
        "availability": stand.availability,
        "dispatch_on": stand.dispatch_on,
        "sold_out": stand.availability == "sold_out",
        **_pictures(source),
        "published_at": source.published_at,
        "changed_at": at,
        **{f"sort_{language}": text.fold(name) for language, name in source.names.items()},
        "place": place,
        "facets": codes(source),
        "priced_codes": [code for code, _ in prices(source.offered)],
        "priced_minor": [minor for _, minor in prices(source.offered)],
        **{f"words_{language}": text.vector(texts, references, language) for language, texts in said.items()},
        **{
            f"prose_{language}": text.vector({"D": [prose]}, (), language)
            for language, prose in source.descriptions.items()
        },
    }


def asked(found: Sequence[Asked]) -> dict[str, Any]:
    """Return the columns that tell what is asked: the lowest and the highest of the variants' prices."""
    lowest, highest = min(found, key=_price), max(found, key=_price)
    return {
        "price_from_minor": lowest.price.minor,
        "price_to_minor": highest.price.minor,
        "struck_minor": lowest.struck.minor if lowest.struck else None,
        "struck_new": lowest.struck_new,
        "sales": lowest.sales,
        "asked_until": min((one.until for one in found if one.until), default=None),
        "currency": lowest.price.currency,
    }


def _price(found: Asked) -> int:
    return found.price.minor


def _shelf_name(shelf: Shelf, language: str) -> str:
    return shelf.name_fr if language == "fr" else shelf.name_en


def _pictures(source: Source) -> dict[str, object]:
    """Return the first two pictures, or empty columns in their place."""
    shown = [*source.pictures[:2], ("", 0, 0), ("", 0, 0)]
    return {
        f"{place}_{column}": value
        for place, picture in zip(("first", "second"), shown, strict=False)
        for column, value in zip(("stem", "width", "height"), picture, strict=True)
    }

"""What Google's Merchant feed tells of the pieces on show, a thousand at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import batched
from typing import Any

from django.urls import reverse
from django.utils.translation import override

from poincon.catalogue import queries as catalogue
from poincon.catalogue.rules import address_query
from poincon.catalogue.states import Kind
from poincon.charter.queries import charter, dispatch_by
from poincon.design import pictures as files
from poincon.foundation import clock
from poincon.inventory import queries as inventory
from poincon.inventory.states import Stand
from poincon.pricing import queries as pricing
from poincon.pricing.queries import Tag
from poincon.window import addresses
from poincon.window.rules import merchant
from poincon.window.rules.merchant import Cut, Item

BATCH = 1_000
SLUG = "0"


@dataclass(frozen=True, slots=True)
class _Known:
    """What holds for a batch: the language, the instant, and prices and stock by variant."""

    language: str
    at: datetime
    page: str
    tags: dict[int, Tag]
    stands: dict[int, Stand]


def items(*, language: str, at: datetime) -> Iterator[Item]:
    """Yield what is said of every variant that has a price, of pieces that nothing stands against today.

    A piece is left out that has no name in this language or no picture here, or that the law of the day would
    keep off show; a fixed number of queries for each thousand pieces.
    """
    with override(language):
        page = addresses.whole(reverse("window:piece", args=[SLUG])).removesuffix(f"{SLUG}/")
    for rows in batched(catalogue.to_be_told(BATCH), BATCH, strict=False):
        ids = [variant.pk for row in rows for variant in _on_sale(row)]
        tags, stands = pricing.tags(ids, at=at), inventory.availability(ids, at=at)
        yield from _told(rows, _Known(language, at, page, tags, stands))


def _told(rows: Sequence[Any], known: _Known) -> Iterator[Item]:
    today = clock.local_day(known.at)
    for row in rows:
        pictures = tuple(files.whole_address(one.stem) for one in row.media.all() if one.stem)
        lawful = catalogue.lawful(row, on=today)
        if pictures and lawful and getattr(row, f"name_{known.language}"):
            yield from _variants(row, pictures, known)


def _variants(row: Any, pictures: tuple[str, ...], known: _Known) -> Iterator[Item]:
    on_sale = [one for one in _on_sale(row) if one.pk in known.tags]
    family = f"p{row.pk}" if len(on_sale) > 1 else ""
    for one in on_sale:
        yield _item(row, one, family, pictures, known)


def _item(row: Any, variant: Any, family: str, pictures: tuple[str, ...], known: _Known) -> Item:
    language, tag, stand = known.language, known.tags[variant.pk], known.stands[variant.pk]
    parts = catalogue.choice_parts(variant, language)
    name, matter = getattr(row, f"name_{language}"), getattr(row, f"matter_{language}")
    return Item(
        key=f"v{variant.pk}",
        family=family,
        title=", ".join([name, *(f"{said} {value}" for said, value in parts)]),
        description=getattr(row, f"description_{language}") or matter or name,
        url=f"{known.page}{row.slug}/{_chosen(variant) if family else ''}",
        pictures=pictures,
        kind=Kind(row.kind),
        shelf=getattr(row.category, f"name_{language}"),
        brand=row.brand.name,
        gtin=variant.gtin,
        maker_number=variant.sku if row.brand.name == charter().house.name else "",
        material=matter,
        colour=_colour(row, language),
        size=_size(variant, parts),
        weight_mg=variant.weight_mg,
        height_mm=row.height_mm,
        width_mm=row.width_mm,
        price=tag.asked,
        cut=_cut(tag),
        state=stand.state,
        available_at=_begins(stand, known.at),
    )


def _chosen(variant: Any) -> str:
    return "?" + address_query(
        variant.sku, variant.circumference_mm, variant.options, catalogue.measure_of(variant)
    )


def _on_sale(row: Any) -> list[Any]:
    return [one for one in row.variants.all() if one.retired_at is None]


def _colour(row: Any, language: str) -> str:
    metals = row.metals.all()
    return merchant.colour_of(metals[0].metal, metals[0].colour, language) if metals else ""


def _size(variant: Any, parts: list[tuple[str, str]]) -> str:
    """Return the size or length, which stands before all other choices."""
    sized = variant.circumference_mm is not None or variant.length_mm is not None
    return parts[0][1] if sized else ""


def _cut(tag: Tag) -> Cut | None:
    if tag.struck is None or tag.announced is None:
        return None
    zone = clock.zone()
    since, until = tag.struck.cut_at.astimezone(zone), tag.announced.ends.astimezone(zone)
    return Cut(tag.struck.prior.amount, since, until)


def _begins(stand: Stand, at: datetime) -> datetime | None:
    """Return the beginning of the day on which an awaited piece can leave, as its page tells it."""
    if stand.dispatch_on is None:
        return None
    leaves = dispatch_by(charter(), at, restock_on=stand.dispatch_on)
    return merchant.day_begins(leaves, at.astimezone(clock.zone()))

"""Gathering what cards are made of, for many pieces at once, through the doors of the features below."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from poincon.catalogue import queries as catalogue
from poincon.inventory import queries as inventory
from poincon.inventory.states import Stand
from poincon.pricing import queries as pricing
from poincon.pricing.queries import Tag
from poincon.window.rules.cards import Asked, Offered, Shelf, Source

PIECE = [
    "pk", "slug", "reference", "kind", "name_fr", "name_en", "matter_fr", "matter_en", "description_fr",
    "description_en", "tags", "published_at", "brand__name", "brand__slug", "category_id",
    "category__parent_id", "category__name_fr", "category__name_en", "category__parent__name_fr",
    "category__parent__name_en",
]  # fmt: skip
VARIANT = [
    "pk", "variants__pk", "variants__sku", "variants__gtin", "variants__circumference_mm",
    "variants__length_mm", "variants__made_first_mm",
]  # fmt: skip
METAL = [
    "pk", "metals__colour", "kind", "metals__metal", "metals__fineness", "metals__coating_metal",
    "metals__coating_fineness", "metals__coating_microns",
]  # fmt: skip
STONE = ["pk", "stones__species", "stones__nature"]
ENGRAVED = Q(engravings__isnull=False, engravings__until__isnull=True)
PICTURE = ["pk", "media__stem", "media__width", "media__height"]


def gathered(piece_ids: Iterable[int], *, at: datetime) -> list[Source]:
    """Return what is known of those pieces that can be shown: published, with a variant that has a price.

    Eight queries, whatever the number of pieces; two more where some are reduced.
    """
    pieces = catalogue.published().filter(pk__in=set(piece_ids))
    sources = {row[0]: _source(dict(zip(PIECE, row, strict=True))) for row in pieces.values_list(*PIECE)}
    _add_offers(sources, pieces, at)
    _add_matter(sources, pieces)
    return [source for source in sources.values() if source.offered]


def _source(row: dict[str, Any]) -> Source:
    return Source(
        id=row["pk"],
        slug=row["slug"],
        reference=row["reference"],
        kind=row["kind"],
        names=_both(row, "name"),
        named_in=_alone(row, "name"),
        matters=_both(row, "matter"),
        descriptions=_both(row, "description"),
        brand=row["brand__name"],
        brand_slug=row["brand__slug"],
        shelf=_shelf(row),
        tags=row["tags"],
        published_at=row["published_at"],
    )


def _both(row: dict[str, Any], column: str) -> dict[str, str]:
    """Return a text in both languages; one that is missing is lent by the other."""
    fr, en = row[f"{column}_fr"], row[f"{column}_en"]
    return {"fr": fr or en, "en": en or fr}


def _alone(row: dict[str, Any], name: str) -> str:
    """Return the one language in which something is said; empty where it is said in both."""
    said = [language for language in ("fr", "en") if row[f"{name}_{language}"]]
    return said[0] if len(said) == 1 else ""


def _shelf(row: dict[str, Any]) -> Shelf:
    own, above = row["category_id"], row["category__parent_id"]
    names = [
        f"{row[f'category__parent__name_{language}'] or ''} {row[f'category__name_{language}']}"
        for language in ("fr", "en")
    ]
    return Shelf(own, (above, own) if above else (own,), *names)


def _add_offers(sources: dict[int, Source], pieces: QuerySet[Any], at: datetime) -> None:
    live = pieces.filter(variants__retired_at__isnull=True, variants__pk__isnull=False)
    rows = list(live.order_by("pk", "variants__position", "variants__pk").values_list(*VARIANT))
    tags = pricing.tags((row[1] for row in rows), at=at)
    stands = inventory.availability(tags, at=at)
    for piece_id, pk, sku, gtin, circumference, length, made_first in rows:
        if pk in tags:
            facts = (sku, gtin, circumference, length, made_first is not None)
            sources[piece_id].offered.append(Offered(*facts, *_standing(stands[pk]), **_asked(tags[pk])))


def asked_anew(piece_ids: Iterable[int], *, at: datetime) -> dict[int, list[Asked]]:
    """Return what is asked for the variants of some pieces at an instant; at most four queries."""
    live = catalogue.published().filter(pk__in=set(piece_ids), variants__retired_at__isnull=True)
    owners = dict(live.filter(variants__pk__isnull=False).values_list("variants__pk", "pk"))
    found: dict[int, list[Asked]] = {}
    for pk, tag in pricing.tags(owners, at=at).items():
        found.setdefault(owners[pk], []).append(Asked(**_asked(tag)))
    return found


def _standing(stand: Stand) -> tuple[str, date | None]:
    return stand.state.value, stand.dispatch_on


def _asked(tag: Tag) -> dict[str, Any]:
    """Return what is asked, in the columns of Asked."""
    prior = tag.struck.prior if tag.struck else None
    return {
        "price": tag.asked,
        "struck": prior.amount if prior else None,
        "struck_new": prior is not None and not prior.whole_window,
        "sales": prior is not None and tag.sales,
        "until": tag.announced.ends if tag.announced else None,
    }


def _add_matter(sources: dict[int, Source], pieces: QuerySet[Any]) -> None:
    for piece_id, colour, *facts in _rows(pieces, "metals", METAL):
        _kind, _metal, fineness, *_coating = facts
        sources[piece_id].metals.append((catalogue.metal_code(*facts), colour, fineness))
    for piece_id in pieces.filter(ENGRAVED).values_list("pk", flat=True):
        sources[piece_id].engraved = True
    for piece_id, species, nature in _rows(pieces, "stones", STONE):
        sources[piece_id].stones.append(species if nature == "natural" else f"{species}.{nature}")
    for piece_id, *picture in _rows(pieces.exclude(media__stem=""), "media", PICTURE):
        sources[piece_id].pictures.append(tuple(picture))


def _rows(pieces: QuerySet[Any], relation: str, columns: Sequence[str]) -> QuerySet[Any, Any]:
    present = pieces.filter(**{f"{relation}__pk__isnull": False})
    return present.order_by("pk", f"{relation}__position", f"{relation}__pk").values_list(*columns)

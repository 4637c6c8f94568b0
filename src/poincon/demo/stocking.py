"""Filling the shelves: categories, brands, suppliers and pieces, through the catalogue's own actions."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

from poincon.catalogue import actions as catalogue
from poincon.catalogue import queries, rules
from poincon.catalogue.rules import MetalFacts
from poincon.catalogue.states import RESPONSIBILITY
from poincon.charter.queries import charter, house_days
from poincon.demo import documents, timeline
from poincon.demo.album import Shot, album, digest
from poincon.demo.timeline import Step
from poincon.demo.written import (
    BrandPart,
    Catalogue,
    EngravingPart,
    MeasurePart,
    PiecePart,
    ShelfPart,
    SupplierPart,
)
from poincon.foundation.addresses import address_of
from poincon.foundation.clock import local_day
from poincon.inventory import actions as inventory
from poincon.kernel.money import Money
from poincon.pricing import actions as pricing

ACTOR = "scene"
AT_ONCE = 6  # pieces to measure that a workshop takes on at the same time
OPENED = timedelta(days=150)
BETWEEN = timedelta(days=3)
A_DAY = timedelta(days=1)


def steps(written: Catalogue, *, begun: datetime) -> Iterator[Step]:
    """Yield what fills the shop: the shelves on its first day, then a piece every three days."""
    opened = begun - OPENED
    for place, shelf in enumerate(written.shelves):
        yield Step(opened, f"shelf:{shelf.slug.fr}", partial(_put_up, shelf, place))
    for slug, brand in written.brands.items():
        yield Step(opened, f"brand:{slug}", partial(_list_brand, slug, brand))
    for key, supplier in written.suppliers.items():
        yield Step(opened, f"supplier:{key}", partial(_list_supplier, supplier))
        yield Step(opened, f"report:{key}", partial(documents.test, key, supplier))
    for piece in written.pieces:
        if shots := album().get(piece.picture):
            yield from _piece_steps(written, piece, shots, begun)


def age_of(written: Catalogue, piece: PiecePart) -> timedelta:
    """Return how long a piece has been on show when the scene begins."""
    return (written.pieces.index(piece) + 1) * BETWEEN


def _piece_steps(
    written: Catalogue, piece: PiecePart, shots: tuple[Shot, ...], begun: datetime
) -> Iterator[Step]:
    """A new picture is a step of its own, so that it is hung however long ago the piece was made."""
    day = begun - age_of(written, piece)
    photographed, shown = day + timedelta(minutes=10), day + timedelta(minutes=20)
    yield Step(day, f"piece:{piece.ref}", partial(_create, written, piece, local_day(begun)))
    yield Step(photographed, f"pictures:{piece.ref}:{digest(shots)}", partial(_hang, piece, shots))
    if any(stone.certificate for stone in piece.stones):
        yield Step(photographed, f"certificates:{piece.ref}", partial(documents.certify, piece))
    yield Step(shown, f"show:{piece.ref}", partial(_show, piece))


def _put_up(shelf: ShelfPart, place: int, _at: datetime) -> int:
    return catalogue.add_category(
        slug_fr=shelf.slug.fr,
        slug_en=shelf.slug.en,
        name_fr=shelf.name.fr,
        name_en=shelf.name.en,
        position=place,
        parent_id=timeline.ref(f"shelf:{shelf.under}") if shelf.under else None,
    )


def _list_brand(slug: str, brand: BrandPart, _at: datetime) -> int:
    return catalogue.add_brand(
        name=brand.name,
        slug=slug,
        story_fr=brand.story.fr,
        story_en=brand.story.en,
        maker_name=brand.maker,
        maker_address=brand.address,
        maker_email=brand.email,
        maker_country=brand.country,
        sizes_fr=brand.sizes.fr if brand.sizes else "",
        sizes_en=brand.sizes.en if brand.sizes else "",
        sizes_replace=brand.own_sizes,
    )


def _list_supplier(supplier: SupplierPart, _at: datetime) -> int:
    return catalogue.add_supplier(
        name=supplier.name, country=supplier.country, email=supplier.email, direct=supplier.direct
    )


def _marked(part: MetalFacts, piece: PiecePart, today: date) -> MetalFacts:
    """Leave the guarantee mark out where the piece is too light to need one, as workshops do."""
    weight_mg = int(piece.weight_g * 1000)
    if rules.needs_guarantee(part, weight_mg, queries.thresholds(today)):
        return part
    return replace(part, marks=tuple(mark for mark in part.marks if mark in RESPONSIBILITY))


def _create(written: Catalogue, piece: PiecePart, today: date, at: datetime) -> int:
    row = catalogue.create_piece(
        words={
            "slug": address_of(piece.name.fr),
            "reference": piece.ref,
            "kind": piece.kind,
            "name_fr": piece.name.fr,
            "name_en": piece.name.en,
            "description_fr": piece.fr,
            "description_en": piece.en,
            "brand_id": timeline.ref(f"brand:{piece.brand}"),
            "supplier_id": timeline.ref(f"supplier:{piece.supplier}") if piece.supplier else None,
            "category_id": timeline.ref(f"shelf:{piece.shelf}"),
            "materials": list(piece.materials),
            "height_mm": piece.height_mm,
            "width_mm": piece.width_mm,
            "fixed_size": piece.fixed_size,
            "tags": list(piece.tags),
        },
        metals=[_marked(written.metals[name].facts(), piece, today) for name in piece.metals],
        stones=[stone.facts() for stone in piece.stones],
        actor=ACTOR,
        at=at,
    )
    for place in range(piece.places):
        _add_size(row.pk, piece, place, today, at)
    if piece.to_measure:
        _make_to_measure(row.pk, piece, piece.to_measure, at)
    if piece.engrave:
        _engrave(row.pk, written.engravings[piece.engrave], at)
    return row.pk


def _make_to_measure(piece_id: int, piece: PiecePart, made: MeasurePart, at: datetime) -> None:
    """Offer every size between two; how many the workshop takes on at once stands as the stock."""
    variant = catalogue.add_variant(
        piece_id=piece_id,
        columns={
            "sku": f"{piece.ref}-MES",
            "position": piece.places,
            "weight_mg": int(piece.weight_g * 1000),
            "made_first_mm": made.first,
            "made_last_mm": made.last,
            "made_step_mm": made.step,
            "made_days": made.days,
        },
        actor=ACTOR,
        at=at,
    )
    price = Money.of(made.price, charter().currency)
    pricing.set_price(variant_id=variant.pk, amount=price, actor=ACTOR, at=at)
    inventory.receive(variant_id=variant.pk, quantity=AT_ONCE, actor=ACTOR, at=at)


def _engrave(piece_id: int, way: EngravingPart, at: datetime) -> None:
    told = way.model_dump(exclude={"price"}, mode="json")
    price = Money.of(way.price, charter().currency)
    offer = told | {"price_minor": price.minor}
    catalogue.offer_engraving(piece_id=piece_id, offer=offer, actor=ACTOR, at=at)


def _add_size(piece_id: int, piece: PiecePart, place: int, today: date, at: datetime) -> None:
    size = piece.sizes[place] if piece.sizes else None
    length = piece.lengths[place] if piece.lengths else None
    variant = catalogue.add_variant(
        piece_id=piece_id,
        columns={
            "sku": piece.sku(place),
            "position": place,
            "circumference_mm": size,
            "length_mm": length,
            "weight_mg": int(piece.weight_g * 1000),
        },
        actor=ACTOR,
        at=at,
    )
    price = Money.of(piece.price + place * piece.more, charter().currency)
    pricing.set_price(variant_id=variant.pk, amount=price, actor=ACTOR, at=at)
    _stock(variant.pk, piece, piece.stocks[place], today, at)


def _stock(variant_id: int, piece: PiecePart, here: int, today: date, at: datetime) -> None:
    """Book in what is here; where nothing is, say when more comes, counted from the scene's own `today`."""
    if here:
        inventory.receive(variant_id=variant_id, quantity=here, actor=ACTOR, at=at)
    elif piece.restock:
        on = house_days(charter()).next_working(today + piece.restock.days * A_DAY)
        inventory.set_restock(
            variant_id=variant_id, on=on, quantity=piece.restock.quantity, actor=ACTOR, at=at
        )


def _hang(piece: PiecePart, shots: tuple[Shot, ...], at: datetime) -> None:
    """Hang the pictures; their words follow from the piece and the view."""
    piece_id = timeline.ref(f"piece:{piece.ref}")
    pictures = [
        {
            "stem": shot.stem,
            "width": shot.width,
            "height": shot.height,
            "view": shot.view,
        }
        for shot in shots
    ]
    catalogue.set_media(piece_id=piece_id, pictures=pictures, actor=ACTOR, at=at)


def _show(piece: PiecePart, at: datetime) -> None:
    catalogue.publish(piece_id=timeline.ref(f"piece:{piece.ref}"), actor=ACTOR, at=at)

"""The window for programs: pieces, their search and filters, shelves and makers. Open to everybody."""

from typing import Annotated

from django.http import HttpRequest
from django.urls import reverse
from ninja import Path, Query
from pydantic import Field

from poincon.api import paging
from poincon.api.endpoints import Endpoints
from poincon.api.refusals import BadCursor, NotFound
from poincon.api.shapes import Line, MoneyShape, PictureShape, Slug, Told, whole
from poincon.api.states import Scope
from poincon.catalogue import queries as catalogue
from poincon.catalogue import sheets
from poincon.catalogue.shapes import EngravingShape, MeasureShape
from poincon.catalogue.sheets import Sheet
from poincon.charter.queries import Arrival, charter
from poincon.design.shapes import Picture
from poincon.foundation import clock
from poincon.foundation.languages import spoken
from poincon.kernel.refusal import Refusal
from poincon.pricing.shapes import CutShape, ReductionShape
from poincon.window import panel, shapes, words
from poincon.window.offers import Offering
from poincon.window.queries import listing, menu
from poincon.window.queries import piece as pieces
from poincon.window.queries.listing import PER_PAGE, Option, Run, Shown
from poincon.window.rules import wishes
from poincon.window.states import Group, Sort

MOST = 100
endpoints = Endpoints("catalogue", Scope.READ_CATALOGUE, shared=True)

Value = Annotated[str, Field(pattern=f"^{wishes.VALUE.pattern}$", max_length=80)]
Values = Annotated[list[Value], Field(max_length=wishes.MOST_VALUES)]


class PieceWithdrawn(Refusal):
    """The piece was sold here once and is no longer made."""

    code = "piece_withdrawn"
    status = 410


class Filters(Told):
    """Which pieces, in which order. A parameter may come several times: any of its values will do."""

    q: Annotated[Line, Field(max_length=wishes.MOST_LETTERS)] = ""
    category: Slug | None = None
    kind: Values = []
    size: Values = []
    length: Values = []
    metal: Values = []
    fineness: Values = []
    colour: Values = []
    stone: Values = []
    price: Values = []
    price_from: Annotated[int, Field(ge=0, le=9_999_999)] | None = None
    price_to: Annotated[int, Field(ge=0, le=9_999_999)] | None = None
    brand: Values = []
    stock: Values = []
    making: Values = []
    sort: Sort = Sort.BEST
    limit: Annotated[int, Field(ge=1, le=MOST)] = PER_PAGE
    cursor: Annotated[str, Field(max_length=600)] = ""
    filters: bool = False


@endpoints.get("/pieces", shapes.CardsShape, refuses=(BadCursor, NotFound))
def pieces_on_show(request: HttpRequest, filters: Query[Filters]) -> shapes.CardsShape:
    """List the pieces on show, or those that somebody's words mean.

    Sold-out pieces come last unless a price or a name orders. With `filters=true` the answer tells by which
    values it can be narrowed, and how many pieces each would leave.
    """
    language, after = words.speaking(), paging.place(request)
    told = {group.value: getattr(filters, group.value) for group in Group}
    ends = {"price_from": filters.price_from, "price_to": filters.price_to}
    told |= {name: [str(end)] for name, end in ends.items() if end is not None}
    wish = wishes.read({**told, "q": [filters.q], "sort": [filters.sort]}, scope=_scope(filters.category))
    run = listing.run(wish, language=language, at=clock.now(), after=after, most=filters.limit)
    cards, more = run.cards[: filters.limit], len(run.cards) > filters.limit
    cursor = paging.cursor(request, cards[-1][1]) if more else None
    base = whole(reverse("window:piece", args=["-"])).removesuffix("-/")
    return shapes.CardsShape(
        items=[_card(shown, base) for shown, _place in cards],
        total=run.total,
        cursor=cursor,
        next=paging.link(request, cursor) if cursor else None,
        filters=_filters(run, language) if filters.filters else [],
    )


@endpoints.get("/pieces/{slug}", shapes.PieceShape, refuses=(NotFound, PieceWithdrawn))
def piece(request: HttpRequest, slug: Path[Slug]) -> shapes.PieceShape:  # noqa: ARG001 - Ninja names it so
    """Tell all about a piece, with the prices and availability of this minute."""
    row, language = sheets.sheet(slug) or sheets.sheet(catalogue.piece_moved(slug) or ""), words.speaking()
    if row is None:
        raise NotFound
    if row.withdrawn:
        raise PieceWithdrawn(name=spoken(row, "name"))
    offering = pieces.offering(row.variants, language=language, at=clock.now())
    return shapes.PieceShape(
        slug=row.slug,
        reference=row.reference,
        kind=row.kind,
        name=spoken(row, "name"),
        matter=spoken(row, "matter"),
        description=spoken(row, "description"),
        warnings=spoken(row, "warnings"),
        story=pieces.story(row, language),
        maker=shapes.MakerShape.model_validate(row.brand, from_attributes=True),
        metals=_metals(row, language),
        stones=_stones(row, language),
        materials=row.material_names(language),
        height_mm=row.height_mm,
        width_mm=row.width_mm,
        fixed_size=row.fixed_size,
        pictures=[PictureShape.of(one, one.alt) for one in pieces.pictures(row, language)],
        variants=_variants(row, offering),
        engraving=EngravingShape.of(row.engraving, charter().currency) if row.engraving else None,
        page=whole(reverse("window:piece", args=[row.slug])),
    )


@endpoints.get("/categories", shapes.CategoriesShape)
def categories(request: HttpRequest) -> shapes.CategoriesShape:  # noqa: ARG001 - Ninja names it so
    """List the shelves that hold something, those at the top first, each level in its order."""
    language, known = words.speaking(), menu.shelves()
    slugs = {one.id: one.slugs[language] for one in known}
    return shapes.CategoriesShape(
        items=[
            shapes.CategoryShape(
                slug=slugs[one.id],
                name=one.names[language],
                above=slugs.get(one.above) if one.above else None,
                page=whole(menu.address(one, language)),
            )
            for one in known
            if one.filled
        ]
    )


@endpoints.get("/brands", shapes.BrandsShape)
def brands(request: HttpRequest) -> shapes.BrandsShape:  # noqa: ARG001 - Ninja names it so
    """List the makers whose pieces are on show, by name."""
    counts = listing.counts_by_brand()
    return shapes.BrandsShape(
        items=[
            shapes.BrandShape(
                slug=one.slug, name=one.name, story=spoken(one, "story"), pieces=counts[one.slug]
            )
            for one in catalogue.brands()
            if one.slug in counts
        ]
    )


def _scope(slug: str | None) -> tuple[str, ...]:
    """Return the code of the shelf with that address in either language, or once with it. Raises NotFound."""
    if slug is None:
        return ()
    here = menu.at(slug, menu.shelves())
    if here is None:
        raise NotFound(category=slug)
    return (here.code,)


def _card(shown: Shown, base: str) -> shapes.CardShape:
    return shapes.CardShape(
        slug=shown.slug,
        brand=shown.brand,
        name=shown.name,
        matter=shown.matter,
        price=MoneyShape.of(shown.price),
        price_varies=shown.varies,
        reduction=_cut(shown),
        availability=shapes.Availability(state=shown.state, words=shown.said, dispatch_on=shown.dispatch_on),
        pictures=[PictureShape.of(one) for one in (shown.first, shown.second) if isinstance(one, Picture)],
        page=f"{base}{shown.slug}/",
    )


def _cut(shown: Shown) -> CutShape | None:
    if shown.struck is None:
        return None
    before = MoneyShape.of(shown.struck)
    return CutShape(before=before, percent=shown.percent, new=shown.struck_new, sales=shown.sales)


def _filters(run: Run, language: str) -> list[shapes.FilterShape]:
    currency = charter().currency
    return [_filter(group, options, language, currency) for group, options in run.options.items() if options]


def _filter(group: Group, options: list[Option], language: str, currency: str) -> shapes.FilterShape:
    told = panel.filter_of(group, options, language, currency)
    return shapes.FilterShape(
        name=told.group,
        label=str(told.label),
        values=[shapes.ValueShape.model_validate(one, from_attributes=True) for one in told.choices],
    )


def _metals(row: Sheet, language: str) -> list[shapes.MetalShape]:
    named = zip(row.metals, row.metal_names(language), strict=True)
    return [
        shapes.MetalShape(
            metal=one.metal,
            colour=one.colour,
            fineness=one.fineness,
            coating=shapes.CoatingShape(
                metal=one.coating_metal, fineness=one.coating_fineness, microns=one.coating_microns
            )
            if one.coating_metal
            else None,
            words=name,
        )
        for one, name in named
    ]


def _stones(row: Sheet, language: str) -> list[shapes.StoneShape]:
    names = ("species", "nature", "carat", "count", "cut", "colour", "clarity", "certificate")
    return [
        shapes.StoneShape(
            **{name: getattr(one, name) for name in names}, treatments=list(one.treatments), words=said
        )
        for one, said in zip(row.stones, row.stone_names(language), strict=True)
    ]


def _variants(row: Sheet, offering: Offering) -> list[shapes.VariantShape]:
    """Return what can be bought, in the order of the piece's page."""
    known = {one.id: one for one in row.variants}
    found = []
    for choice in offering.choices:
        variant, terms = known[choice.variant_id], offering.terms[choice.terms]
        found.append(
            shapes.VariantShape(
                id=variant.id,
                sku=variant.sku,
                label=choice.label,
                circumference_mm=variant.circumference_mm,
                length_mm=variant.length_mm,
                options=dict(variant.options),
                weight_mg=variant.weight_mg,
                price=MoneyShape.of(terms.price),
                reduction=ReductionShape.of(terms.tag),
                availability=shapes.Availability(
                    state=terms.state.value, words=terms.said, dispatch_on=terms.dispatch_on
                ),
                cheapest=_arrival(terms.cheapest),
                fastest=_arrival(terms.fastest),
                to_measure=MeasureShape.of(variant.measure),
            )
        )
    return found


def _arrival(told: Arrival | None) -> shapes.ArrivalShape | None:
    if told is None:
        return None
    return shapes.ArrivalShape(
        carrier=told.carrier, price=MoneyShape.of(told.price), first=told.first, last=told.last
    )


offered = (endpoints,)

"""The shapes in which the window answers programs."""

from datetime import date
from decimal import Decimal

from pydantic import Field

from poincon.api.shapes import MoneyShape, PictureShape, Shape
from poincon.catalogue.shapes import EngravingShape, MeasureShape
from poincon.pricing.shapes import CutShape, ReductionShape


class Availability(Shape):
    """One of in_stock, restocking and sold_out, in words too, and the day by which a parcel would leave.

    In a listing the day is told of restocking pieces only.
    """

    state: str = Field(examples=["in_stock"])
    words: str
    dispatch_on: date | None


class CardShape(Shape):
    """A piece as listings show it; `price` is the lowest of its sizes, `reduction` what is struck there."""

    slug: str
    brand: str
    name: str
    matter: str
    price: MoneyShape
    price_varies: bool
    reduction: CutShape | None
    availability: Availability
    pictures: list[PictureShape]
    page: str


class ValueShape(Shape):
    """A value that a listing can be narrowed to, and how many pieces would then be left."""

    value: str
    label: str
    count: int
    chosen: bool


class FilterShape(Shape):
    """A parameter of the listing with the values that narrow it."""

    name: str = Field(examples=["metal"])
    label: str
    values: list[ValueShape]


class CardsShape(Shape):
    """Some pieces in order; `next` leads to those that follow, and is null at the end."""

    items: list[CardShape]
    total: int
    cursor: str | None
    next: str | None
    filters: list[FilterShape] = []


class CategoryShape(Shape):
    """A shelf; `above` is the slug of the one that it belongs to."""

    slug: str
    name: str
    above: str | None
    page: str


class CategoriesShape(Shape):
    items: list[CategoryShape]


class BrandShape(Shape):
    slug: str
    name: str
    story: str
    pieces: int


class BrandsShape(Shape):
    items: list[BrandShape]


class MakerShape(Shape):
    """Who made the piece, and who answers for its safety in the Union where that is somebody else."""

    slug: str
    name: str
    maker_name: str
    maker_address: str
    maker_email: str
    responsible_name: str
    responsible_address: str
    responsible_email: str


class CoatingShape(Shape):
    metal: str
    fineness: int | None
    microns: Decimal | None


class MetalShape(Shape):
    """One metal of a piece: codes, fineness in thousandths, and its name as the law wants it said."""

    metal: str = Field(examples=["gold"])
    colour: str = Field(examples=["rose"])
    fineness: int | None = Field(examples=[750])
    coating: CoatingShape | None
    words: str = Field(examples=["or rose 750 ‰"])


class StoneShape(Shape):
    species: str = Field(examples=["diamond"])
    nature: str = Field(examples=["natural"])
    treatments: list[str]
    carat: Decimal | None
    count: int | None
    cut: str
    colour: str
    clarity: str
    certificate: str
    words: str


class ArrivalShape(Shape):
    """When a parcel with this one piece would arrive where most customers live, and what sending it costs."""

    carrier: str
    price: MoneyShape
    first: date
    last: date


class VariantShape(Shape):
    """What is bought: one size or colour. `fastest` is told where it is sooner than `cheapest`."""

    id: int
    sku: str
    label: str
    circumference_mm: Decimal | None
    length_mm: int | None
    options: dict[str, str]
    weight_mg: int | None
    price: MoneyShape
    reduction: ReductionShape | None
    availability: Availability
    cheapest: ArrivalShape | None
    fastest: ArrivalShape | None
    to_measure: MeasureShape | None


class PieceShape(Shape):
    """All that the page of a piece tells.

    Height and width are those of the ornament as it is worn. What is of `fixed_size` is not resized later.
    """

    slug: str
    reference: str
    kind: str
    name: str
    matter: str
    description: str
    warnings: str
    story: str
    maker: MakerShape
    metals: list[MetalShape]
    stones: list[StoneShape]
    materials: list[str]
    height_mm: Decimal | None = Field(examples=["24.5"])
    width_mm: Decimal | None = Field(examples=["18.0"])
    fixed_size: bool
    pictures: list[PictureShape]
    variants: list[VariantShape]
    engraving: EngravingShape | None
    page: str

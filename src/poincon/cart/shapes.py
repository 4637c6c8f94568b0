"""The shapes in which carts answer programs."""

from datetime import date
from typing import Annotated

from pydantic import Field

from poincon.api.shapes import Country, Id, MoneyShape, PictureShape, Shape, TaxationShape, Told
from poincon.catalogue.shapes import MadeShape, NewEngraving, SizeMm
from poincon.pricing.shapes import ReductionShape

type Postcode = Annotated[str, Field(max_length=32, examples=["13001"])]


class NewCart(Told):
    """Where the delivery is reckoned for; the country where most customers live when nothing is said."""

    country: Country | None = None
    postcode: Postcode = ""


class NewLine(Told):
    """A variant, how many of it, and what is made of each for its wearer: words engraved, a size."""

    variant: Id
    quantity: Annotated[int, Field(ge=1, le=20)] = 1
    engraving: NewEngraving | None = None
    size_mm: SizeMm | None = None


class Quantity(Told):
    """How many the cart is to hold; nought takes the piece out."""

    quantity: Annotated[int, Field(ge=0, le=20)]


class Place(Told):
    """A country and, if wished, a postcode there: some islands and regions have their own days and prices."""

    country: Country
    postcode: Postcode = ""


class Notice(Shape):
    """What the customer must be told of a line: dearer, cheaper, fewer, sold_out, gone or unmade."""

    code: str = Field(examples=["dearer"])
    words: str


class LineShape(Shape):
    """A line as it stands now. `shown` is the price when it was last shown; `stops` forbids ordering.

    `dispatch_on` is the day by which what is awaited or made can leave, null for what is here; `standing`
    says it in words. A line that is sold out, gone or unmade is not in the cart's sums.

    Several lines may hold one variant, made otherwise: `line` tells them apart.
    """

    line: int
    variant: int
    sku: str
    slug: str
    name: str
    matter: str
    choice: str
    quantity: int
    unit: MoneyShape
    shown: MoneyShape
    total: MoneyShape
    reduction: ReductionShape | None
    availability: str
    standing: str
    dispatch_on: date | None
    notice: Notice | None
    stops: bool
    picture: PictureShape | None
    made: MadeShape | None


class CartShape(Shape):
    """A cart today. `token` is the secret by which it is found again, sent as the header Cart-Token.

    `delivery` is the cheapest way to the place told, null where the house does not deliver. Amounts are those
    asked there; `taxation` is null where we cannot sell, because the VAT there is not known. `dispatch_on` is
    the day on which all of it leaves, null where everything is here. `count` and the sums are of what can be
    bought.
    """

    token: str
    country: str
    postcode: str
    lines: list[LineShape]
    count: int
    items: MoneyShape
    delivery: MoneyShape | None
    total: MoneyShape
    taxation: TaxationShape | None
    missing_for_free_delivery: MoneyShape | None
    dispatch_on: date | None
    stops: bool

"""The shapes that several endpoints answer in, and the plain values that requests are made of."""

from typing import Annotated, Any, Protocol, Self

from django.conf import settings
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from poincon.design import pictures
from poincon.design.shapes import Picturable
from poincon.kernel.money import Money
from poincon.kernel.visible import LAYOUT, hides

LARGEST_ID = 2**62


class Shape(BaseModel):
    """A part of an answer."""

    model_config = ConfigDict(frozen=True)


class Told(BaseModel):
    """The body of a request; a name that nobody asked for is a fault, so that no typing error is lost."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _writable(text: str) -> str:
    """Refuse what nobody could see on a label, and more lines than one."""
    if hides(text) or not LAYOUT.isdisjoint(text):
        raise PydanticCustomError("unprintable", "one line without characters that cannot be seen")
    return text


Line = Annotated[str, AfterValidator(_writable)]
"""One line of text."""

Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]
Slug = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]{1,120}$")]
Reference = Annotated[str, Field(min_length=1, max_length=16, pattern=r"^[-0-9A-Za-z]+$")]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$", examples=["FR"])]


class MoneyShape(Shape):
    """An exact amount in whole minor units: 129000 of EUR is 1 290,00 €."""

    minor: int = Field(examples=[129000])
    currency: str = Field(examples=["EUR"])

    @classmethod
    def of(cls, money: Money) -> "MoneyShape":
        return cls(minor=money.minor, currency=money.currency)

    @classmethod
    def maybe(cls, money: Money | None) -> "MoneyShape | None":
        return None if money is None else cls.of(money)


class Taxed(Protocol):
    """How a sale is taxed, as `pricing` tells it."""

    @property
    def scope(self) -> str: ...
    @property
    def destination(self) -> str: ...
    @property
    def country(self) -> str: ...
    @property
    def rate_bp(self) -> int: ...


class TaxationShape(Shape):
    """How a sale there is taxed: `scope` is home, union or outside.

    `country` is whose VAT the amounts contain, null where the parcel leaves the Union's VAT area and bears
    none. A part of a country with a rate of its own has a code of its own, such as PT-20 for the Azores.
    """

    scope: str = Field(examples=["union"])
    destination: str = Field(examples=["BE"])
    country: str | None = Field(examples=["BE"])
    rate_bp: int = Field(description="Basis points: 2000 is 20 %.")

    @classmethod
    def of(cls, taxation: Taxed) -> Self:
        return cls(
            scope=taxation.scope,
            destination=taxation.destination,
            country=taxation.country or None,
            rate_bp=taxation.rate_bp,
        )


class PictureShape(Shape):
    """A picture at its full size, in two formats."""

    avif: str
    webp: str
    width: int
    height: int
    alt: str = ""

    @classmethod
    def of(cls, picture: Picturable, alt: str = "") -> "PictureShape":
        avif, webp = (whole(pictures.address(picture.stem, form)) for form in pictures.FORMATS)
        return cls(avif=avif, webp=webp, width=picture.width, height=picture.height, alt=alt)


class Fault(Shape):
    """One thing wrong with a request: where (a JSON pointer into the body, or a parameter), and why."""

    pointer: str = Field(examples=["/delivery/postcode"])
    code: str = Field(examples=["invalid"])
    detail: str


class Problem(Shape):
    """An error as RFC 9457 writes it. `code` is stable; `detail` is in the language that was asked for."""

    type: str = Field(examples=["https://house.example/api/#none_left"])
    title: str = Field(examples=["Conflict"])
    status: int = Field(examples=[409])
    code: str = Field(examples=["none_left"])
    detail: str = Field(examples=["Only 1 is left. Your cart has not been changed."])
    context: dict[str, Any] = Field(default_factory=dict, examples=[{"left": 1}])
    errors: list[Fault] = Field(default_factory=list)


def whole(path: str) -> str:
    """Return an address with the shop's own host."""
    return path if "://" in path else f"{settings.BASE_URL}{path}"

"""The shapes in which programs ask for what is made for its wearer, and are told of it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, Field

from poincon.api.shapes import MoneyShape, Shape, Told
from poincon.catalogue import made_words
from poincon.catalogue.rules import Engraving, Measure, Wish


def _whole(text: str) -> str:
    """Let through what is refused by its sign later on, but nothing that could not be written down."""
    if "\x00" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
        raise ValueError("holds a sign that cannot be written")
    return text


EngravedLine = Annotated[str, Field(max_length=60), AfterValidator(_whole)]
SizeMm = Annotated[Decimal, Field(gt=0, le=3000, max_digits=5, decimal_places=1, examples=[53.5])]


class NewEngraving(Told):
    """What to engrave, line by line, in which letters: roman, script or block."""

    lines: Annotated[list[EngravedLine], Field(min_length=1, max_length=4, examples=[["À toi", "2026"]])]
    face: Annotated[str, Field(pattern="^[a-z]{1,8}$", examples=["script"])]


def wish(engraving: NewEngraving | None, size_mm: Decimal | None) -> Wish:
    """Return what a program wishes."""
    words = "\n".join(engraving.lines) if engraving else ""
    return Wish(words, engraving.face if engraving else "", size_mm)


class MadeShape(Shape):
    """What is made of a piece for its wearer, which is not taken back. `words` tell it for people."""

    lines: list[str]
    face: str
    size_mm: Decimal | None
    extra: MoneyShape
    words: list[str]

    @classmethod
    def of(cls, wish: Wish, told: Sequence[str], extra: MoneyShape) -> "MadeShape | None":
        """Return a wish with its words and what it adds to the price of one; None where nothing is made."""
        if not wish:
            return None
        lines = wish.words.splitlines()
        return cls(lines=lines, face=wish.face, size_mm=wish.size_mm, extra=extra, words=list(told))


class EngravingShape(Shape):
    """An offer to engrave: so many lines of so many signs, spaces included, for a price with tax.

    `signs` are letters, figures, marks and emblems; `days` are working days more before the parcel leaves.
    """

    place: str = Field(examples=["inside"])
    lines: int
    most: int
    faces: list[str]
    signs: list[str]
    price: MoneyShape
    days: int
    words: str

    @classmethod
    def of(cls, offer: Engraving, currency: str) -> "EngravingShape":
        return cls(
            place=offer.place,
            lines=offer.lines,
            most=offer.most,
            faces=list(offer.faces),
            signs=list(offer.signs),
            price=MoneyShape(minor=offer.price_minor, currency=currency),
            days=offer.days,
            words=made_words.signs(offer),
        )


class MeasureShape(Shape):
    """An offer to make any size in millimetres from the first to the last, by the step, in `days` more."""

    first_mm: Decimal
    last_mm: Decimal
    step_mm: Decimal
    days: int

    @classmethod
    def of(cls, offer: Measure | None) -> "MeasureShape | None":
        if offer is None:
            return None
        return cls(first_mm=offer.first, last_mm=offer.last, step_mm=offer.step, days=offer.days)

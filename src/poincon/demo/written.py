"""The shop of a house as it is written in `boutiques/<name>/catalogue.toml`."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from poincon.catalogue.rules import MetalFacts, StoneFacts
from poincon.catalogue.states import Face, Mark, Place, Signs

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Words = Annotated[str, Field(min_length=1)]
Kind = Literal["ring", "earrings", "necklace", "pendant", "bracelet", "watch", "brooch", "other"]
Count = Annotated[int, Field(ge=0, le=500)]


class CatalogueFault(Exception):
    """The file says something that cannot be; the message names every place."""


class Part(BaseModel):
    """What all parts of the file have in common: nothing unknown, nothing of the wrong type."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Both(Part):
    """The same in French and in English."""

    fr: Words
    en: Words


class ShelfPart(Part):
    """A category; `under` is the French slug of the one above it."""

    slug: Both
    name: Both
    under: str = ""


class BrandPart(Part):
    """A brand, and who answers for its safety."""

    name: Words
    story: Both
    maker: Words
    address: Words
    email: Words
    country: Annotated[str, Field(pattern="^[A-Z]{2}$")]
    sizes: Both | None = None
    own_sizes: bool = False  # whether they stand in place of the shop's guide


class SupplierPart(Part):
    name: Words
    country: Annotated[str, Field(pattern="^[A-Z]{2}$")]
    email: Words
    direct: bool = True


class MetalPart(Part):
    """A metal that pieces name by its key."""

    metal: Words
    colour: str = ""
    fineness: int | None = None
    coating_metal: str = ""
    coating_fineness: int | None = None
    coating_microns: Decimal | None = None
    marks: tuple[Mark, ...] = ()

    def facts(self) -> MetalFacts:
        return MetalFacts(**self.model_dump())


class StonePart(Part):
    """The stones of one sort on a piece."""

    species: Words
    nature: Words = "natural"
    treatments: tuple[str, ...] = ()
    carat: Decimal | None = None
    count: int = 1
    cut: str = ""
    colour: str = ""
    clarity: str = ""
    lab: str = ""
    certificate: str = ""

    def facts(self) -> StoneFacts:
        return StoneFacts(**self.model_dump())


class Restock(Part):
    """What the supplier will bring for the sizes that are not here."""

    days: Annotated[int, Field(ge=1, le=120)]
    quantity: Annotated[int, Field(ge=1, le=100)]


class EngravingPart(Part):
    """A way of engraving that pieces name by its key; `price` is in euros, `days` are working days more."""

    place: Place
    lines: Annotated[int, Field(ge=1, le=4)]
    most: Annotated[int, Field(ge=1, le=60)]
    faces: tuple[Face, ...]
    signs: tuple[Signs, ...]
    price: Annotated[Decimal, Field(ge=0, decimal_places=2)]
    days: Annotated[int, Field(ge=0, le=90)]


class MeasurePart(Part):
    """The sizes, or lengths in millimetres, that a piece is made in beside those of the shelf."""

    first: Decimal
    last: Decimal
    step: Decimal
    price: Annotated[Decimal, Field(gt=0, decimal_places=2)]
    days: Annotated[int, Field(ge=1, le=90)]


class PiecePart(Part):
    """A piece with its sizes. `price` is in euros, tax included; `stock` is one number, or one for each size.

    Where `restock` is given, the sizes of which none is here can be ordered ahead; without it they are sold
    out. `more` is what each size costs beyond the first, step by step.
    """

    ref: Annotated[str, Field(pattern=r"^[A-Z]{2}-\d{3,4}$")]
    picture: Slug
    kind: Kind
    shelf: Slug
    brand: Slug
    supplier: str = ""
    name: Both
    metals: tuple[str, ...] = ()
    stones: tuple[StonePart, ...] = ()
    materials: tuple[str, ...] = ()
    sizes: tuple[Decimal, ...] = ()
    lengths: tuple[int, ...] = ()
    weight_g: Decimal
    height_mm: Decimal | None = None
    width_mm: Decimal | None = None
    fixed_size: bool = False
    price: Annotated[Decimal, Field(gt=0, decimal_places=2)]
    more: Annotated[Decimal, Field(ge=0, decimal_places=2)] = Decimal(0)
    stock: Count | tuple[Count, ...]
    restock: Restock | None = None
    tags: tuple[str, ...] = ()
    engrave: str = ""
    to_measure: MeasurePart | None = None
    fr: Words
    en: Words

    @property
    def places(self) -> int:
        """How many sizes there are."""
        return max(len(self.sizes), len(self.lengths), 1)

    @property
    def stocks(self) -> tuple[int, ...]:
        return (self.stock,) * self.places if isinstance(self.stock, int) else self.stock

    def sku(self, place: int) -> str:
        """Return the stock number of a size: the reference with the size or length behind it."""
        said = (*self.sizes, *self.lengths)
        return f"{self.ref}-{str(said[place]).replace('.', '')}" if said else self.ref

    @model_validator(mode="after")
    def _every_size_has_its_stock(self) -> Self:
        if len(self.stocks) != self.places:
            raise ValueError(f"{len(self.stocks)} stocks for {self.places} sizes")
        if self.sizes and self.lengths:
            raise ValueError("a piece has sizes or lengths")
        return self


class Catalogue(Part):
    """The whole file; pieces stand from the newest to the oldest."""

    shelves: tuple[ShelfPart, ...]
    brands: dict[Slug, BrandPart]
    suppliers: dict[str, SupplierPart]
    metals: dict[str, MetalPart]
    engravings: dict[str, EngravingPart] = {}
    pieces: tuple[PiecePart, ...]

    @model_validator(mode="after")
    def _names_are_known(self) -> Self:
        if faults := [*self._strangers(), *self._twins()]:
            raise ValueError("; ".join(faults))
        return self

    def _strangers(self) -> list[str]:
        """Return what pieces and shelves name without its being there."""
        shelves = {shelf.slug.fr for shelf in self.shelves}
        known = [("shelf", shelves), ("brand", self.brands), ("supplier", {"", *self.suppliers})]
        known.append(("engrave", {"", *self.engravings}))
        found = [
            f"{piece.ref}: no {kind} {getattr(piece, kind)!r}"
            for piece in self.pieces
            for kind, names in known
            if getattr(piece, kind) not in names
        ]
        found += [f"{p.ref}: no metal {m!r}" for p in self.pieces for m in p.metals if m not in self.metals]
        return found + [
            f"{s.slug.fr}: no shelf {s.under!r}" for s in self.shelves if s.under not in {"", *shelves}
        ]

    def _twins(self) -> list[str]:
        """Return the references, names and pictures that two pieces share."""
        found = []
        for what in ("ref", "picture", "name.fr", "name.en"):
            seen: set[str] = set()
            for piece in self.pieces:
                value: Any = piece
                for step in what.split("."):
                    value = getattr(value, step)
                found += [f"{piece.ref}: {what} {value!r} is another's"] if value in seen else []
                seen.add(value)
        return found


def read(path: Path) -> Catalogue:
    """Return the catalogue in a file. Raises CatalogueFault with every place that is wrong."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        return Catalogue.model_validate(told)
    except tomllib.TOMLDecodeError as error:
        raise CatalogueFault(f"{path}: {error}") from None
    except ValidationError as error:
        lines = [f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()]
        raise CatalogueFault("\n".join([f"{path}:", *lines])) from None

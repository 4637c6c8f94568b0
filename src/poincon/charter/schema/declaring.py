"""How a field of the charter becomes a promise: metadata beside its type."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import UnionType
from typing import Literal, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict
from pydantic.fields import FieldInfo

type Words = str | Mapping[object, str]
type Page = Literal[
    "account", "catalogue", "contact", "delivery", "legal", "orders", "payment", "privacy", "returns", "stock"
]


class Strict(BaseModel):
    """A section of the charter: no unknown key, no silent conversion, no change once read."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class Unit(StrEnum):
    """What a bare number or text counts or names, so that it can be spoken."""

    CLOCK = "clock"
    COUNTRY = "country"
    DATE = "date"
    DAYS = "days"
    GRAMS = "grams"
    HOURS = "hours"
    MINUTES = "minutes"
    MONEY = "money"
    WORKING_DAYS = "working days"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class Each:
    """Marks a list of keyed sections: `carriers` holds, for each `carrier`, one of them."""

    name: str


@dataclass(frozen=True, slots=True)
class Promise:
    """What the public is told about a field.

    `words` holds, for each language, one sentence or one sentence per value (`...` for any other);
    `{value}` and the names of neighbouring fields in braces are replaced by their spoken form. An empty
    sentence promises nothing.
    """

    requirements: tuple[str, ...]
    words: Mapping[str, Words]
    page: Page
    floor: str


def promise(r: str, *, fr: Words, en: Words, page: Page, floor: str = "") -> Promise:
    """Declare a promise for the requirements in `r` (such as "R059 R060"), told on the help page `page`.

    `floor` is the key of the legal figure under it in legal.toml.
    """
    requirements = tuple(r.split())
    if wrong := [number for number in requirements if not re.fullmatch(r"R\d{3}", number)]:
        raise ValueError(f"no requirement is numbered {wrong}")
    return Promise(requirements, {"fr": fr, "en": en}, page, floor)


@dataclass(frozen=True, slots=True)
class Declared:
    """A promise with the place of its field in the schema; `path` has "*" where a list is entered."""

    path: tuple[str, ...]
    promise: Promise
    unit: Unit | None

    @property
    def id(self) -> str:
        return ".".join(self.path)


def at(section: object, path: Iterable[str]) -> object:
    """Return the value at `path` inside `section`; the path enters no list."""
    for name in path:
        section = getattr(section, name)
    return section


def unit_of(field: FieldInfo) -> Unit | None:
    return next((mark for mark in field.metadata if isinstance(mark, Unit)), None)


def each_of(field: FieldInfo) -> Each | None:
    return next((mark for mark in field.metadata if isinstance(mark, Each)), None)


def section_in(annotation: object) -> type[Strict] | None:
    """Return the section that a field holds, alone, optional or in a list; None for a plain value."""
    if isinstance(annotation, type) and issubclass(annotation, Strict):
        return annotation
    if get_origin(annotation) in (tuple, Union, UnionType):
        return next(filter(None, map(section_in, get_args(annotation))), None)
    return None


def declared_in(section: type[Strict], path: tuple[str, ...] = ()) -> Iterator[Declared]:
    """Yield every promise of `section` and of the sections inside it, in the order they are written."""
    for name, field in section.model_fields.items():
        here = (*path, name)
        for mark in field.metadata:
            if isinstance(mark, Promise):
                yield Declared(here, mark, unit_of(field))
        inner = section_in(field.annotation)
        listed = get_origin(field.annotation) is tuple
        if inner and (each_of(field) or not listed):
            yield from declared_in(inner, (*here, "*") if listed else here)

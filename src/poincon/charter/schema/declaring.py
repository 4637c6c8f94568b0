"""How a field of the charter becomes a promise: metadata beside its type."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import UnionType
from typing import Annotated, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict
from pydantic.fields import FieldInfo

FACT = re.compile(r"[a-z_]+\.[a-z_]+")
DUE = ("by", "at", "until")

type Words = str | Mapping[object, str]
type Page = Literal[
    "account",
    "catalogue",
    "contact",
    "cookies",
    "delivery",
    "legal",
    "loyalty",
    "news",
    "orders",
    "payment",
    "privacy",
    "returns",
    "services",
    "stock",
]
# What is better for the customer: "more", "less", or the values themselves, the best first.
type Better = Literal["more", "less", ""] | tuple[object, ...]


class Strict(BaseModel):
    """A section of the charter: no unknown key, no silent conversion, no change once read."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class Unit(StrEnum):
    """What a bare number or text counts or names, so that it can be spoken."""

    CARRIER = "carrier"
    CLOCK = "clock"
    COUNTRY = "country"
    DATE = "date"
    DAYS = "days"
    GRAMS = "grams"
    HOURS = "hours"
    MINUTES = "minutes"
    MONEY = "money"
    MONTHS = "months"
    PERCENT = "percent"
    POINTS = "points"
    TELEPHONE = "telephone"
    WORKING_DAYS = "working days"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class Each:
    """Marks a list of keyed sections: `carriers` holds, for each `carrier`, one of them."""

    name: str


@dataclass(frozen=True, slots=True)
class Named:
    """What the codes in a field are called, in French and in English; `either`: one of several is meant."""

    names: Mapping[str, tuple[str, str]]
    either: bool = False


@dataclass(frozen=True, slots=True)
class Floor:
    """The key in legal.toml of the figure under a field that promises nothing by itself."""

    key: str


@dataclass(frozen=True, slots=True)
class Clock:
    """The time that a promise starts: what opens it, on what it runs, and what ends it.

    `starts`, `ends`, `pauses`, `resumes` and those in `not_before` are names of facts ("orders.placed");
    `subject` is the kind of thing that the facts are about ("order"). The promise's own value is the length,
    its unit says of what. At the end of `due`:

    - "by": we must have acted, or the promise is broken;
    - "at": we act then, not before;
    - "until": the customer may act until then.

    It stands still from `pauses` to `resumes`. It does not end before one of `not_before` has happened: later
    than its term, it ends with the day of that (art. L221-24). `rolls`: a term that ends on a weekend or
    public holiday ends with the next working day (art. L221-19). `remind` tells how many days before its end
    the desk is reminded.
    """

    starts: str
    subject: str
    due: Literal["by", "at", "until"]
    ends: str = ""
    pauses: str = ""
    resumes: str = ""
    not_before: tuple[str, ...] = ()
    rolls: bool = False
    remind: int = 0

    def __post_init__(self) -> None:
        if faults := list(_faults_of(self)):
            raise ValueError(f"this clock cannot run: {'; '.join(faults)}")


def _faults_of(clock: Clock) -> Iterator[str]:
    for name in ("starts", "ends", "pauses", "resumes"):
        fact = getattr(clock, name)
        if not FACT.fullmatch(fact) and (fact or name == "starts"):
            yield f"{name} = {fact!r} is no fact"
    yield from (f"not_before = {fact!r} is no fact" for fact in clock.not_before if not FACT.fullmatch(fact))
    if not re.fullmatch(r"[a-z_]+", clock.subject):
        yield f"subject = {clock.subject!r} is no kind of thing"
    if clock.due not in DUE:
        yield f"due = {clock.due!r} is none of {', '.join(DUE)}"
    if clock.due == "by" and not clock.ends:
        yield "must say what counts as done (ends)"
    if bool(clock.pauses) != bool(clock.resumes):
        yield "pauses without an end, or the other way round"
    if clock.remind < 0:
        yield "reminds after its end"


@dataclass(frozen=True, slots=True)
class Ground:
    """Why data is kept for a time: the ground of art. 6 GDPR, and the reason in both languages."""

    basis: Literal["consent", "contract", "law", "interest"]
    fr: str
    en: str


@dataclass(frozen=True, slots=True)
class Promise:
    """What the public is told about a field.

    `words` holds, for each language, one sentence or one sentence per value (`...` for any other);
    `{value}` and the names of neighbouring fields in braces are replaced by their spoken form. What
    stands in square brackets cites the law of France and is said by its houses alone. An empty sentence
    promises nothing.
    """

    requirements: tuple[str, ...]
    words: Mapping[str, Words]
    page: Page
    floor: str
    clock: Clock | None
    better: Better
    burden: bool
    ground: Ground | None


def promise(
    r: str,
    *,
    fr: Words,
    en: Words,
    page: Page,
    floor: str = "",
    clock: Clock | None = None,
    better: Better = "",
    burden: bool = False,
    ground: Ground | None = None,
) -> Promise:
    """Declare a promise for the requirements in `r` (such as "R059 R060"), told on the help page `page`.

    `floor` is the key of the legal figure under it in legal.toml, `clock` the time that it starts, `better`
    what the customer gains by, `burden` that customers would rather do without it, `ground` why data is kept
    that long.
    """
    requirements = tuple(r.split())
    if wrong := [number for number in requirements if not re.fullmatch(r"R\d{3}", number)]:
        raise ValueError(f"no requirement is numbered {wrong}")
    return Promise(requirements, {"fr": fr, "en": en}, page, floor, clock, better, burden, ground)


@dataclass(frozen=True, slots=True)
class Declared:
    """A promise with the place of its field in the schema; `path` has "*" where a list is entered."""

    path: tuple[str, ...]
    promise: Promise
    unit: Unit | Named | None

    @property
    def id(self) -> str:
        return ".".join(self.path)


def at(section: object, path: Iterable[str]) -> object:
    """Return the value at `path` inside `section`, None past what is not there; the path enters no list."""
    for name in path:
        if section is None:
            return None
        section = getattr(section, name)
    return section


def unit_of(field: FieldInfo) -> Unit | Named | None:
    """Return how a field's value is spoken: its own mark, or that of the values in its list or option."""
    marks = [*field.metadata, *_marks_inside(field.annotation)]
    return next((mark for mark in marks if isinstance(mark, Unit | Named)), None)


def _marks_inside(annotation: object) -> Iterator[object]:
    if get_origin(annotation) is Annotated:
        yield from getattr(annotation, "__metadata__", ())
        yield from _marks_inside(get_args(annotation)[0])
    elif get_origin(annotation) in (tuple, Union, UnionType):
        for inner in get_args(annotation):
            yield from _marks_inside(inner)


def each_of(field: FieldInfo) -> Each | None:
    return next((mark for mark in field.metadata if isinstance(mark, Each)), None)


def section_in(annotation: object) -> type[Strict] | None:
    """Return the section that a field holds, alone, optional or in a list; None for a plain value."""
    if isinstance(annotation, type) and issubclass(annotation, Strict):
        return annotation
    if get_origin(annotation) in (tuple, Union, UnionType, Annotated):
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


def floors_in(section: type[Strict], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the path and the legal key of every value with a floor; none stands inside a list."""
    for name, field in section.model_fields.items():
        for mark in field.metadata:
            key = mark.key if isinstance(mark, Floor) else mark.floor if isinstance(mark, Promise) else ""
            if key:
                yield (*path, name), key
        inner = section_in(field.annotation)
        if inner and get_origin(field.annotation) is not tuple:
            yield from floors_in(inner, (*path, name))

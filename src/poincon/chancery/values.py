"""The plain values of a charter, section by section: those that a form can ask for one by one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Literal, TypeAliasType, Union, get_args, get_origin

from annotated_types import Ge, Le, MaxLen, MinLen
from pydantic.fields import FieldInfo

from poincon.chancery.rules import FIXED
from poincon.charter import promises
from poincon.charter.queries import Declared
from poincon.charter.schema import Charter, Named, Strict, Unit
from poincon.charter.schema.declaring import each_of, section_in, unit_of

type Kind = Literal["whole", "truth", "choice", "choices", "time", "text"]

# A key names a member of a list to everything that refers to it: renaming one is a matter for the file.
NAMES = {"key", "gateway"}


@dataclass(frozen=True, slots=True)
class Value:
    """One value: its place in this charter, its place in the schema, and what may be said there."""

    path: str
    id: str
    name: str
    kind: Kind
    said: object
    needed: bool
    unit: Unit | Named | None
    codes: tuple[str, ...]
    least: int | None
    most: int | None

    @property
    def declared(self) -> Declared | None:
        """The promise that the value makes, None where it makes none by itself."""
        return promises.promises().get(self.id)


@dataclass(frozen=True, slots=True)
class Section:
    """Plain values that stand side by side; `path` is empty for those at the top of the file."""

    path: str
    id: str
    values: tuple[Value, ...]


def sections(charter: Charter) -> Mapping[str, Section]:
    """Return the sections of a charter that hold plain values, by their place, in the file's order."""
    return {section.path: section for section in _walk(charter, (), ()) if section.values}


def _walk(section: Strict, path: tuple[str, ...], id: tuple[str, ...]) -> Iterator[Section]:
    fields = type(section).model_fields
    values = [_value(section, name, field, path, id) for name, field in fields.items()]
    yield Section(".".join(path), ".".join(id), tuple(filter(None, values)))
    for name, field in fields.items():
        match getattr(section, name):
            case Strict() as inner:
                yield from _walk(inner, (*path, name), (*id, name))
            case tuple() as members if each_of(field):
                for member in members:
                    yield from _walk(member, (*path, name, member.key), (*id, name, "*"))


def _value(
    section: Strict, name: str, field: FieldInfo, path: tuple[str, ...], id: tuple[str, ...]
) -> Value | None:
    here = ".".join((*path, name))
    kind, codes = _kind(field.annotation)
    if kind is None or here in FIXED or name in NAMES:
        return None
    return Value(
        here,
        ".".join((*id, name)),
        name,
        kind,
        getattr(section, name),
        _needed(field),
        unit_of(field),
        codes,
        *_bounds(field),
    )


def _kind(annotation: object) -> tuple[Kind | None, tuple[str, ...]]:
    """Return how a value of this type is asked for, and its codes; None for what no single control holds."""
    plain = _plain(annotation)
    if plain in PLAIN:
        return PLAIN[plain], ()
    if get_origin(plain) is Literal:
        codes = get_args(plain)
        return ("choice", codes) if all(isinstance(code, str) for code in codes) else (None, ())
    if get_origin(plain) is tuple:
        kind, codes = _kind(get_args(plain)[0])
        return ("choices", codes) if kind == "choice" else (None, ())
    return None, ()


PLAIN: Mapping[object, Kind] = {int: "whole", bool: "truth", time: "time", str: "text"}


def _plain(annotation: object) -> object:
    """Return the type itself: without its marks, its name, and the leave to be absent."""
    if isinstance(annotation, TypeAliasType):
        return _plain(annotation.__value__)
    if get_origin(annotation) is Annotated:
        return _plain(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        inner = [one for one in get_args(annotation) if one is not NoneType]
        return _plain(inner[0]) if len(inner) == 1 else None
    return annotation


def _needed(field: FieldInfo) -> bool:
    """Tell whether something must be said: what may be empty or absent need not."""
    if get_origin(_plain(field.annotation)) is tuple:
        return any(mark.min_length > 0 for mark in field.metadata if isinstance(mark, MinLen))
    if field.is_required():
        return not _may_be_absent(field.annotation)
    return field.default not in (None, "")


def _may_be_absent(annotation: object) -> bool:
    return get_origin(annotation) in (Union, UnionType) and NoneType in get_args(annotation)


def _bounds(field: FieldInfo) -> tuple[int | None, int | None]:
    """Return the least and the most of a number, the longest of a text (as the most)."""
    marks = list(_marks(field.annotation)) + list(field.metadata)
    least = [mark.ge for mark in marks if isinstance(mark, Ge) and isinstance(mark.ge, int)]
    most = [mark.le for mark in marks if isinstance(mark, Le) and isinstance(mark.le, int)]
    longest = [mark.max_length for mark in marks if isinstance(mark, MaxLen)]
    return max(least, default=None), min(most or longest, default=None)


def _marks(annotation: object) -> Iterator[object]:
    if get_origin(annotation) is Annotated:
        for mark in annotation.__metadata__:  # type: ignore[attr-defined]
            yield from mark.metadata if isinstance(mark, FieldInfo) else (mark,)
    for inner in get_args(annotation) if get_origin(annotation) in (Annotated, Union, UnionType) else ():
        yield from _marks(inner)


@cache
def practices() -> frozenset[str]:
    """Return the promises that every house makes: nothing about them can be changed."""
    return frozenset(
        id for id, one in promises.promises().items() if get_args(_field_at(one.path).annotation) == (True,)
    )


def _field_at(path: tuple[str, ...]) -> FieldInfo:
    section: type[Strict] = Charter
    *steps, last = (step for step in path if step != "*")
    for step in steps:
        section = section_in(section.model_fields[step].annotation) or section
    return section.model_fields[last]

"""Reading a charter: everything that is wrong with it is reported together, or it is taken whole."""

import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import ValidationError, create_model
from pydantic_core import ErrorDetails

from poincon.charter.floors import Flag, applied
from poincon.charter.schema import Charter, Strict
from poincon.charter.schema.consistency import Path as Steps
from poincon.charter.schema.consistency import contradictions, place
from poincon.charter.schema.declaring import section_in
from poincon.kernel.reason import Reason, because, whenever

# What pydantic finds by itself, by its names for it.
REASONS: Mapping[str, Callable[..., Reason]] = {
    "missing": whenever("missing", "is missing"),
    "string_type": whenever("not_text", "must be text in quotes"),
    "int_type": whenever("not_whole", "must be a whole number"),
    "bool_type": whenever("not_truth", "must be true or false"),
    "time_type": whenever("not_time", "must be a local time such as 13:00:00"),
    "tuple_type": whenever("not_list", "must be a list"),
    "dict_type": whenever("not_table", "must be a table"),
    "model_type": whenever("not_table", "must be a table"),
    "greater_than_equal": whenever("too_little", "must be at least {ge}"),
    "less_than_equal": whenever("too_much", "must be at most {le}"),
    "literal_error": whenever("unknown_code", "must be {expected}"),
    "too_short": whenever("empty", "must not be empty"),
    "string_too_short": whenever("empty", "must not be empty"),
    "string_too_long": whenever("too_long", "must have at most {max_length} characters"),
    "string_pattern_mismatch": whenever("not_as_expected", "is not written as expected ({pattern})"),
}
NOT_UTF8 = because("not_utf8", "is not text in UTF-8")
UNSPEAKABLE = because("unspeakable", "holds what no charter can")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where, what stands there, and why it cannot."""

    path: str
    value: object
    reason: Reason

    def __str__(self) -> str:
        shown = "" if self.value is None else f" = {self.value!r}"
        return f"{self.path}{shown}: {self.reason}"


class CharterFault(Exception):
    """A charter that cannot be run; `faults` names everything found, not only the first."""

    def __init__(self, source: str, faults: Collection[Fault]) -> None:
        self.source = source
        self.faults = tuple(faults)
        lines = "\n".join(f"  {fault}" for fault in self.faults)
        super().__init__(f"{source} cannot be run:\n{lines}")


@dataclass(frozen=True, slots=True)
class Reading:
    """A charter as written, as it runs once the legal floors are applied, and what they changed."""

    written: Charter
    running: Charter
    flags: tuple[Flag, ...]


def load(path: Path, on: date | None = None) -> Charter:
    """Return the charter in `path` as it runs on the day `on` (today, unless told otherwise).

    Raises CharterFault with every fault.
    """
    return read(path, on or datetime.now(UTC).date()).running


def read(path: Path, on: date) -> Reading:
    """Return the charter in `path` with the floors of the day `on`; raises CharterFault."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CharterFault(str(path), [Fault("file", None, _unreadable(error))]) from None
    return read_text(content, str(path), on)


def read_text(content: bytes, source: str, on: date) -> Reading:
    """Return the charter that the bytes of a file spell, with the floors of a day; raises CharterFault."""
    written = parse_text(content, source)
    return Reading(written, *applied(written, on))


def parse_text(content: bytes, source: str) -> Charter:
    """Return the charter that the bytes of a file spell, as it is written; raises CharterFault."""
    try:
        data = tomllib.loads(content.decode("utf-8"))
    except UnicodeDecodeError:
        raise CharterFault(source, [Fault("file", None, NOT_UTF8)]) from None
    except tomllib.TOMLDecodeError as error:
        raise CharterFault(source, [_syntax_fault(str(error))]) from None
    except (ValueError, RecursionError):  # a number of thousands of digits, brackets in brackets without end
        raise CharterFault(source, [Fault("file", None, UNSPEAKABLE)]) from None
    return parse(data, source)


def parse(data: Mapping[str, object], source: str) -> Charter:
    """Return the charter that `data` spells, or raise CharterFault with every fault of `source`."""
    try:
        return Charter.model_validate(data)
    except ValidationError as error:
        found = [one for one in error.errors(include_url=False) if one["loc"] and not _echoes(one)]
    faulty = [detail["loc"] for detail in found]
    clashes = contradictions(_sound(Charter, data, faulty), faulty)
    faults = [_fault(detail) for detail in found]
    faults += [Fault(place(clash.path), clash.value, clash.reason) for clash in clashes]
    raise CharterFault(source, faults)


def _syntax_fault(message: str) -> Fault:
    line = re.search(r"line (\d+)", message)
    reason = because("not_toml", "is not written as a file of this kind is ({message})", message=message)
    return Fault(f"line {line[1]}" if line else "last line", None, reason)


def _unreadable(error: OSError) -> Reason:
    return because("unreadable", "cannot be read ({message})", message=error.strerror)


def _echoes(detail: ErrorDetails) -> bool:
    """Tell whether a list is called empty only because its members are faulty: they are told already."""
    return detail["type"] == "too_short" and bool(detail["input"])


def _fault(detail: ErrorDetails) -> Fault:
    kind, value = detail["type"], detail["input"]
    shown = None if kind == "missing" or isinstance(value, dict | list | Strict) else value
    return Fault(place(detail["loc"]), shown, _reason(detail))


def _reason(detail: ErrorDetails) -> Reason:
    kind, facts = detail["type"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown_key(detail["loc"])
    if kind in REASONS:
        return REASONS[kind](**facts)
    said = next(iter(getattr(facts.get("error"), "args", ())), None)
    return (
        said
        if isinstance(said, Reason)
        else because("impossible", "cannot be ({message})", message=detail["msg"])
    )


def _unknown_key(path: Steps) -> Reason:
    section: type[Strict] | None = Charter
    for step in path[:-1]:
        if section and isinstance(step, str) and step in section.model_fields:
            section = section_in(section.model_fields[step].annotation)
    near = get_close_matches(str(path[-1]), section.model_fields, n=1) if section else []
    if near:
        return because("key_misspelt", "unknown key; did you mean {known}?", known=near[0])
    return because("unknown_key", "unknown key")


def _sound(section: type[Strict], data: Mapping[str, object], faulty: Collection[Steps]) -> Strict:
    """Build the part of `section` that has no fault, so that the rest can still be checked together."""
    touched = {str(path[0]) for path in faulty}
    fields = section.model_fields
    whole = {name: data[name] for name in fields if name in data and name not in touched}
    kinds: dict[str, Any] = {name: (fields[name].annotation, fields[name]) for name in whole}
    part = create_model("Part", __base__=Strict, **kinds)
    values: dict[str, Any] = dict(part.model_validate(whole))
    for name in touched & fields.keys():
        inner, below = section_in(fields[name].annotation), data.get(name)
        if inner and isinstance(below, dict):
            deeper = [path[1:] for path in faulty if path[0] == name and path[1:]]
            values[name] = _sound(inner, below, deeper)
    return section.model_construct(**values)

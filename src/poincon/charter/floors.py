"""Legal figures: which are in force where and when, and what runs when a charter promises less."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal, Self

from pydantic import BaseModel, field_validator, model_validator

from poincon.charter.schema import Charter, Strict
from poincon.charter.schema.declaring import at, floors_in
from poincon.charter.schema.values import countries
from poincon.kernel import territories


class Figure(Strict):
    """One legal figure; in force from `valid_from` to `valid_to`, both included.

    A `figure` bounds no value of a charter: code reads it where it is due.
    """

    key: str
    country: str
    valid_from: date
    valid_to: date | None = None
    limit: Literal["at_least", "at_most", "is", "without", "figure"]
    value: int | str
    currency: str = ""
    force: Literal["law", "guidance"]
    source: str
    sure: Literal["OFF", "SEC", "MEM", "DESIGN"]

    @field_validator("country")
    @classmethod
    def _known(cls, country: str) -> str:
        if country != "EU" and country not in countries():
            raise ValueError(f"{country!r} is no country")
        return country

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.valid_to and self.valid_to < self.valid_from:
            raise ValueError(f"{self.key} ends before it starts")
        return self

    def holds(self, country: str, on: date) -> bool:
        here = country in territories.UNION if self.country == "EU" else self.country == country
        return here and self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    def allows(self, value: object) -> bool:
        """Tell whether a charter may say `value`."""
        match self.limit, value, self.value:
            case "at_least", int(said), int(figure):
                return said >= figure
            case "at_most", int(said), int(figure):
                return said <= figure
            case "without", tuple() as said, figure:
                return figure not in said
            case "figure", _, _:
                return True
            case _:
                return value == self.value

    def instead_of(self, value: object) -> object:
        """Return what runs in place of a `value` that the figure does not allow."""
        if self.limit == "without" and isinstance(value, tuple):
            return tuple(one for one in value if one != self.value)
        return self.value


@dataclass(frozen=True, slots=True)
class Flag:
    """A value below the law (`figure.force` is "law": the figure runs instead) or below guidance."""

    id: str
    written: object
    figure: Figure

    def __str__(self) -> str:
        instead = repr(self.figure.instead_of(self.written))
        runs = f"{instead} runs" if self.figure.force == "law" else f"advised: {instead}"
        return f"{self.id} = {self.written!r}: {runs} ({self.figure.source}; {self.figure.sure})"


class _Table(BaseModel):
    figure: list[Figure]


@cache
def figures() -> tuple[Figure, ...]:
    """Return the table of legal figures."""
    text = files("poincon.charter").joinpath("legal.toml").read_text(encoding="utf-8")
    return tuple(_Table.model_validate(tomllib.loads(text)).figure)


def in_force(key: str, country: str, on: date) -> tuple[Figure, ...]:
    """Return the figures called `key` that bind a house in `country` on a day."""
    return tuple(figure for figure in figures() if figure.key == key and figure.holds(country, on))


def figure(key: str, country: str, on: date) -> int | str:
    """Return the one figure called `key` in `country` on a day; a LookupError where there is none."""
    found = in_force(key, country, on)
    own = [one for one in found if one.country == country] or list(found)
    if len(own) != 1:
        raise LookupError(f"{len(own)} figures are called {key!r} in {country} on {on}")
    return own[0].value


def applied(charter: Charter, on: date) -> tuple[Charter, tuple[Flag, ...]]:
    """Return the charter that runs on a day, and a flag for each value below a figure in force."""
    flags = tuple(
        Flag(".".join(path), written, figure)
        for path, key in floors_in(Charter)
        if (written := at(charter, path)) is not None
        for figure in in_force(key, charter.country, on)
        if figure.currency in ("", charter.currency) and not figure.allows(written)
    )
    for flag in flags:
        if flag.figure.force == "law":
            charter = _with(charter, flag.id.split("."), flag.figure.instead_of(flag.written))
    return charter, flags


def _with[S: Strict](section: S, path: list[str], value: object) -> S:
    inner = getattr(section, path[0])
    changed = _with(inner, path[1:], value) if len(path) > 1 else value
    return section.model_copy(update={path[0]: changed})

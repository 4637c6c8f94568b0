"""The table of promises: what is told, on which floor, who keeps it, what proves it; and what is missing."""

import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path

from poincon.charter import promises
from poincon.charter.evidence import Evidence
from poincon.charter.floors import in_force
from poincon.charter.schema import Charter, Declared, Strict

OPEN = Path(__file__).with_name("open.toml")


class Waiting(Strict):
    """The promises that no code keeps yet, each with the feature that will.

    `at_most` may only fall; from `closed_on` on no promise may be added.
    """

    at_most: int
    closed_on: date | None = None
    open: dict[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One promise of one house."""

    id: str
    requirements: tuple[str, ...]
    value: str
    fr: str
    en: str
    floor: str
    keepers: tuple[str, ...]
    tests: tuple[str, ...]
    pages: tuple[str, ...]
    waits_for: str

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


@cache
def waiting(path: Path = OPEN) -> Waiting:
    """Read the list of open promises."""
    return Waiting.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))


def rows(charter: Charter, evidence: Evidence, waits: Waiting, on: date) -> list[Row]:
    """Return the table of a house on a day, in the order of the schema."""
    return [_row(charter, declared, evidence, waits, on) for declared in promises.promises().values()]


def _row(charter: Charter, declared: Declared, evidence: Evidence, waits: Waiting, on: date) -> Row:
    id = declared.id
    figures = in_force(declared.promise.floor, charter.country, on)
    return Row(
        id=id,
        requirements=declared.promise.requirements,
        value=promises.value(charter, id, "en"),
        fr=promises.words(charter, id, "fr"),
        en=promises.words(charter, id, "en"),
        floor=", ".join(f"{figure.limit.replace('_', ' ')} {figure.value}" for figure in figures),
        keepers=evidence.keepers.get(id, ()),
        tests=evidence.tests.get(id, ()),
        pages=evidence.pages.get(id, ()),
        waits_for=waits.open.get(id, ""),
    )


def tally(rows: list[Row]) -> str:
    """Say how many promises a house makes, how many code keeps, how many wait, and what all answer to."""
    made = [row for row in rows if row.en]
    kept = sum(1 for row in made if row.keepers)
    waiting = sum(1 for row in made if row.waits_for)
    numbers = {number for row in rows for number in row.requirements}
    return (
        f"{len(made)} promises made of {len(rows)}; {kept} kept, {waiting} open; {len(numbers)} requirements"
    )


def complaints(evidence: Evidence, waits: Waiting) -> list[str]:
    """Return what is missing between promises, code, tests and pages; empty when all is well."""
    known = promises.promises()
    found = [fault for id in known for fault in _faults_of(id, evidence, waits)]
    named = [*_named(evidence), *((id, "open.toml") for id in waits.open)]
    found += [
        f"{id}: {where} names it, but no promise has this name" for id, where in named if id not in known
    ]
    if len(waits.open) > waits.at_most:
        found.append(f"open.toml holds {len(waits.open)}, at most {waits.at_most}: the list may only shrink")
    return found


def _faults_of(id: str, evidence: Evidence, waits: Waiting) -> Iterator[str]:
    kept = id in evidence.keepers
    if not kept and id not in waits.open:
        yield f"{id}: nobody keeps it, and open.toml does not say who will"
    if kept and id in waits.open:
        yield f"{id}: kept by {evidence.keepers[id][0]}, so it leaves open.toml"
    if kept and id not in evidence.tests:
        yield f'{id}: no test proves it; mark one with @pytest.mark.promise("{id}")'
    if kept and id not in evidence.pages:
        yield f'{id}: no page tells it; print it with {{% promise "{id}" %}}'


def _named(evidence: Evidence) -> Iterator[tuple[str, str]]:
    for places in (evidence.keepers, evidence.tests, evidence.pages):
        yield from ((id, where[0]) for id, where in places.items())

"""What changed between two charters, promise by promise, and for whom it is better."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import time
from typing import Literal

from poincon.charter import promises
from poincon.charter.evidence import Evidence
from poincon.charter.schema import Charter, Declared, Promise, Strict
from poincon.charter.schema.consistency import Path, place
from poincon.charter.schema.declaring import Better, each_of
from poincon.charter.wording import Said, tellings
from poincon.charter.writing import as_value

type Direction = Literal["better", "worse", "other"]
NOTHING = Said(None, "", "")
NO_EVIDENCE = Evidence({}, {}, {})


@dataclass(frozen=True, slots=True)
class Difference:
    """One change. `direction` is the customer's: "other" where better and worse do not apply.

    `before` and `after` are the sentences told (of a plain value: the value), empty where there is none;
    `page` is the subject of the help pages that tells it, `files` are the pages and mails that print it.
    """

    id: str
    keys: tuple[str, ...]
    requirements: tuple[str, ...]
    before: str
    after: str
    direction: Direction
    page: str
    files: tuple[str, ...]

    def as_dict(self) -> dict[str, object]:
        return asdict(self)

    @property
    def mails(self) -> tuple[str, ...]:
        return tuple(name for name in self.files if "/mail/" in name)

    @property
    def pages(self) -> tuple[str, ...]:
        return tuple(name for name in self.files if "/mail/" not in name)


def differences(
    before: Charter, after: Charter, language: str, evidence: Evidence = NO_EVIDENCE
) -> tuple[Difference, ...]:
    """Return what changed, in words of `language`: promises in the order of the schema, then plain values.

    `evidence` names the pages and mails concerned (`evidence.gather()` reads them from the source).
    """
    promised = [
        found
        for declared in promises.promises().values()
        for found in _of_promise(before, after, declared, language, evidence)
    ]
    return (*promised, *_of_plain_values(before, after))


def _of_promise(
    before: Charter, after: Charter, declared: Declared, language: str, evidence: Evidence
) -> Iterator[Difference]:
    old, new = tellings(before, declared, language), tellings(after, declared, language)
    for keys in dict.fromkeys((*old, *new)):
        was, now = old.get(keys, NOTHING), new.get(keys, NOTHING)
        if (was.value, was.sentence) == (now.value, now.sentence) or not (was.sentence or now.sentence):
            continue
        yield Difference(
            id=declared.id,
            keys=keys,
            requirements=declared.promise.requirements,
            before=was.sentence,
            after=now.sentence,
            direction=direction(was, now, declared.promise),
            page=declared.promise.page,
            files=evidence.pages.get(declared.id, ()),
        )


def direction(was: Said, now: Said, promise: Promise) -> Direction:
    """Tell whether a change is better for the customer: to promise more, to ask less, to begin or to end."""
    if was.value is None or now.value is None:
        gain = _begun(was, now, promise)
    else:
        gain = _gain(was.value, now.value, promise.better)
    return "better" if gain > 0 else "worse" if gain < 0 else "other"


def _begun(was: Said, now: Said, promise: Promise) -> int:
    """Return the gain by a promise that begins or ends; of several values only the best is one."""
    sign, there = (1, now.value) if now.sentence else (-1, was.value)
    both = was.sentence and now.sentence
    if both or not promise.better or (isinstance(promise.better, tuple) and there != promise.better[0]):
        return 0
    return -sign if promise.burden else sign


def _gain(was: object, now: object, better: Better) -> int:
    """Return what the customer gains: above 0 is better, below 0 is worse, 0 where nobody can say."""
    if isinstance(better, tuple):
        return better.index(was) - better.index(now) if was in better and now in better else 0
    return {"more": 1, "less": -1, "": 0}[better] * _growth(was, now)


def _growth(was: object, now: object) -> int:
    match was, now:
        case int(), int():
            return (now > was) - (now < was)
        case time(), time():
            return (now > was) - (now < was)
        case tuple(), tuple():
            return (set(was) < set(now)) - (set(now) < set(was))
        case dict(), dict() if was.keys() == now.keys():
            steps = {_growth(was[key], now[key]) for key in was} - {0}
            return steps.pop() if len(steps) == 1 else 0
        case _:
            return 0


def _of_plain_values(before: Charter, after: Charter) -> Iterator[Difference]:
    old, new = dict(plain_values(before)), dict(plain_values(after))
    for path in dict.fromkeys((*old, *new)):
        was, now = old.get(path), new.get(path)
        if was != now:
            yield Difference(place(path), (), (), _plain(was), _plain(now), "other", "", ())


def _plain(value: object) -> str:
    return "" if value is None else as_value(value)


def plain_values(section: Strict, path: Path = (), id: str = "") -> Iterator[tuple[Path, object]]:
    """Yield every value that promises nothing by itself, with its place; members of lists by their key."""
    for name, field in type(section).model_fields.items():
        value, here, own = getattr(section, name), (*path, name), f"{id}.{name}".lstrip(".")
        if own in promises.promises():
            continue
        if isinstance(value, Strict):
            yield from plain_values(value, here, own)
        elif isinstance(value, tuple) and each_of(field):
            for member in value:
                yield from plain_values(member, (*here, member.key), f"{own}.*")
        elif value is not None:
            yield here, value

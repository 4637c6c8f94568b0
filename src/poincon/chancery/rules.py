"""What may be changed at the desk, and how changes are put together. No database, no clock."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from poincon.charter import loading, writing
from poincon.charter.loading import Fault
from poincon.charter.schema import Charter
from poincon.charter.schema.declaring import at
from poincon.kernel.reason import because

type Facts = dict[str, Any]
type Words = Mapping[str, str]

# What a shop that has opened can no longer change: addresses, amounts and days already given rest on it.
FIXED = {
    "state": because("fixed_state", "a shop that sells does not become a draft"),
    "languages": because("fixed_languages", "its addresses and its texts are in these languages"),
    "currency": because("fixed_currency", "its prices and its orders are in this currency"),
    "time_zone": because("fixed_time_zone", "its days have begun and ended by this clock"),
    "country": because("fixed_country", "its taxes and its legal floors are those of this country"),
    "house.key": because("fixed_key", "its files bear this name"),
}
MOST_BYTES, MOST_PACKED = 256_000, 2_000_000


def facts_of(charter: Charter) -> Facts:
    """Return a charter as the data of its file, which may be changed."""
    return charter.model_dump(exclude_defaults=True, exclude_none=True)


def fixed_faults(running: Charter, wanted: Charter) -> tuple[Fault, ...]:
    """Return each value that the desk cannot change and that `wanted` changes."""
    return tuple(
        Fault(path, now, reason)
        for path, reason in FIXED.items()
        if (now := at(wanted, path.split("."))) != at(running, path.split("."))
    )


def with_values(charter: Charter, values: Mapping[str, object]) -> Charter:
    """Return the charter with other values at some places; None leaves a value out.

    A place names members of lists by their key: `carriers.colissimo.phone`. Raises CharterFault with every
    fault.
    """
    facts = facts_of(charter)
    for place, value in values.items():
        *steps, last = place.split(".")
        section = facts
        for step in steps:
            section = _entered(section, step)
        if value is None:
            section.pop(last, None)
        else:
            section[last] = value
    return loading.parse(facts, "draft")


def _entered(section: Any, step: str) -> Any:
    if isinstance(section, dict):
        return section.setdefault(step, {})
    return next(member for member in section if member["key"] == step)


def text_of(charter: Charter) -> str:
    """Return the text that is kept of a charter: one spelling for each, and it reads back as the same.

    Raises CharterFault for a value that no file could hold.
    """
    text = writing.written(charter)
    try:
        content = text.encode()
    except UnicodeEncodeError:
        raise loading.CharterFault("draft", [Fault("file", None, loading.NOT_UTF8)]) from None
    if loading.parse_text(content, "draft") != charter:
        raise loading.CharterFault("draft", [Fault("file", None, loading.UNSPEAKABLE)])
    return text


def merged(basis: Charter, mine: Charter, newest: Charter) -> Charter:
    """Return `newest` with all that `mine` changes on `basis`; where both changed a value, mine stands.

    Raises CharterFault where the two cannot be true together.
    """
    facts = _merged(*map(facts_of, (basis, mine, newest)))
    return loading.parse(facts, "draft")


def _merged(basis: Any, mine: Any, newest: Any) -> Any:
    if mine in (basis, newest):
        return newest
    if newest == basis:
        return mine
    if isinstance(mine, dict) and isinstance(newest, dict):
        return _merged_tables(basis if isinstance(basis, dict) else {}, mine, newest)
    if _keyed(mine) and _keyed(newest):
        old = _by_key(basis) if _keyed(basis) else {}
        return tuple(_merged_tables(old, _by_key(mine), _by_key(newest)).values())
    return mine


def _merged_tables(basis: Facts, mine: Facts, newest: Facts) -> Facts:
    names = dict.fromkeys((*newest, *mine))
    found = {name: _merged(basis.get(name), mine.get(name), newest.get(name)) for name in names}
    return {name: value for name, value in found.items() if value is not None}


def _keyed(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str) and all(map(_has_key, value))


def _has_key(member: object) -> bool:
    return isinstance(member, dict) and "key" in member


def _by_key(members: Sequence[Facts]) -> Facts:
    return {member["key"]: member for member in members}


def tidied(text: str) -> str:
    """Return a text as it is kept, whichever way its lines ended."""
    lines = re.sub(r"\r\n?", "\n", text).split("\n")
    return "\n".join(line.rstrip(" \t") for line in lines).strip("\n")


def with_words(words: Words, wanted: Mapping[str, str | None], ours: Words) -> dict[str, str]:
    """Return the house's words with others at some places.

    None goes back to the words that come with the house, and so does saying the same as they do: `ours`
    holds them for these places.
    """
    kept = dict(words)
    for place, text in wanted.items():
        if text is None or tidied(text) == tidied(ours.get(place, "")):
            kept.pop(place, None)
        else:
            kept[place] = tidied(text) + ("\n" if place.startswith("pages/") else "")
    return kept


def mark_of(texts: Iterable[str]) -> str:
    """Return what stands for some texts, in this order."""
    return sha256("\0".join(map(tidied, texts)).encode()).hexdigest()[:16]


def merged_words(basis: Words, mine: Words, newest: Words) -> dict[str, str]:
    """Return `newest` with all that `mine` changes on `basis`; where both changed a text, mine stands."""
    changed = {place for place in {*basis, *mine} if basis.get(place) != mine.get(place)}
    kept = {place: text for place, text in newest.items() if place not in changed}
    return kept | {place: mine[place] for place in changed if place in mine}


def changed_by_both(basis: Words, mine: Words, newest: Words) -> tuple[str, ...]:
    """Return the places whose text two people have changed, each in their own way."""
    return tuple(
        place
        for place in sorted({*basis, *mine, *newest})
        if basis.get(place) not in (mine.get(place), newest.get(place))
        and mine.get(place) != newest.get(place)
    )


def digest_of(text: str, words: Words) -> str:
    """Return what stands for a charter and the words beside it: of a charter alone, that of its file."""
    beside = json.dumps(dict(words), sort_keys=True, ensure_ascii=False) if words else ""
    return sha256(f"{text}{beside}".encode()).hexdigest()

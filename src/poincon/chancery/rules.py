"""What may be changed at the desk, and how changes are put together. No database, no clock."""

from collections.abc import Mapping, Sequence
from typing import Any

from poincon.charter import loading, writing
from poincon.charter.loading import Fault
from poincon.charter.schema import Charter
from poincon.charter.schema.declaring import at
from poincon.kernel.reason import because

type Facts = dict[str, Any]

# What a shop that has opened can no longer change: addresses, amounts and days already given rest on it.
FIXED = {
    "state": because("fixed_state", "a shop that sells does not become a draft"),
    "languages": because("fixed_languages", "its addresses and its texts are in these languages"),
    "currency": because("fixed_currency", "its prices and its orders are in this currency"),
    "time_zone": because("fixed_time_zone", "its days have begun and ended by this clock"),
    "country": because("fixed_country", "its taxes and its legal floors are those of this country"),
    "house.key": because("fixed_key", "its files bear this name"),
}
MOST_BYTES = 256_000


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

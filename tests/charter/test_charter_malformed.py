"""However a charter is broken, the answer is one report with places in it, never anything else."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.charter.conftest import FIVE, INVENTED, facts_of

from poincon.charter import floors, loading
from poincon.charter.readiness import ready_for_sale
from poincon.charter.schema import Charter

FACTS = {name: facts_of(name) for name in (*FIVE, *INVENTED)}
TODAY = date(2026, 11, 22)
type Place = tuple[str | int, ...]


def places(value: Any, path: Place = ()) -> Iterator[Place]:
    """Yield the place of every value in a charter's data, sections and lists included."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in inside:
        yield (*path, step)
        yield from places(inner, (*path, step))


PLACES = {name: list(places(facts)) for name, facts in FACTS.items()}
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-1, 10**13),
    st.text(max_size=8),
    st.just([]),
    st.just({}),
    st.just([{}]),
    st.just({"": 1}),
    st.sampled_from(["2027-02-30", "FR", "draft", "+33 1", "99:99"]),
)


def broken(name: str, data: st.DataObject) -> dict[str, Any]:
    """Return a house's data with up to four places replaced by junk or taken away."""
    facts = deepcopy(FACTS[name])
    for place in data.draw(st.lists(st.sampled_from(PLACES[name]), min_size=1, max_size=4)):
        section: Any = facts
        for step in place[:-1]:
            try:
                section = section[step]
            except (KeyError, IndexError, TypeError):
                break
        else:
            _bend(section, place[-1], data)
    return facts


def read(facts: dict[str, Any]) -> tuple[Charter | None, tuple[loading.Fault, ...]]:
    """Return the charter, or why there is none; any other error is a bug."""
    try:
        return loading.parse(facts, "broken.toml"), ()
    except loading.CharterFault as error:
        return None, error.faults


def _bend(section: Any, step: str | int, data: st.DataObject) -> None:
    there = isinstance(section, dict) or (
        isinstance(section, list) and isinstance(step, int) and step < len(section)
    )
    if not there:
        return
    if data.draw(st.booleans()) and isinstance(section, dict):
        section.pop(step, None)
    else:
        section[step] = data.draw(JUNK)


@settings(max_examples=300)
@given(st.sampled_from(sorted(FACTS)), st.data())
def test_a_broken_charter_is_taken_whole_or_reported_with_its_places(name: str, data: st.DataObject) -> None:
    charter, faults = read(broken(name, data))
    assert (charter is None) == bool(faults)
    assert all(fault.path and fault.reason for fault in faults)
    assert len(set(map(str, faults))) == len(faults), "told twice"
    if charter is None:
        return
    assert ready_for_sale(charter) == () or charter.state == "draft"
    running, _ = floors.applied(charter, TODAY)
    assert floors.applied(running, TODAY)[0] == running


@pytest.mark.parametrize("text", ["", "[", "languages = [", "= 1", "state = \u0000", "[house]\n[house]"])
def test_a_file_that_is_no_charter_is_one_report(text: str, tmp_path: Any) -> None:
    path = tmp_path / "charter.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(loading.CharterFault) as caught:
        loading.load(path)
    assert caught.value.faults

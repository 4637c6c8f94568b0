from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poincon.kernel.flow import Flow, Step, StepRefused


class Door(StrEnum):
    SHUT = "shut"
    OPEN = "open"
    WALLED = "walled"


STEPS = [
    Step("open", frozenset({Door.SHUT}), Door.OPEN),
    Step("shut", frozenset({Door.OPEN}), Door.SHUT),
    Step("wall", frozenset({Door.SHUT}), Door.WALLED),
]
FLOW = Flow(Door, start=Door.SHUT, steps=STEPS)


@given(st.lists(st.sampled_from(["open", "shut", "wall"]), max_size=12))
def test_no_walk_leaves_the_table(walk):
    state = FLOW.start
    for verb in walk:
        offered = verb in FLOW.verbs(state)
        assert FLOW.offers(verb, state) is offered
        if offered:
            state = FLOW.after(verb, state)
            continue
        with pytest.raises(StepRefused) as refusal:
            FLOW.after(verb, state)
        assert refusal.value.context["open"] == FLOW.verbs(state)


def test_an_unreachable_state_fails_at_import():
    with pytest.raises(ValueError, match="unreachable"):
        Flow(Door, start=Door.SHUT, steps=[])


def test_an_ambiguous_verb_fails_at_import():
    with pytest.raises(ValueError, match="two states"):
        Flow(Door, start=Door.SHUT, steps=[*STEPS, Step("open", frozenset({Door.SHUT}), Door.WALLED)])


def test_the_end_of_the_road_is_final():
    assert [state for state in Door if FLOW.is_final(state)] == [Door.WALLED]


def test_the_drawing_lists_every_arrow():
    assert FLOW.as_mermaid().splitlines() == [
        "stateDiagram-v2",
        "    [*] --> shut",
        "    shut --> open: open",
        "    open --> shut: shut",
        "    shut --> walled: wall",
    ]

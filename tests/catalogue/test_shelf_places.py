"""Where a shelf may stand, judged for any tree, even one that a mistake made turn in a circle."""

from hypothesis import given
from hypothesis import strategies as st

from poincon.catalogue.rules import reason_against_place

SHELVES = st.integers(1, 6)
TREES = st.dictionaries(SHELVES, st.one_of(st.none(), SHELVES), min_size=1)


@given(TREES, st.one_of(st.none(), SHELVES), st.one_of(st.none(), SHELVES))
def test_what_may_be_placed_makes_neither_circle_nor_third_level(tree, own, parent):
    if reason_against_place(own, parent, tree) or parent is None:
        return
    assert parent != own
    assert tree[parent] is None
    assert own is None or own not in tree.values()


def test_each_reason():
    tree = {1: None, 2: 1, 3: None}
    assert reason_against_place(1, None, tree) == ""
    assert reason_against_place(3, 1, tree) == ""
    assert reason_against_place(None, 1, tree) == ""
    assert reason_against_place(1, 2, tree) == "cycle"
    assert reason_against_place(3, 2, tree) == "too_deep"
    assert reason_against_place(1, 3, tree) == "too_deep"
    assert reason_against_place(3, 9, tree) == "gone"

"""Where a shelf may stand: the window shows two levels, and nothing may stand beneath itself."""

from collections.abc import Mapping

type Tree = Mapping[int, int | None]  # each shelf and the one that it stands beneath


def reason_against_place(own: int | None, parent: int | None, tree: Tree) -> str:
    """Return why a shelf (None: a new one) may not stand beneath `parent`, "" when it may.

    "gone": there is no such shelf; "cycle": it would stand beneath itself; "too_deep": a third level.
    """
    if parent is None:
        return ""
    if parent not in tree:
        return "gone"
    if own is not None and own in _upwards(parent, tree):
        return "cycle"
    carries = own is not None and own in tree.values()
    return "too_deep" if carries or tree[parent] is not None else ""


def _upwards(start: int, tree: Tree) -> list[int]:
    """Return a shelf and all that it stands beneath; what already turns in a circle is walked once."""
    found: list[int] = []
    here: int | None = start
    while here is not None and here not in found:
        found.append(here)
        here = tree.get(here)
    return found

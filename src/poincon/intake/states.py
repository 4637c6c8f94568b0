"""What becomes of many pieces that are put on show at once, by the names that are stored."""

from enum import StrEnum

from poincon.kernel.flow import Flow, Step


class ShowingState(StrEnum):
    """Where a showing stands: many pieces that go on show together."""

    DRAFT = "draft"
    APPLYING = "applying"
    APPLIED = "applied"
    UNDOING = "undoing"
    UNDONE = "undone"


class ShowingFate(StrEnum):
    """What became of one piece of a showing; `lacking` ones lacked something before it was confirmed."""

    WAITING = "waiting"
    LACKING = "lacking"
    SHOWN = "shown"
    REFUSED = "refused"
    ALREADY = "already"
    GONE = "gone"
    HIDDEN = "hidden"
    CHANGED_SINCE = "changed_since"


SHOWING_FLOW = Flow(
    ShowingState,
    start=ShowingState.DRAFT,
    steps=[
        Step("confirm", frozenset({ShowingState.DRAFT}), ShowingState.APPLYING),
        Step("finish", frozenset({ShowingState.APPLYING}), ShowingState.APPLIED),
        Step("undo", frozenset({ShowingState.APPLIED}), ShowingState.UNDOING),
        Step("restore", frozenset({ShowingState.UNDOING}), ShowingState.UNDONE),
    ],
)

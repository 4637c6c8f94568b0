"""What becomes of many pieces that are put on show or brought in at once, by the names that are stored."""

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


class BringingState(StrEnum):
    """Where a bringing stands: the product file of another shop that comes in at the desk."""

    REHEARSING = "rehearsing"
    REHEARSED = "rehearsed"
    BRINGING = "bringing"
    BROUGHT = "brought"
    STOPPED = "stopped"


class Telling(StrEnum):
    """What a bringing tells of a row: why it stays out, stock set, what is taken otherwise, words to mend."""

    FAULT = "fault"
    STOCK = "stock"
    NOTE = "note"
    WORD = "word"


BRINGING_FLOW = Flow(
    BringingState,
    start=BringingState.REHEARSING,
    steps=[
        Step("tell", frozenset({BringingState.REHEARSING}), BringingState.REHEARSED),
        Step("confirm", frozenset({BringingState.REHEARSED}), BringingState.BRINGING),
        Step("finish", frozenset({BringingState.BRINGING}), BringingState.BROUGHT),
        Step("stop", frozenset({BringingState.REHEARSING, BringingState.BRINGING}), BringingState.STOPPED),
        Step("rehearse_again", frozenset({BringingState.STOPPED}), BringingState.REHEARSING),
        Step("go_on", frozenset({BringingState.STOPPED}), BringingState.BRINGING),
    ],
)

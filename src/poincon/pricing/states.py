"""What reductions and price changes are made of, by the names that are stored."""

from enum import StrEnum

from poincon.kernel.flow import Flow, Step


class Cut(StrEnum):
    """How a reduction lowers a price."""

    PERCENT = "percent"
    AMOUNT = "amount"
    PRICE = "price"


class Change(StrEnum):
    """How a bulk edit changes prices; the percentage or amount may be below nought."""

    PERCENT = "percent"
    AMOUNT = "amount"
    PRICE = "price"


class Rounding(StrEnum):
    """Where a computed price comes to rest."""

    EXACT = "exact"
    WHOLE = "whole"
    NINETY = "ninety"
    FIVES = "fives"


class Cause(StrEnum):
    """Why a line of the history was written."""

    UNTOLD = ""
    TYPED = "typed"
    IMPORTED = "imported"
    BEGUN = "begun"
    OVER = "over"
    TAKEN_OUT = "taken_out"
    FLOOR = "floor"
    EDITED = "edited"
    UNDONE = "undone"


class Stage(StrEnum):
    """Where a reduction stands at an instant; computed from its times, never stored."""

    DRAFT = "draft"
    PLANNED = "planned"
    RUNNING = "running"
    OVER = "over"
    CANCELLED = "cancelled"


class EditState(StrEnum):
    """Where a bulk edit stands."""

    DRAFT = "draft"
    APPLYING = "applying"
    APPLIED = "applied"
    UNDOING = "undoing"
    UNDONE = "undone"


class Fate(StrEnum):
    """What became of one price of a bulk edit."""

    WAITING = "waiting"
    WRITTEN = "written"
    OVERTAKEN = "overtaken"
    REFUSED = "refused"
    RESTORED = "restored"
    CHANGED_SINCE = "changed_since"


EDIT_FLOW = Flow(
    EditState,
    start=EditState.DRAFT,
    steps=[
        Step("confirm", frozenset({EditState.DRAFT}), EditState.APPLYING),
        Step("finish", frozenset({EditState.APPLYING}), EditState.APPLIED),
        Step("undo", frozenset({EditState.APPLIED}), EditState.UNDOING),
        Step("restore", frozenset({EditState.UNDOING}), EditState.UNDONE),
    ],
)

"""The three states of availability (R012) and the life of units and holds."""

from enum import StrEnum

from poincon.kernel.flow import Flow, Step


class Availability(StrEnum):
    IN_STOCK = "in_stock"
    RESTOCKING = "restocking"
    SOLD_OUT = "sold_out"


class UnitState(StrEnum):
    FREE = "free"
    HELD = "held"
    SOLD = "sold"
    REMOVED = "removed"


class HoldState(StrEnum):
    HELD = "held"
    CLAIMED = "claimed"
    RELEASED = "released"
    RETURNED = "returned"


HOLD_FLOW = Flow(
    HoldState,
    start=HoldState.HELD,
    steps=[
        Step("claim", frozenset({HoldState.HELD}), HoldState.CLAIMED),
        Step("release", frozenset({HoldState.HELD}), HoldState.RELEASED),
        Step("lapse", frozenset({HoldState.HELD}), HoldState.RELEASED),
        Step("put_back", frozenset({HoldState.CLAIMED}), HoldState.RETURNED),
    ],
)

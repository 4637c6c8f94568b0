"""The three states of availability (R012) and the life of units and holds."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from poincon.kernel.flow import Flow, Step


class Availability(StrEnum):
    IN_STOCK = "in_stock"
    RESTOCKING = "restocking"
    SOLD_OUT = "sold_out"


@dataclass(frozen=True, slots=True)
class Stand:
    """What a buyer is told of one variant; `dispatch_on` is the day from which what is awaited can leave.

    The day that is told is reckoned from it (`charter.dispatch_by`): the house may be closed then, or need
    longer for an order of now.
    """

    state: Availability
    free: int
    restock_free: int
    dispatch_on: date | None

    @property
    def orderable(self) -> int:
        """How many one line may ask for: pieces here, or else pieces announced, never both."""
        return {Availability.IN_STOCK: self.free, Availability.RESTOCKING: self.restock_free}.get(
            self.state, 0
        )


@dataclass(frozen=True, slots=True)
class Opening:
    """The first stock of a new variant: pieces here, or the day on which some will come."""

    variant_id: int
    free: int
    restock_on: date | None = None
    restock_free: int = 0


class UnitState(StrEnum):
    """A unit is free, taken by a hold (whose own state says whether it is sold), or no longer there."""

    FREE = "free"
    TAKEN = "taken"
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

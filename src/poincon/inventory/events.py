"""Facts that the stock announces."""

from dataclasses import dataclass

from poincon.foundation.facts import fact


@fact("inventory.stock_changed")
@dataclass(frozen=True, slots=True)
class StockChanged:
    """How many may be sold, or when they come, is no longer what it was."""

    variant_id: int

    @property
    def subject(self) -> str:
        return f"variant:{self.variant_id}"


@fact("inventory.hold_lapsed")
@dataclass(frozen=True, slots=True)
class HoldLapsed:
    """A hold ran out of time, and its pieces are free again."""

    hold_id: int

    @property
    def subject(self) -> str:
        return f"hold:{self.hold_id}"


@fact("inventory.hold_filled")
@dataclass(frozen=True, slots=True)
class HoldFilled:
    """The last piece that a hold had ordered ahead has arrived."""

    hold_id: int

    @property
    def subject(self) -> str:
        return f"hold:{self.hold_id}"

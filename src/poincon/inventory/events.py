"""Facts that the stock announces."""

from poincon.foundation.facts import fact


@fact("inventory.stock_changed")
class StockChanged:
    """How many may be sold, or when they come, is no longer what it was."""

    variant_id: int

    @property
    def subject(self) -> str:
        return f"variant:{self.variant_id}"


@fact("inventory.back_in_stock")
class BackInStock:
    """Pieces of a variant were put on the shelf, and not all of them are spoken for."""

    variant_id: int

    @property
    def subject(self) -> str:
        return f"variant:{self.variant_id}"


@fact("inventory.restock_moved")
class RestockMoved:
    """Pieces are expected on another day than was told, on the first that is known, or on none any more."""

    variant_id: int

    @property
    def subject(self) -> str:
        return f"variant:{self.variant_id}"


@fact("inventory.hold_lapsed")
class HoldLapsed:
    """A hold ran out of time, and its pieces are free again."""

    hold_id: int

    @property
    def subject(self) -> str:
        return f"hold:{self.hold_id}"


@fact("inventory.hold_short")
class HoldShort:
    """Pieces that were a buyer's are not there: lost, broken or never there. They wait for others now."""

    hold_id: int
    variant_id: int
    quantity: int

    @property
    def subject(self) -> str:
        return f"hold:{self.hold_id}"


@fact("inventory.hold_yielded")
class HoldYielded:
    """Pieces that were set aside and not paid yet are not there: the whole hold has ended."""

    hold_id: int

    @property
    def subject(self) -> str:
        return f"hold:{self.hold_id}"


@fact("inventory.hold_filled")
class HoldFilled:
    """The last piece that a hold had ordered ahead has arrived."""

    hold_id: int

    @property
    def subject(self) -> str:
        return f"hold:{self.hold_id}"

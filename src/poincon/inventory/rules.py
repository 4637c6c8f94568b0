"""Pure decisions about stock."""

from datetime import date

from poincon.charter.promises import keeps
from poincon.inventory.states import Availability, Stand

UNITS_UP_TO = 20


@keeps("stock.in_stock_is_in_stock", "stock.sold_out_is_closed", "stock.sells_ahead")
def stand(
    *, free: int, restock_free: int, restock_on: date | None, today: date, sells_ahead: bool = True
) -> Stand:
    """Return the one of three states that is true today (R012-R015); ordering ahead is the house's choice.

    A restock day that has passed promises nothing any more: the piece counts as sold out until the
    desk learns a new day, since R014 wants the exact one.
    """
    if free > 0:
        return Stand(Availability.IN_STOCK, free, restock_free, None)
    if restock_on is not None and restock_on >= today and restock_free > 0:
        return Stand(Availability.RESTOCKING, 0, restock_free if sells_ahead else 0, restock_on)
    return Stand(Availability.SOLD_OUT, 0, 0, None)


def counted(quantity: int) -> bool:
    """Tell whether a first delivery of that many is kept as a count rather than unit by unit."""
    return quantity > UNITS_UP_TO

"""What can be done with prices: set them, reduce them for a time, change many at once."""

from poincon.pricing.actions.setting import hold, set_first_prices, set_floor, set_price
from poincon.pricing.ledger import FloorAbovePrice, PriceBelowFloor, PriceNotPositive

__all__ = [
    "FloorAbovePrice",
    "PriceBelowFloor",
    "PriceNotPositive",
    "hold",
    "set_first_prices",
    "set_floor",
    "set_price",
]

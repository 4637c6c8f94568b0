"""The charter's schema: every value that a house decides, typed, with the promises that it makes."""

from poincon.charter.schema.charter import Charter
from poincon.charter.schema.declaring import Clock, Declared, Each, Ground, Named, Promise, Strict, Unit
from poincon.charter.schema.delivery import Carrier, Delivery, Rate, Spoken, Transit
from poincon.charter.schema.house import Address, House
from poincon.charter.schema.orders import Orders
from poincon.charter.schema.payments import Means, Payments, PlannedMeans, Transfer
from poincon.charter.schema.window import Stock

__all__ = [
    "Address",
    "Carrier",
    "Charter",
    "Clock",
    "Declared",
    "Delivery",
    "Each",
    "Ground",
    "House",
    "Means",
    "Named",
    "Orders",
    "Payments",
    "PlannedMeans",
    "Promise",
    "Rate",
    "Spoken",
    "Stock",
    "Strict",
    "Transfer",
    "Transit",
    "Unit",
]

"""The orders of a listing, and the groups of filters in the order in which they are shown."""

from enum import StrEnum


class Sort(StrEnum):
    """How a listing is ordered; BEST is the best match of a search, and otherwise the newest."""

    BEST = "best"
    NEWEST = "newest"
    CHEAPEST = "cheapest"
    DEAREST = "dearest"
    NAME = "name"


class Group(StrEnum):
    """What a listing can be narrowed by; each is also the name of its field in the address."""

    KIND = "kind"
    SIZE = "size"
    LENGTH = "length"
    METAL = "metal"
    FINENESS = "fineness"
    COLOUR = "colour"
    STONE = "stone"
    PRICE = "price"
    BRAND = "brand"
    STOCK = "stock"
    MAKING = "making"

"""What a file of people or of past orders is about."""

from enum import StrEnum


class About(StrEnum):
    """Of what a file tells."""

    CUSTOMERS = "customers"
    ORDERS = "orders"

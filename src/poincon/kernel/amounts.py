"""Amounts of money as files write them: "49.17", "1 250,50", "49,17 €"."""

import re
from decimal import Decimal

from poincon.kernel.money import DECIMALS, Money
from poincon.kernel.typed_numbers import read_number

SIGNS = {"EUR": "€", "CHF": r"Fr\.?", "GBP": "£", "USD": r"US\$|\$", "JPY": "¥"}
NET_PLACES = 6  # so many decimals a price without tax may have, from which one with tax is reckoned
LONGEST = 40
AMOUNT = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?")


def read_net(said: str, currency: str, *, comma: bool) -> Decimal | None:
    """Return a price without tax, or what is added to one; None for what is no amount in the currency.

    `comma` tells that it begins the decimals in the file's language.
    """
    found = _number(said, currency, comma=comma, places=NET_PLACES)
    return Decimal(found) if found else None


def read_price(said: str, currency: str, *, comma: bool) -> Money | None:
    """Return a price; None for what is no price in the currency, and for nothing at all."""
    found = _number(said, currency, comma=comma, places=DECIMALS[currency])
    try:
        price = Money.of(found or "", currency)
    except ValueError:
        return None
    return price if price.minor > 0 else None


def _number(said: str, currency: str, *, comma: bool, places: int) -> str | None:
    """Return the number, before or behind which the sign or the letters of the currency may stand."""
    if len(said) > LONGEST:
        return None
    sign = rf"(?:{SIGNS[currency]}|{currency})"
    bare = re.fullmatch(rf"{sign}\s*(.*)|(.*?)\s*{sign}", said, re.IGNORECASE)
    number = (bare[1] or bare[2] or "") if bare else said
    found = read_number(number, point="," if comma else ".", places=places)
    return found if found and AMOUNT.fullmatch(found) else None

"""What a jeweller writes in answer to a question, read."""

import re
from collections.abc import Callable, Mapping
from datetime import time
from decimal import Decimal, InvalidOperation

YES = {"y": True, "yes": True, "o": True, "oui": True, "n": False, "no": False, "non": False}


class Unreadable(ValueError):
    """An answer that cannot be understood; the message says what is expected."""


def _key(said: str) -> object:
    return re.sub(r"[\s-]+", "_", said.lower())


def _number(said: str) -> object:
    if not said.isdecimal():
        raise Unreadable("must be a whole number")
    return int(said)


def _time(said: str) -> object:
    """Read "13:00", "13h" or "13 h 30"."""
    found = re.fullmatch(r"(\d{1,2})\s*[:hH]?\s*(\d{2})?", said)
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise Unreadable("must be a time such as 13:00")
    return time(int(found[1]), int(found[2] or 0))


def _amount(said: str) -> object:
    """Read "4,90" as 490 minor units."""
    try:
        minor = Decimal(re.sub(r"\s", "", said).replace(",", ".")) * 100
    except InvalidOperation:
        raise Unreadable("must be an amount such as 4,90") from None
    if not minor.is_finite() or minor < 0 or minor != minor.to_integral_value():
        raise Unreadable("must be an amount such as 4,90")
    return int(minor)


def _list(said: str) -> object:
    return re.findall(r"\w+", said.lower())


def _yes_or_no(said: str) -> object:
    if said.lower() not in YES:
        raise Unreadable("must be yes or no")
    return YES[said.lower()]


READINGS: Mapping[str, Callable[[str], object]] = {
    "text": str,
    "key": _key,
    "capitals": str.upper,
    "number": _number,
    "time": _time,
    "amount": _amount,
    "list": _list,
    "yes or no": _yes_or_no,
}

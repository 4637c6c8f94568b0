"""What a jeweller writes in answer to a question, read."""

import re
from collections.abc import Callable, Mapping
from datetime import time
from decimal import Decimal, InvalidOperation

from poincon.charter.schema.values import countries
from poincon.kernel.reason import Reason, because

YES = {"y": True, "yes": True, "o": True, "oui": True, "n": False, "no": False, "non": False}


class Unreadable(ValueError):
    """An answer that cannot be understood; `reason` says what is expected."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(reason)


NO_AMOUNT = Unreadable(because("amount", "must be an amount such as 4,90"))


def countries_in(said: str) -> list[str]:
    """Read "be, de" as two countries."""
    found = re.findall(r"\w+", said.upper())
    if strangers := [one for one in found if one not in countries()]:
        raise Unreadable(because("no_country", "{code} is no country (two letters)", code=strangers[0]))
    return found


def _country(said: str) -> object:
    found = countries_in(said)
    if len(found) != 1:
        raise Unreadable(because("one_country", "must be one country, in two letters"))
    return found[0]


def _key(said: str) -> object:
    return re.sub(r"[\s-]+", "_", said.lower())


def _number(said: str) -> object:
    if not said.isdecimal():
        raise Unreadable(because("not_whole", "must be a whole number"))
    return int(said)


def _span(said: str) -> object:
    """Read "2-4", "2 à 4" or "2" as the least and the most."""
    found = re.fullmatch(r"(\d{1,3})(?:\s*(?:[-–]|à|to)\s*(\d{1,3}))?", said)
    if not found:
        raise Unreadable(because("days_span", "must be a number of days, or two such as 2-4"))
    return int(found[1]), int(found[2] or found[1])


def _time(said: str) -> object:
    """Read "13:00", "13h" or "13 h 30"."""
    found = re.fullmatch(r"(\d{1,2})\s*[:hH]?\s*(\d{2})?", said)
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise Unreadable(because("time_of_day", "must be a time such as 13:00"))
    return time(int(found[1]), int(found[2] or 0))


def _amount(said: str) -> object:
    """Read "4,90" or "1 290" as an amount in whatever currency the house has."""
    try:
        amount = Decimal(re.sub(r"\s", "", said).replace(",", "."))
    except InvalidOperation:
        raise NO_AMOUNT from None
    if not amount.is_finite() or amount < 0:
        raise NO_AMOUNT
    return amount


def _list(said: str) -> object:
    return re.findall(r"\w+", said.lower())


def _yes_or_no(said: str) -> bool:
    if said.lower() not in YES:
        raise Unreadable(because("yes_or_no", "must be yes or no"))
    return YES[said.lower()]


READINGS: Mapping[str, Callable[[str], object]] = {
    "text": str,
    "key": _key,
    "capitals": str.upper,
    "country": _country,
    "countries": countries_in,
    "number": _number,
    "span": _span,
    "time": _time,
    "amount": _amount,
    "list": _list,
    "yes or no": _yes_or_no,
    "net or same": lambda said: "net" if _yes_or_no(said) else "same",
    "house or customer": lambda said: "house" if _yes_or_no(said) else "customer",
}

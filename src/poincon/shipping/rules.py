"""Decisions about parcels: plain values in, plain values out."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from poincon.kernel.refusal import Refusal

NUMBER = re.compile(r"[A-Z0-9]{6,40}")


class BadParcelNumber(Refusal):
    """The parcel's number is not one that a carrier gives: 6 to 40 letters and digits."""

    code = "bad_parcel_number"
    status = 422


@dataclass(frozen=True, slots=True)
class Tracking:
    """Where a parcel can be followed, and from which day (R071, R072)."""

    url: str
    opens_on: date


def tidy_number(typed: str) -> str:
    """Return the number in capitals without spaces, or raise BadParcelNumber."""
    number = re.sub(r"[\s.-]", "", typed).upper()
    if not NUMBER.fullmatch(number):
        raise BadParcelNumber(number=number[:40])
    return number


def tracking(template: str, number: str, *, shipped_on: date, next_day: bool) -> Tracking:
    """Return the carrier's page for a parcel; most carriers know it only the day after hand-over."""
    return Tracking(template.format(number=number), shipped_on + timedelta(days=1 if next_day else 0))

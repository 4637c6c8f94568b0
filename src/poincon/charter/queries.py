"""The charter that this shop runs, and what follows from it: the door for every other feature."""

from django.conf import settings

from poincon.charter import promises
from poincon.charter.loading import load
from poincon.charter.readiness import Lack, ready_for_sale
from poincon.charter.rules import (
    Offer,
    cutoff,
    delivery_window,
    dispatch_by,
    free_threshold,
    handed_over,
    house_days,
    is_open,
    nature_of,
    offers,
    zone_of,
)
from poincon.charter.schema import Carrier, Charter, Declared, Means, Transfer
from poincon.charter.table import waiting
from poincon.charter.terms import clock_of
from poincon.charter.wording import stock_words

__all__ = [
    "Carrier",
    "Charter",
    "Declared",
    "Lack",
    "Means",
    "Offer",
    "Transfer",
    "charter",
    "clock_of",
    "cutoff",
    "delivery_window",
    "dispatch_by",
    "free_threshold",
    "handed_over",
    "house_days",
    "is_open",
    "kept_promises",
    "load",
    "nature_of",
    "offers",
    "promise_words",
    "ready_for_sale",
    "stock_words",
    "zone_of",
]


def charter() -> Charter:
    """Return the charter of the house that this process serves, legal floors applied."""
    return settings.CHARTER


def promise_words(id: str, language: str, **which: str) -> str:
    """Return what this house tells the public by a promise, in `language`."""
    return promises.words(charter(), id, language, **which)


def kept_promises() -> tuple[Declared, ...]:
    """Return the promises that code keeps today, in the order of the schema; those still open stay out."""
    waits = waiting().open
    return tuple(declared for id, declared in promises.promises().items() if id not in waits)

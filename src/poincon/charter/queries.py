"""The charter that this shop runs, and what follows from it: the door for every other feature."""

from datetime import date, datetime

from poincon.charter import floors, promises, serving
from poincon.charter.arriving import Arrival, arrivals, arrives, best
from poincon.charter.loading import load
from poincon.charter.readiness import Lack, ready_for_sale
from poincon.charter.rules import (
    Offer,
    cutoff,
    delivery_window,
    dispatch_by,
    eve,
    free_threshold,
    house_days,
    is_open,
    leaves_after,
    nature_of,
    offers,
    order_before,
    zone_of,
)
from poincon.charter.schema import Carrier, Charter, Declared, Means, Transfer
from poincon.charter.table import waiting
from poincon.charter.terms import clock_of
from poincon.charter.wording import stock_words
from poincon.kernel.money import Money

__all__ = [
    "Arrival",
    "Carrier",
    "Charter",
    "Declared",
    "Lack",
    "Means",
    "Offer",
    "Transfer",
    "arrivals",
    "arrives",
    "best",
    "carrier",
    "charter",
    "charter_at",
    "clock_of",
    "cutoff",
    "delivery_window",
    "dispatch_by",
    "eve",
    "figure",
    "free_threshold",
    "house_days",
    "is_open",
    "kept_promises",
    "label_words",
    "leaves_after",
    "load",
    "nature_of",
    "offers",
    "order_before",
    "own_words",
    "promise_words",
    "ready_for_sale",
    "stock_words",
    "zone_of",
]


def charter() -> Charter:
    """Return the charter that is in force, legal floors applied; one object within a request or a job."""
    return serving.served()


def own_words() -> serving.Words:
    """Return the texts in force that the house has put in the place of ours, by their place."""
    return serving.words()


def charter_at(instant: datetime) -> Charter:
    """Return the charter that was in force at an instant, such as when an order was placed."""
    return serving.served_at(instant)


def figure(key: str, on: date) -> int | str | None:
    """Return the legal figure called `key` where this house is, on a day; None where the law has none."""
    try:
        return floors.figure(key, charter().country, on)
    except LookupError:
        return None


def carrier(key: str) -> Carrier:
    """Return a carrier by its key, one that the house has dropped since as it was then; or a LookupError."""
    return serving.carrier(key)


def promise_words(id: str, language: str, **which: str) -> str:
    """Return what this house tells the public by a promise, in `language`."""
    return promises.words(charter(), id, language, **which)


def label_words(value: Money, language: str) -> str:
    """Say by what a piece of that value comes back and at which price; "" where no named carrier takes it."""
    c = charter()
    too_much = {one.key for one in c.carriers if one.max_value_minor and value.minor > one.max_value_minor}
    labels = tuple(one for one in c.returns.labels if one.carrier not in too_much)
    if not labels:
        return ""
    returns = c.returns.model_copy(update={"labels": labels})
    return promises.words(c.model_copy(update={"returns": returns}), "returns.labels", language)


def kept_promises() -> tuple[Declared, ...]:
    """Return the promises that code keeps today, in the order of the schema; those still open stay out."""
    waits = waiting().open
    return tuple(declared for id, declared in promises.promises().items() if id not in waits)

"""How long the guarantee of past orders runs, and how long there is a reason to keep their record."""

from dataclasses import dataclass
from datetime import date, timedelta

from poincon.kernel.money import Money
from poincon.kernel.terms import months_before

LARGE_MINOR = 12_000
"""From 120 € on, an online contract is kept for the longer term (Code de la consommation, art. D213-1)."""
A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Terms:
    """The house's terms: of the guarantee, of the longest delivery, and of the records of orders."""

    guarantee_years: int
    delivery_days: int
    orders_months: int
    archive_years: int
    large_years: int


def delivered_by(ordered: date, sent: date | None, delivered: date | None, terms: Terms) -> date:
    """Return the day of delivery or, where no file tells it, one that can only be later.

    So that a guarantee, which runs from delivery (Code de la consommation, art. L217-3), never ends too soon.
    """
    return delivered or (sent or ordered) + timedelta(days=terms.delivery_days)


def guaranteed_until(delivered: date, terms: Terms) -> date:
    """Return the last day of the legal guarantee of conformity."""
    return _on(delivered, terms.guarantee_years * A_YEAR)


def kept_until(delivered: date, total: Money, terms: Terms) -> date:
    """Return the last day on which there is a reason to keep the record of an order."""
    years = terms.large_years if total.minor >= LARGE_MINOR else terms.archive_years
    return _on(delivered, max(terms.orders_months, years * A_YEAR))


def _on(day: date, months: int) -> date:
    return months_before(day, -months)

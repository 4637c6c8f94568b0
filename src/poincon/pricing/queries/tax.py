"""Questions about tax: who is owed it, and at which rate of the day."""

from datetime import date
from functools import cache
from typing import Any

from django.db.models import Q

from poincon.charter import queries as charters
from poincon.kernel.refusal import Refusal
from poincon.pricing import rates, taxing
from poincon.pricing.models import VatRate
from poincon.pricing.taxing import Taxation


class NoVatRate(Refusal):
    """It is not known which VAT a sale to that place bears that day, so nothing can be sold there."""

    code = "no_vat_rate"


def home() -> str:
    """Return the tax territory from which the house sells."""
    return taxing.home_of(charters.charter())


def taxation(country: str, postcode: str, on: date) -> Taxation | None:
    """Return how a sale to an address is taxed that day, in one query at most; None where it is not known.

    Nothing can be sold then: whoever is to name a price refuses with NoVatRate.
    """
    plan = taxing.plan(charters.charter(), country=country, postcode=postcode, on=on)
    if plan is None:
        return None
    rate = vat_rate(plan.country, on) if plan.country else 0
    taken_off = vat_rate(plan.taken_off, on) if plan.taken_off else 0
    if rate is None or taken_off is None:
        return None
    return Taxation(plan.scope, plan.destination, plan.country, rate, taken_off)


def asks_alike(one: tuple[str, str], other: tuple[str, str], on: date) -> bool:
    """Tell whether the same is asked at two places (country, postcode) for what the window shows."""
    plans = [
        taxing.plan(charters.charter(), country=country, postcode=postcode, on=on)
        for country, postcode in (one, other)
    ]
    return len({plan.taken_off if plan else "" for plan in plans}) == 1


def written_rate(country: str, on: date) -> int:
    """Return the standard rate as the files have it, 0 where they have none; no question is asked.

    For examples: what is sold is taxed by `taxation`.
    """
    return next((row["rate_bp"] for row in _written(country) if row["valid_from"] <= on), 0)


@cache
def _written(country: str) -> list[dict[str, Any]]:
    rows = [row for row in rates.rows() if row["country"] == country]
    return sorted(rows, key=lambda row: row["valid_from"], reverse=True)


def vat_rate(country: str, on: date, category: str = "standard") -> int | None:
    """Return the rate in basis points (2000 is 20 %) in force there that day; None where none is known."""
    open_then = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    rows = VatRate.objects.filter(open_then, country=country, category=category, valid_from__lte=on)
    return rows.order_by("-valid_from").values_list("rate_bp", flat=True).first()

"""Questions about prices and tax."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q

from poincon.charter import queries as charters
from poincon.charter.promises import keeps
from poincon.kernel.money import Money
from poincon.kernel.refusal import Refusal
from poincon.pricing import rules, taxing
from poincon.pricing.models import CurrentPrice, Price, VatRate
from poincon.pricing.rules import Priced, PriorPrice
from poincon.pricing.taxing import Scope, Taxation

__all__ = [
    "NoVatRate",
    "Scope",
    "Taxation",
    "asks_alike",
    "history",
    "home",
    "price_at",
    "prices",
    "prior_price",
    "taxation",
    "vat_in",
    "vat_in_part",
    "vat_rate",
]

vat_in = rules.vat_in
vat_in_part = rules.vat_in_part


class NoVatRate(Refusal):
    """It is not known which VAT a sale to that place bears that day, so nothing can be sold there."""

    code = "no_vat_rate"


@keeps("prices.same_for_all")
def prices(variant_ids: Iterable[int]) -> dict[int, Money]:
    """Return the price now asked of anybody, tax included, of those variants that have one (R009)."""
    rows = CurrentPrice.objects.filter(pk__in=set(variant_ids))
    return {
        pk: Money(minor, currency)
        for pk, minor, currency in rows.values_list("pk", "amount_minor", "currency")
    }


def history(variant_id: int) -> list[Priced]:
    """Return every price the variant ever had, oldest first."""
    rows = Price.objects.filter(variant_id=variant_id).order_by("valid_from", "id")
    return [Priced(row.valid_from, Money(row.amount_minor, row.currency)) for row in rows]


def price_at(variant_id: int, at: datetime) -> Money | None:
    """Return what the variant cost at that instant."""
    rows = Price.objects.filter(variant_id=variant_id, valid_from__lte=at).order_by("-valid_from", "-id")
    row = rows.first()
    return Money(row.amount_minor, row.currency) if row else None


def prior_price(variant_id: int, *, cut_at: datetime) -> PriorPrice | None:
    """Return the lowest price of the thirty days before a cut, computed from the history alone."""
    return rules.prior_price(history(variant_id), cut_at=cut_at)


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


def vat_rate(country: str, on: date, category: str = "standard") -> int | None:
    """Return the rate in basis points (2000 is 20 %) in force there that day; None where none is known."""
    open_then = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    rows = VatRate.objects.filter(open_then, country=country, category=category, valid_from__lte=on)
    return rows.order_by("-valid_from").values_list("rate_bp", flat=True).first()

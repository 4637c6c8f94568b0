"""Questions about prices and tax."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q

from poincon.charter.promises import keeps
from poincon.kernel.money import Money
from poincon.kernel.refusal import Refusal
from poincon.pricing import rules
from poincon.pricing.models import CurrentPrice, Price, VatRate
from poincon.pricing.rules import Priced, PriorPrice

vat_in = rules.vat_in


class NoVatRate(Refusal):
    """No rate is known for that country on that day, so nothing can be sold there."""

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


def vat_rate(country: str, on: date, category: str = "standard") -> int:
    """Return the rate in basis points (2000 is 20 %) in force there that day. Raises NoVatRate."""
    open_then = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    rows = VatRate.objects.filter(open_then, country=country, category=category, valid_from__lte=on)
    rate = rows.order_by("-valid_from").values_list("rate_bp", flat=True).first()
    if rate is None:
        raise NoVatRate(country=country, on=on.isoformat(), category=category)
    return rate

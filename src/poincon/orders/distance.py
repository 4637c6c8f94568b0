"""What the house sells at a distance in the Union, against the threshold under which that is taxed at home.

Directive 2006/112/EC, art. 59c: without VAT, neither in this calendar year nor in the one before; from the
sale on that passes it, the VAT is that of the destination.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, Sum

from poincon.charter import floors
from poincon.charter import queries as charters
from poincon.foundation import clock
from poincon.kernel import territories
from poincon.kernel.money import Money
from poincon.orders.models import Order
from poincon.orders.states import Funds, Life
from poincon.pricing import queries as pricing
from poincon.pricing.queries import Scope

FIGURE = "vat.cross_border_threshold_minor"
CURRENCY = "EUR"
WARNED_FROM_PERCENT = 80


@dataclass(frozen=True, slots=True)
class Standing:
    """The sales of a calendar year and of the one before, without VAT, and what neither may pass."""

    year: int
    sold: Money
    sold_before: Money
    threshold: Money

    @property
    def percent(self) -> int:
        """How much of the threshold the larger of the two has used up, rounded down."""
        return max(self.sold, self.sold_before).minor * 100 // self.threshold.minor

    @property
    def near(self) -> bool:
        return self.percent >= WARNED_FROM_PERCENT

    @property
    def passed(self) -> bool:
        return max(self.sold, self.sold_before) > self.threshold


def standing(on: date) -> Standing | None:
    """Return how the house stands on a day, in one query.

    None for a house that pays by the one-stop shop already, that sells from outside the Union's VAT area, or
    that counts in another currency than the threshold.
    """
    charter = charters.charter()
    begun = charter.vat.one_stop_shop_from if charter.vat else None
    if begun is not None and date.fromisoformat(begun) <= on:
        return None
    if charter.currency != CURRENCY or not territories.is_in_vat_area(pricing.home()):
        return None
    threshold = int(floors.figure(FIGURE, charter.country, on))
    amounts = (*_sold(on.year), threshold)
    return Standing(on.year, *(Money(minor, CURRENCY) for minor in amounts))


def _sold(year: int) -> tuple[int, int]:
    """Return what was sold and paid in a year and in the one before, in minor units without VAT."""
    begins, turns = (clock.end_of(date(before, 12, 31)) for before in (year - 2, year - 1))
    sold = Order.objects.filter(
        vat_scope=Scope.UNION, placed_at__gte=begins, life=Life.OPEN, funds=Funds.PAID
    )
    net = F("total_minor") - F("vat_minor")
    sums = sold.aggregate(
        this=Sum(net, filter=Q(placed_at__gte=turns)), last=Sum(net, filter=Q(placed_at__lt=turns))
    )
    return sums["this"] or 0, sums["last"] or 0

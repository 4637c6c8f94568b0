"""The desk's page of stock: what is low, what is expected, what is late."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from poincon.alerts import queries as alerts
from poincon.catalogue import queries as catalogue
from poincon.catalogue.queries import VariantFacts
from poincon.design.pages import page
from poincon.foundation import clock
from poincon.inventory import queries as inventory
from poincon.inventory.queries import Sheet
from poincon.staff.policies import desk
from poincon.supply import queries, words
from poincon.supply.queries import Expected

LOW, SHOWN = 1, 200


@dataclass(frozen=True, slots=True)
class Low:
    """A variant of which there is little or nothing left, and what is known of more."""

    facts: VariantFacts
    sheet: Sheet
    waiting: int
    coming: int

    @property
    def name(self) -> str:
        return words.name_of(self.facts)


@require_safe
@desk(role="catalogue")
def stock(request: HttpRequest) -> HttpResponse:
    """Show what is late or without a day, what is expected, and what is low and should be ordered."""
    today = clock.local_day(clock.now())
    coming = queries.expected()
    facts = catalogue.variant_facts({one.variant_id for one in coming})
    told = [(one, words.name_of(facts[one.variant_id]), facts[one.variant_id]) for one in coming]
    context = {
        "late": [row for row in told if row[0].on is None or row[0].on < today],
        "expected": [row for row in told if row[0].on is not None and row[0].on >= today],
        "low": _low(coming),
        "most": SHOWN,
    }
    return page(request, "supply/desk/stock.html", context)


def _low(coming: list[Expected]) -> list[Low]:
    ids = inventory.low(LOW, most=SHOWN)
    facts, sheets, waiting = (
        catalogue.variant_facts(ids),
        inventory.sheets(ids, at=clock.now()),
        alerts.waiting(ids),
    )
    found = [
        Low(
            facts[pk],
            sheets[pk],
            waiting.get(pk, 0),
            sum(one.outstanding for one in coming if one.variant_id == pk),
        )
        for pk in ids
        if facts[pk].on_sale
    ]
    return sorted(found, key=lambda one: (-one.waiting, -one.sheet.ahead, one.sheet.free))

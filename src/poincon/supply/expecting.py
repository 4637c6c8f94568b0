"""What customers would be told of the days of supplier orders, before it is done and when it is done."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from poincon.catalogue import queries as catalogue
from poincon.charter import queries as charters
from poincon.foundation.clock import local_day
from poincon.inventory import queries as stock
from poincon.supply import queries, rules
from poincon.supply.models import Purchase


def planned(
    variant_ids: Iterable[int],
    *,
    at: datetime,
    given_up: Collection[int] = (),
    sent: Purchase | None = None,
    ended: Purchase | None = None,
) -> dict[int, tuple[date | None, int]]:
    """Return, for variants whose day is to be told anew, that day and how many may be sold ahead for it.

    As it would be if a draft were `sent` or an order `ended`. A day that is known from elsewhere stands where
    supplier orders name none: only those `given_up` lose theirs. What a supplier brings on a day leaves
    within the days that every order has after it.
    """
    ids = sorted(set(variant_ids))
    sheets = stock.sheets(ids, at=at)
    awaited = queries.awaited(ids, sent=sent, ended=ended)
    found = {
        pk: rules.restock(coming, ahead=sheets[pk].ahead if pk in sheets else 0, today=local_day(at))
        for pk, coming in awaited.items()
    }
    for pk in catalogue.gone_for_good(ids):  # nothing is sold ahead any more, and its buyers alone wait
        found[pk] = (found[pk][0] if pk in sheets and sheets[pk].ahead else None, 0)
    return {pk: (_leaves(on), quantity) for pk, (on, quantity) in found.items() if on or pk in given_up}


def _leaves(arrives_on: date | None) -> date | None:
    return charters.leaves_after(charters.charter(), arrives_on) if arrives_on else None


def written_to(purchase: Purchase, *, at: datetime) -> int:
    """Return how many orders would learn another day if a draft were sent, or what was sent were ended."""
    lines = queries.lines(purchase)
    ids = {one.variant_id for one in lines}
    if purchase.state == "draft":
        days = planned(ids, at=at, sent=purchase)
    else:
        days = planned(ids, at=at, given_up=queries.dated(lines), ended=purchase)
    return stock.would_learn({pk: on for pk, (on, _) in days.items()})


def waiting_for(lines: Iterable[queries.PurchaseLine]) -> int:
    """Return how many orders wait for what is still to come with these lines."""
    return len(stock.awaiting([one.variant_id for one in lines if one.outstanding]))

"""When a parcel would be there, by each way of sending it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from poincon.charter.rules import Offer, delivery_window, eve, handed_over, order_before
from poincon.charter.schema import Charter
from poincon.kernel.money import Money


@dataclass(frozen=True, slots=True)
class Arrival:
    """When a parcel would be there, and what sending it costs; `how` is the carrier as a sentence names it.

    `before` is the instant before which one has to order to have it on 24 December, while that is asked.
    """

    first: date
    last: date
    carrier: str
    how: str
    price: Money
    before: datetime | None = None

    @property
    def free(self) -> bool:
        return not self.price


def arrives(c: Charter, offer: Offer, ready: date) -> tuple[date, date]:
    """Return the days between which what is ready on that day arrives by that way of sending."""
    return delivery_window(offer, handed_over(c, offer.carrier, ready))


def arrivals(
    c: Charter,
    offers: Iterable[Offer],
    ready: date,
    *,
    at: datetime,
    language: str,
    restock_on: date | None = None,
    making_days: int = 0,
) -> tuple[Arrival, ...]:
    """Return when what is ready on that day would be there, by each of the ways, in their order.

    `restock_on` and `making_days` are those by which it is ready then (`dispatch_by`).
    """
    wanted = eve(at.astimezone(ZoneInfo(c.time_zone)).date())

    def arrival(offer: Offer) -> Arrival:
        first, last = arrives(c, offer, ready)
        before = (
            order_before(c, offer, wanted, at, restock_on=restock_on, making_days=making_days)
            if wanted
            else None
        )
        how = c.carrier(offer.carrier).how(language)
        return Arrival(first, last, offer.name, how, offer.price, before)

    return tuple(map(arrival, offers))


def best(ways: Sequence[Arrival]) -> tuple[Arrival | None, Arrival | None]:
    """Return the first way, which is the cheapest, and the fastest where it is sooner there."""
    cheapest = ways[0] if ways else None
    fastest = min(ways, key=lambda one: (one.last, one.price), default=None)
    return cheapest, fastest if fastest and cheapest and fastest.last < cheapest.last else None

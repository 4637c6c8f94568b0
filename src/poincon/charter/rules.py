"""What follows from a charter: zones, delivery offers and dates, and until when an order can be changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal, Protocol
from zoneinfo import ZoneInfo

from poincon.charter.promises import keeps
from poincon.charter.schema import Carrier, Charter, Rate
from poincon.kernel import calendar as french_calendar
from poincon.kernel.money import Money
from poincon.kernel.territories import places_of

type Verb = Literal["change", "cancel"]

DAY = timedelta(days=1)
INSTANT = timedelta(microseconds=1)
# Presents have to be there on 24 December; before the middle of November nobody asks for that yet.
EVE, ASKED_FROM = (12, 24), (11, 15)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class WorkingCalendar(Protocol):
    """Counts working days; `kernel.calendar` is one."""

    def add_working_days(self, day: date, count: int, /) -> date: ...


@dataclass(frozen=True, slots=True)
class HouseDays:
    """The days on which a house prepares parcels; `closed` holds first and last days, both included."""

    weekdays: frozenset[int]
    public_holidays: str
    closed: tuple[tuple[date, date], ...] = ()

    def is_working(self, day: date) -> bool:
        return day.weekday() in self.weekdays and not self._holiday(day) and not self.is_closed(day)

    def is_closed(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.closed)

    def next_working(self, day: date) -> date:
        """Return `day`, or the first working day after it."""
        while not self.is_working(day):
            day += DAY
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """Return the working day `count` working days after `day`; 0 gives the first one from `day` on."""
        day = self.next_working(day)
        for _ in range(count):
            day = self.next_working(day + DAY)
        return day

    def _holiday(self, day: date) -> bool:
        if self.public_holidays == "none":
            return False
        return day in french_calendar.holidays(day.year, alsace_moselle=self.public_holidays != "FR")


@dataclass(frozen=True, slots=True)
class Offer:
    """One way of sending a parcel: what it costs, and its delay in working days after hand-over."""

    carrier: str
    name: str
    price: Money
    days_min: int
    days_max: int
    zone: str
    relay: bool
    needs_phone: bool


@keeps("orders.working_days", "orders.closings")
def house_days(c: Charter) -> HouseDays:
    """Return the days on which the house prepares parcels."""
    closed = tuple(
        (date.fromisoformat(one.from_on), date.fromisoformat(one.until_on)) for one in c.orders.closings
    )
    weekdays = frozenset(map(WEEKDAYS.index, c.orders.working_days))
    return HouseDays(weekdays, c.orders.public_holidays, closed)


def zone_of(c: Charter, country: str, postcode: str = "") -> str | None:
    """Return the delivery zone of an address, or None where the house does not deliver.

    A zone may name a country or a place in one: the smallest place that is named decides. What other taxes
    and tariffs set apart is delivered to only where it is named itself.
    """
    zones = {member: zone for zone, members in c.zones.items() for member in members}
    return next((zones[place] for place in places_of(country, postcode) if place in zones), None)


@keeps("delivery.valuable_from_minor")
def nature_of(c: Charter, *, value: Money, weight_g: int) -> str:
    """Return what kind of parcel an order makes: valuable from its threshold on, else letter or parcel."""
    if _reaches(c, value, c.delivery.valuable_from_minor):
        return "valuable"
    light = 0 < c.delivery.letter_up_to_g >= weight_g
    return "parcel" if not light or _reaches(c, value, c.delivery.letter_up_to_minor + 1) else "letter"


@keeps("delivery.chosen_by_parcel", "delivery.rates")
def offers(
    c: Charter, *, country: str, weight_g: int, value: Money, nature: str, postcode: str = ""
) -> list[Offer]:
    """Return the ways of sending this parcel, cheapest first, then fastest.

    `value` is what the pieces cost without delivery, in the charter's currency. A weight or value that
    equals a step is inside it. Empty where the house cannot deliver.
    """
    zone = zone_of(c, country, postcode)
    if zone is None:
        return []
    found = [
        offer
        for carrier in c.carriers
        if _takes(carrier, weight_g, value, nature)
        for offer in _offer(c, carrier, zone, weight_g, value)
    ]
    return sorted(found, key=lambda offer: (offer.price, offer.days_max, offer.days_min))


def _reaches(c: Charter, value: Money, least_minor: int) -> bool:
    """Tell whether `value` is at least that much; another currency than the charter's is a ValueError."""
    return not value < Money(least_minor, c.currency)


def _takes(carrier: Carrier, weight_g: int, value: Money, nature: str) -> bool:
    return (
        nature in carrier.natures
        and (carrier.max_weight_g is None or weight_g <= carrier.max_weight_g)
        and (carrier.max_value_minor is None or value.minor <= carrier.max_value_minor)
    )


def _offer(c: Charter, carrier: Carrier, zone: str, weight_g: int, value: Money) -> Iterator[Offer]:
    transit, rate = carrier.transit_to(zone), _rate(c, carrier, zone, weight_g, value)
    if transit is None or rate is None:
        return
    price = Money(0 if carrier.free_delivery and _is_free(c, zone, value) else rate.price_minor, c.currency)
    days = (transit.days_min, transit.days_max)
    yield Offer(carrier.key, carrier.name, price, *days, zone, carrier.relay, carrier.needs_phone)


def _rate(c: Charter, carrier: Carrier, zone: str, weight_g: int, value: Money) -> Rate | None:
    """Return the lightest step that holds the weight and, in it, the highest value step reached."""
    holding = [
        rate
        for rate in c.delivery.rates
        if (rate.carrier, rate.zone) == (carrier.key, zone)
        and (rate.up_to_g is None or weight_g <= rate.up_to_g)
        and _reaches(c, value, rate.from_value_minor)
    ]
    return min(holding, key=_lightest_then_dearest, default=None)


def _lightest_then_dearest(rate: Rate) -> tuple[float, int]:
    return (rate.up_to_g if rate.up_to_g is not None else float("inf"), -rate.from_value_minor)


def _is_free(c: Charter, zone: str, value: Money) -> bool:
    least = c.delivery.free_from_minor.get(zone)
    return least is not None and _reaches(c, value, least)


@keeps("delivery.free_from_minor")
def free_threshold(c: Charter, country: str, postcode: str = "") -> Money | None:
    """Return from which value of the pieces on delivery is free, or None where it never is."""
    least = c.delivery.free_from_minor.get(zone_of(c, country, postcode) or "")
    return None if least is None else Money(least, c.currency)


class InTransit(Protocol):
    """Whatever says how many working days a parcel is on its way."""

    @property
    def days_min(self) -> int: ...
    @property
    def days_max(self) -> int: ...


@keeps("carriers.*.delivery")
def delivery_window(
    offer: InTransit, dispatch_on: date, calendar: WorkingCalendar = french_calendar
) -> tuple[date, date]:
    """Return the first and last day of delivery for a parcel handed over on `dispatch_on`."""
    return (
        calendar.add_working_days(dispatch_on, offer.days_min),
        calendar.add_working_days(dispatch_on, offer.days_max),
    )


def cutoff(c: Charter, placed_at: datetime, verb: Verb = "change") -> datetime:
    """Return the instant (UTC) from which an order can no longer be changed or cancelled.

    It is the cut-off of the day the order was placed; placed at or after it, or on a day on which the
    house does not work, that of the next working day (docs/decisions/charter-cut-off.md).
    """
    day = placed_at.astimezone(ZoneInfo(c.time_zone)).date()
    days = house_days(c)
    if days.is_working(day) and placed_at < _cutoff_of(c, day, verb):
        return _cutoff_of(c, day, verb)
    return _cutoff_of(c, days.next_working(day + DAY), verb)


def is_open(c: Charter, placed_at: datetime, at: datetime, verb: Verb = "change") -> bool:
    """Tell whether an order can still be changed or cancelled at `at`: at the cut-off itself, no more."""
    return at < cutoff(c, placed_at, verb)


def _cutoff_of(c: Charter, day: date, verb: Verb) -> datetime:
    """Return the cut-off of a day; where clocks make a time happen twice or never, the later reading."""
    clock = c.orders.change_until if verb == "change" else c.orders.cancel_until
    local = datetime.combine(day, clock, ZoneInfo(c.time_zone))
    return max(local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))


def dispatch_by(
    c: Charter, at: datetime, *, restock_on: date | None = None, carrier: str = "", making_days: int = 0
) -> date:
    """Return the day by which an order that is ready to go at `at` is handed to the carrier.

    `at` is when it was placed, or when its transfer or the last of its pieces arrived; `restock_on` is the
    day from which pieces that are awaited can leave (`leaves_after`). `carrier` is the key of the one that
    collects it; without one, the day it is ready. `making_days` are the working days more that something made
    for its wearer takes, which is begun when the pieces are here.
    """
    closed = max(cutoff(c, at, "change"), cutoff(c, at, "cancel"))
    day = leaves_after(c, closed.astimezone(ZoneInfo(c.time_zone)).date())
    ready = house_days(c).add_working_days(max(day, restock_on or day), making_days)
    return handed_over(c, carrier, ready) if carrier else ready


def leaves_after(c: Charter, arrives_on: date) -> date:
    """Return the day from which pieces can leave that come into the house on `arrives_on`."""
    return house_days(c).add_working_days(arrives_on, c.orders.dispatch_within_days)


def eve(today: date) -> date | None:
    """Return the 24 December that people now wait for, from 15 November on; None at other times."""
    return today.replace(month=EVE[0], day=EVE[1]) if ASKED_FROM <= (today.month, today.day) <= EVE else None


def order_before(
    c: Charter, offer: Offer, by: date, at: datetime, *, restock_on: date | None = None, making_days: int = 0
) -> datetime | None:
    """Return the instant (UTC) before which an order has to be placed to arrive on `by` at the latest.

    It is the cut-off of the last day whose orders arrive in time by that way of sending; None when not even
    one placed at `at` would. `restock_on` and `making_days` are those of `dispatch_by`.
    """
    key = (id(c), offer.carrier, offer.days_max, by, restock_on, making_days)
    if key not in _last_calls:
        if len(_last_calls) >= REMEMBERED:
            _last_calls.clear()
        _last_calls[key] = (c, _last_call(c, offer, by, restock_on, making_days))
    closes = _last_calls[key][1]
    return closes if closes and closes > at else None


# Every page of a piece asks, and the answer is the same all season: the charter is held with it, so that its
# number is not given to another meanwhile.
REMEMBERED = 2_000
_last_calls: dict[tuple[object, ...], tuple[Charter, datetime | None]] = {}


def _last_call(
    c: Charter, offer: Offer, by: date, restock_on: date | None, making_days: int
) -> datetime | None:
    """Return the last cut-off whose orders arrive on `by`; None when it lies before the season."""
    days, day = house_days(c), by
    while (day.month, day.day) >= ASKED_FROM:
        closes = min(_cutoff_of(c, day, "change"), _cutoff_of(c, day, "cancel"))
        if days.is_working(day):
            leaves = dispatch_by(
                c, closes - INSTANT, restock_on=restock_on, carrier=offer.carrier, making_days=making_days
            )
            if delivery_window(offer, leaves)[1] <= by:
                return closes
        day -= DAY
    return None


@keeps("carriers.*.collects")
def handed_over(c: Charter, carrier: str, ready: date) -> date:
    """Return the first day from `ready` on on which the house works and the carrier collects.

    A carrier that the house no longer uses is no reason to wait.
    """
    calls = next((one.collects for one in c.carriers if one.key == carrier), ())
    weekdays = {WEEKDAYS.index(name) for name in calls} or set(range(7))
    days = house_days(c)
    day = days.next_working(ready)
    while day.weekday() not in weekdays:
        day = days.next_working(day + DAY)
    return day

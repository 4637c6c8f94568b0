"""Questions about people and orders of the former shop."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from poincon.charter import floors
from poincon.charter.queries import charter
from poincon.foundation.clock import end_of, local_day
from poincon.kernel.terms import months_before
from poincon.past.models import PastLine, PastOrder, Person
from poincon.past.rules import Terms, delivered_by, guaranteed_until

FOUND_AT_MOST = 50
NAMES = ("first_name", "last_name", "customer__first_name", "customer__last_name")


@dataclass(frozen=True, slots=True)
class Told:
    """A past order for people: its lines, and the last day of its guarantee, which may be over."""

    order: PastOrder
    lines: list[PastLine]
    guaranteed_until: date
    over: bool


def terms(on: date) -> Terms:
    """Return the house's terms for guarantees and records, with the longest delivery that the law allows."""
    c = charter()
    longest = floors.figure("delivery.at_most_days", c.country, on)
    return Terms(
        guarantee_years=c.guarantees.conformity_years,
        delivery_days=int(longest),
        orders_months=c.retention.orders_months,
        archive_years=c.retention.archived_orders_years,
        large_years=c.retention.large_contracts_years,
    )


def idle_since(at: datetime) -> datetime:
    """Return the instant before which an address that nobody has proved since has waited long enough."""
    months = charter().retention.idle_account_months
    return end_of(months_before(local_day(at), months))


def of_customer(customer_id: int, on: date) -> list[Told]:
    """Return what a customer bought in the former shop, newest first, in one query."""
    return _told(PastLine.objects.filter(order__person__customer_id=customer_id), on)


def of_person(person_id: int, on: date) -> list[Told]:
    """Return the past orders of a person, newest first."""
    return _told(PastLine.objects.filter(order__person_id=person_id), on)


def numbered(number: str, on: date) -> list[Told]:
    """Return the past orders of a number, with or without the sign that the former shop put before it."""
    bare = number.strip().lstrip("#")
    return _told(PastLine.objects.filter(order__number__in=[bare, f"#{bare}"]), on) if bare else []


def search(words: str) -> list[Person]:
    """Return people whose name, here or there, or address holds every word, newest first, at most 50."""
    found = Person.objects.select_related("customer").order_by("-pk")
    for word in words.split():
        named = (Q(**{f"{place}__icontains": word}) for place in NAMES)
        found = found.filter(reduce(or_, named, Q(email_key__contains=word.casefold())))
    return list(found[:FOUND_AT_MOST])


def by_id(person_id: int) -> Person | None:
    return Person.objects.select_related("customer").filter(pk=person_id).first()


def news_of(customer_id: int) -> list[Person]:
    """Return what the former shop brought of a customer's consent to news: agreed to, or taken back here."""
    told = Q(agreed_at__isnull=False) | Q(withdrawn_at__isnull=False)
    return list(Person.objects.filter(told, customer_id=customer_id).order_by("pk"))


def _told(lines: QuerySet[PastLine], on: date) -> list[Told]:
    """Group lines by their order; its guarantee runs as the house's terms have it today."""
    known = terms(on)
    groups: dict[int, list[PastLine]] = {}
    for line in lines.select_related("order").order_by("-order__ordered_on", "-order_id", "position"):
        groups.setdefault(line.order_id, []).append(line)
    return list(_each(groups.values(), known, on))


def _each(groups: Iterable[list[PastLine]], known: Terms, on: date) -> Iterable[Told]:
    for lines in groups:
        order = lines[0].order
        delivered = delivered_by(order.ordered_on, order.sent_on, order.delivered_on, known)
        until = guaranteed_until(delivered, known)
        yield Told(order, lines, until, until < on)

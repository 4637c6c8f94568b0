"""Questions about customers."""

from collections.abc import Iterable
from decimal import Decimal

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from poincon.accounts.queries import User
from poincon.charter.queries import charter
from poincon.customers.models import Address, Customer, Size
from poincon.kernel import territories

__all__ = [
    "FOUND_AT_MOST",
    "Address",
    "Customer",
    "addresses_of",
    "by_emails",
    "by_id",
    "by_user",
    "customer_of",
    "default_billing",
    "default_delivery",
    "delivered_countries",
    "known_countries",
    "own_size",
    "remembers_sizes",
    "search",
    "sizes_of",
]

FOUND_AT_MOST = 50


def customer_of(user: User | AnonymousUser) -> Customer | None:
    """Return the customer behind a user; None for a visitor, and for staff who never bought.

    Asks the database once per user object, however often it is called.
    """
    if isinstance(user, User) or getattr(user, "is_authenticated", False):
        try:
            return user.customer  # type: ignore[union-attr]  # request.user is lazy
        except Customer.DoesNotExist:
            return None
    return None


def addresses_of(customer: Customer) -> QuerySet[Address]:
    """Return the address book, the default delivery address first."""
    return customer.addresses.order_by("-is_default_delivery", "-is_default_billing", "pk")


def default_delivery(customer: Customer) -> Address | None:
    return customer.addresses.filter(is_default_delivery=True).first()


def default_billing(customer: Customer) -> Address | None:
    return customer.addresses.filter(is_default_billing=True).first()


def delivered_countries() -> list[str]:
    """Return the countries that the house delivers to, or to a part of which, its own first."""
    c = charter()
    found = {territories.posted_in(place) for members in c.zones.values() for place in members}
    return sorted(found, key=lambda code: (code != c.country, code))


def known_countries() -> list[str]:
    """Return the countries that an address may be in: those delivered to, and the whole Union.

    Bills may go to any buyer of the Union, wherever the house delivers (Reg. (EU) 2018/302).
    """
    delivered = delivered_countries()
    return delivered + sorted(territories.UNION.difference(delivered))


def search(words: str) -> list[Customer]:
    """Return customers whose name, e-mail, telephone or town holds every word, at most 50, newest first."""
    found = Customer.objects.select_related("user").order_by("-pk")
    for word in words.split():
        found = found.filter(_holds(word))
    return list(found.distinct()[:FOUND_AT_MOST])


def _holds(word: str) -> Q:
    names = Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(user__email__icontains=word)
    places = Q(addresses__city__icontains=word) | Q(addresses__postcode__istartswith=word)
    digits = word.lstrip("+0").replace(".", "")
    return names | places | Q(phone__contains=digits) if digits.isdigit() else names | places


def by_id(customer_id: int) -> Customer | None:
    """Return the customer of that id, with the user."""
    return Customer.objects.select_related("user").filter(pk=customer_id).first()


def by_emails(emails: Iterable[str]) -> dict[str, int]:
    """Return the customers who have an account under these addresses, as the addresses are given."""
    asked = {email.lower(): email for email in emails}
    found = Customer.objects.filter(user__email__in=list(asked)).values_list("user__email", "pk")
    return {asked[email]: pk for email, pk in found}


def by_user(user_id: int) -> Customer | None:
    """Return the customer behind a user's id, with the user."""
    return Customer.objects.select_related("user").filter(user_id=user_id).first()


def remembers_sizes() -> bool:
    """Tell whether this house keeps the sizes of its customers (services.sizes_remembered)."""
    return charter().services.sizes_remembered


def sizes_of(customer: Customer) -> QuerySet[Size]:
    """Return the sizes that a customer has us remember, their own first."""
    return customer.sizes.order_by("label", "kind")


def own_size(customer: Customer | None, kind: str) -> Decimal | None:
    """Return a customer's own measure in millimetres; asks nothing where there is nobody, or no promise."""
    if customer is None or not remembers_sizes():
        return None
    return customer.sizes.filter(label="", kind=kind).values_list("size_mm", flat=True).first()

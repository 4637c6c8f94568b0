"""Keeping what the customer tells, step by step, until the order exists."""

from dataclasses import asdict
from datetime import datetime

from poincon.cart.queries import Cart
from poincon.charter import queries as charters
from poincon.checkout.models import Checkout
from poincon.customers.addresses import AddressData


def begin(*, cart: Cart, at: datetime) -> Checkout:
    """Return the cart's checkout, started if need be; a customer's is under the address of the account."""
    checkout, _ = Checkout.objects.get_or_create(cart=cart, defaults={"touched_at": at})
    checkout.cart = cart
    customer = cart.customer
    if customer and checkout.email != customer.user.email:
        checkout.email = customer.user.email
        checkout.save(update_fields=["email"])
    return checkout


def tell_who(
    *, checkout: Checkout, email: str, delivery: AddressData, billing: AddressData | None, at: datetime
) -> None:
    """Keep who orders and where to; a carrier that was chosen stays only if the zone of delivery does."""
    if _zone(checkout.delivery) != _zone(asdict(delivery)):
        checkout.carrier = ""
    checkout.email = email
    checkout.delivery = asdict(delivery)
    checkout.billing_differs = billing is not None
    checkout.billing = asdict(billing) if billing else {}
    checkout.touched_at = at
    checkout.save()


def _zone(address: dict[str, str]) -> str | None:
    told = address.get("country", ""), address.get("postcode", "")
    return charters.zone_of(charters.charter(), *told)


def choose_carrier(*, checkout: Checkout, carrier: str, phone: str, at: datetime) -> None:
    """Keep the carrier, and the telephone number that it may need (R022)."""
    checkout.carrier = carrier
    checkout.delivery = checkout.delivery | {"phone": phone}
    checkout.touched_at = at
    checkout.save(update_fields=["carrier", "delivery", "touched_at"])

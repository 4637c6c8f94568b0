"""Questions about checkouts in progress."""

from poincon.cart.queries import Cart
from poincon.checkout.models import Checkout
from poincon.checkout.quoting import offers, quote
from poincon.customers.addresses import AddressData

__all__ = ["billing_of", "by_id", "checkout_of", "delivery_of", "offers", "quote"]


def by_id(checkout_id: int) -> Checkout | None:
    return Checkout.objects.filter(pk=checkout_id).first()


def checkout_of(cart: Cart) -> Checkout | None:
    return Checkout.objects.select_related("cart").filter(cart=cart).first()


def delivery_of(checkout: Checkout) -> AddressData | None:
    """Return the address told so far."""
    return AddressData(**checkout.delivery) if checkout.delivery else None


def billing_of(checkout: Checkout) -> AddressData | None:
    """Return who is billed; the delivery address unless another was given."""
    return AddressData(**checkout.billing) if checkout.billing_differs else delivery_of(checkout)

"""The objects that addresses are about. A feature adds a maker here: name -> function that returns the part
of the path (a key, a reference), given the customer whose object it is to be."""

from collections.abc import Callable

from tests.accounts.people import AT, a_member
from tests.chancery.drafts import proposed
from tests.shopping import a_browser, a_variant, press, to_recap

from poincon.customers import actions
from poincon.customers.addresses import AddressData
from poincon.customers.models import Customer
from poincon.orders.models import Order

HOME = AddressData("Claire", "Moreau", "", "3 rue du Lac", "", "69003", "Lyon", "", "FR")


def _address(customer: Customer) -> int:
    return actions.add_address(customer_id=customer.pk, data=HOME, at=AT).pk


def _order(customer: Customer) -> str:
    """An order that waits for its transfer."""
    browser = a_browser()
    browser.force_login(customer.user)
    press(browser, to_recap(browser, a_variant()), "transfer")
    return Order.objects.get(customer=customer).reference


MAKERS: dict[str, Callable[[Customer], object]] = {
    "customer": lambda customer: customer.pk,
    "address": _address,
    "order": _order,
    "edition": lambda _customer: proposed({"withdrawal.presents_days": 45}, at=AT).pk,
    "member": lambda _customer: a_member("counter", email="somebody@house.example").pk,
}

"""The objects that addresses are about. A feature adds a maker here: name -> function that returns the part
of the path (a key, a reference), given the customer whose object it is to be."""

import io
from collections.abc import Callable
from datetime import timedelta

from tests.accounts.people import AT, a_member
from tests.chancery.drafts import proposed
from tests.shopping import a_browser, a_variant, press, to_recap

from poincon.catalogue.models import Supplier
from poincon.customers import actions
from poincon.customers.addresses import AddressData
from poincon.customers.models import Customer
from poincon.foundation import clock
from poincon.intake import bringings, showings
from poincon.kernel.money import Money
from poincon.orders.models import Order
from poincon.past.models import Person
from poincon.pricing.actions import edits, reductions
from poincon.pricing.actions.reductions import Draft as Reduced
from poincon.pricing.states import Change, Cut, Rounding
from poincon.supply.actions import purchases, takes
from poincon.supply.states import Scope

HOME = AddressData("Claire", "Moreau", "", "3 rue du Lac", "", "69003", "Lyon", "", "FR")


def _address(customer: Customer) -> int:
    return actions.add_address(customer_id=customer.pk, data=HOME, at=AT).pk


def _order(customer: Customer) -> str:
    """An order that waits for its transfer."""
    browser = a_browser()
    browser.force_login(customer.user)
    press(browser, to_recap(browser, a_variant()), "transfer")
    return Order.objects.get(customer=customer).reference


def _reduction() -> int:
    """A draft that nobody has planned yet."""
    starts = clock.now() + timedelta(days=9)
    told = Reduced("", "", Cut.PERCENT, 20, Rounding.EXACT, starts, starts + timedelta(days=1))
    shares = dict.fromkeys([a_variant().pk])
    return reductions.draft(told=told, shares=shares, actor="test", at=clock.now()).pk


def _price_edit() -> int:
    """A draft that nobody has confirmed yet."""
    told = edits.Draft(Change.PERCENT, 5, Rounding.EXACT)
    shares = dict.fromkeys([a_variant().pk])
    return edits.draft(told=told, shares=shares, actor="test", at=clock.now()).pk


def _showing() -> int:
    """A draft that may go on show, chosen and not confirmed yet."""
    piece_id = a_variant(publish=False).piece_id
    return showings.draft(piece_ids=[piece_id], actor="test", at=clock.now()).pk


def _bringing() -> int:
    """The product file of another shop, of which a row is refused; nobody has confirmed it yet."""
    head = "Handle,Title,Option1 Name,Option1 Value,Variant Price,Published"
    file = io.BytesIO(f"{head}\nmoon,Moon,Title,Default Title,x,true\n".encode())
    row = bringings.hand_in(
        wanted=bringings.Wanted(system="shopify"), first=file, second=None, actor="test", at=clock.now()
    )
    bringings.rehearse(bringing_id=row.pk, actor="test", now=clock.now)
    return row.pk


def _purchase() -> int:
    """An order to a supplier of which a delivery can be counted."""
    supplier, _ = Supplier.objects.get_or_create(name="Atelier")
    by = {"actor": "test", "at": clock.now()}
    row = purchases.create(key="scene", supplier_id=supplier.pk, currency="EUR", **by)
    cost, variant_id = Money(41_250, "EUR"), a_variant().pk
    purchases.put_line(
        purchase_id=row.pk, variant_id=variant_id, quantity=2, cost=cost, expected_on=None, **by
    )
    return purchases.send(purchase_id=row.pk, **by).pk


def _take() -> int:
    """A stock-take that has just begun."""
    return takes.begin(key="scene", scope=Scope.ALL, brand_id=None, actor="test", at=clock.now()).pk


def _former() -> int:
    """Somebody whom the former shop knew, without an account here."""
    row, _ = Person.objects.get_or_create(
        email_key="ada@example.org", defaults={"email": "ada@example.org", "brought_at": AT}
    )
    return row.pk


MAKERS: dict[str, Callable[[Customer], object]] = {
    "customer": lambda customer: customer.pk,
    "address": _address,
    "order": _order,
    "reduction": lambda _customer: _reduction(),
    "price_edit": lambda _customer: _price_edit(),
    "showing": lambda _customer: _showing(),
    "bringing": lambda _customer: _bringing(),
    "purchase": lambda _customer: _purchase(),
    "take": lambda _customer: _take(),
    "edition": lambda _customer: proposed({"withdrawal.presents_days": 45}, at=AT).pk,
    "former": lambda _customer: _former(),
    "member": lambda _customer: a_member("counter", email="somebody@house.example").pk,
}

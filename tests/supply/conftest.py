"""Suppliers, articles with barcodes, and orders on their way."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from secrets import token_hex

import pytest
import time_machine
from django.test import Client
from tests.accounts.people import AT, a_member, signed_in
from tests.inventory.conftest import make_variants, shared_database

from poincon.catalogue.models import Supplier, Variant
from poincon.kernel.money import Money
from poincon.supply.actions import purchases
from poincon.supply.models import Purchase

__all__ = ["SOON", "Order", "make_variants", "ordered", "shared_database"]

SOON = date(2026, 12, 3)
Order = Callable[..., Purchase]
EAN = "4006381333931"


def line(
    purchase: Purchase,
    variant: int,
    quantity: int,
    at: datetime,
    on: date | None = SOON,
    line_id: int | None = None,
) -> None:
    purchases.put_line(
        purchase_id=purchase.pk,
        variant_id=variant,
        quantity=quantity,
        cost=Money(41_250, "EUR"),
        expected_on=on,
        actor="staff:1",
        at=at,
        line_id=line_id,
    )


def draft(at: datetime) -> Purchase:
    supplier, _ = Supplier.objects.get_or_create(name="Atelier Vire")
    return purchases.create(key=token_hex(8), supplier_id=supplier.pk, currency="EUR", actor="staff:1", at=at)


def code(variant: int) -> str:
    return Variant.objects.get(pk=variant).sku


@pytest.fixture
def ordered(noon: datetime) -> Order:
    """Return a maker of orders that the supplier has."""

    def make(wants: dict[int, int], on: date | None = SOON) -> Purchase:
        row = draft(noon)
        for variant, quantity in wants.items():
            line(row, variant, quantity, noon, on)
        return purchases.send(purchase_id=row.pk, actor="staff:1", at=noon)

    return make


@pytest.fixture
def then() -> Iterator[None]:
    """The clock stands still."""
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def clerk() -> Client:
    return signed_in(a_member("catalogue"))

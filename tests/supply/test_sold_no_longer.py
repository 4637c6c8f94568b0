"""What is withdrawn comes back neither by a delivery nor by a count, a day, an order or a price (R004)."""

from datetime import datetime

import pytest
from django.test import Client
from tests.inventory.conftest import Make, books
from tests.supply.conftest import SOON, Order, code, draft, line
from tests.supply.test_supply_at_the_desk import at, key_in

from poincon.catalogue import actions as catalogue
from poincon.catalogue.actions import Discontinued
from poincon.catalogue.models import Variant
from poincon.inventory import actions as inventory
from poincon.inventory import queries as stock
from poincon.kernel.money import Money
from poincon.pricing import actions as pricing
from poincon.pricing import queries as prices
from poincon.supply.actions import adjusting, purchases
from poincon.supply.states import Reason

pytestmark = pytest.mark.django_db
BY = {"actor": "staff:1"}


def withdraw(variant: int, now: datetime) -> None:
    catalogue.withdraw(piece_id=Variant.objects.get(pk=variant).piece_id, at=now, **BY)


def test_nothing_of_it_comes_in(make_variants: Make, noon: datetime) -> None:
    (variant,) = make_variants()
    inventory.receive(variant_id=variant, quantity=3, at=noon, **BY)
    asked = prices.prices([variant], at=noon)
    withdraw(variant, noon)
    order = draft(noon)
    for act in (
        lambda: inventory.receive(variant_id=variant, quantity=1, at=noon, **BY),
        lambda: inventory.count_house(variant_id=variant, counted=4, cause="count", at=noon, **BY),
        lambda: inventory.set_restock(variant_id=variant, on=SOON, quantity=2, at=noon, **BY),
        lambda: inventory.set_restock(variant_id=variant, on=SOON, quantity=0, at=noon, **BY),
        lambda: pricing.set_price(variant_id=variant, amount=Money(100, "EUR"), at=noon, **BY),
        lambda: adjusting.adjust(key="k", variant_id=variant, change=1, reason=Reason.FOUND, at=noon, **BY),
        lambda: line(order, variant, 2, noon),
    ):
        with pytest.raises(Discontinued):
            act()
    assert stock.on_shelves(variant) == 3
    assert prices.prices([variant], at=noon) == asked
    assert inventory.count_house(variant_id=variant, counted=2, cause="count", at=noon, **BY) == 0
    assert stock.on_shelves(variant) == 2


def test_a_retired_variant_gets_nothing_either(make_variants: Make, noon: datetime) -> None:
    (variant,) = make_variants()
    Variant.objects.filter(pk=variant).update(retired_at=noon)
    with pytest.raises(Discontinued) as refused:
        inventory.receive(variant_id=variant, quantity=1, at=noon, **BY)
    assert refused.value.context["sku"] == code(variant)


def test_what_its_buyers_wait_for_still_arrives(make_variants: Make, noon: datetime) -> None:
    (variant,) = make_variants()
    inventory.set_restock(variant_id=variant, on=SOON, quantity=5, at=noon, **BY)
    inventory.reserve(wants={variant: 2}, subject="order:1", until=None, at=noon)
    withdraw(variant, noon)
    inventory.set_restock(variant_id=variant, on=SOON.replace(day=20), quantity=0, at=noon, **BY)
    with pytest.raises(Discontinued):
        inventory.receive(variant_id=variant, quantity=3, at=noon, **BY)
    inventory.receive(variant_id=variant, quantity=2, at=noon, **BY)
    assert books(variant)["free"] == 0
    assert books(variant)["waiting"] == 0


def test_a_suppliers_order_of_it_is_told_and_its_delivery_refused_at_goods_in(
    clerk: Client, make_variants: Make, ordered: Order, noon: datetime
) -> None:
    kept, gone = make_variants(2)
    row = ordered({kept: 1, gone: 2})
    withdraw(gone, noon)
    listed = clerk.get(at("stock"))
    assert {one.variant_id for one, *_ in listed.context["expected"]} == {kept}
    assert {one.variant_id for one, *_ in listed.context["unwanted"]} == {gone}
    assert "En commande, et plus vendu" in listed.text
    assert clerk.get(at("purchase", row.pk)).text.count("plus vendu") == 1
    here = at("receipt", row.pk)
    read = {"code": code(gone), "quantity": "1", "aside": "", "key": key_in(clerk.get(here).text)}
    page = clerk.post(here, read)
    assert page.status_code == 409
    assert f"{code(gone)} n’est plus vendu" in page.text
    clerk.post(here, read | {"aside": "wrong", "key": "aside"})
    clerk.post(here, {"code": code(kept), "quantity": "1", "aside": "", "key": "kept"})
    assert clerk.post(at("booking", row.pk), {"receipt": row.receipts.get().pk}).status_code == 302
    assert (books(kept)["free"], stock.on_shelves(gone)) == (1, 0)
    purchases.redate(purchase_id=row.pk, on=SOON.replace(day=21), at=noon, **BY)
    assert stock.sheets([gone], at=noon)[gone].restock_free <= 2


def test_an_order_that_was_written_before_cannot_be_sent_with_it(make_variants: Make, noon: datetime) -> None:
    (variant,) = make_variants()
    order = draft(noon)
    line(order, variant, 2, noon)
    withdraw(variant, noon)
    with pytest.raises(Discontinued):
        purchases.send(purchase_id=order.pk, at=noon, **BY)

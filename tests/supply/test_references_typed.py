"""The reference of a piece where an article is asked for: its only article is taken, several are offered."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from tests.accounts.people import AT
from tests.inventory.conftest import Make
from tests.supply.conftest import Order
from tests.supply.test_supply_at_the_desk import key_in

from poincon.catalogue import queries as catalogue
from poincon.catalogue.models import Piece, Supplier, Variant
from poincon.supply.actions import takes
from poincon.supply.models import Purchase, PurchaseLine, Reading, Scan, Take
from poincon.supply.states import Scope

EAN = "4006381333931"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("then")]


@pytest.fixture
def ring(make_variants: Make) -> list[Variant]:
    """Two sizes of one piece."""
    first, second = Variant.objects.filter(pk__in=make_variants(2)).order_by("pk")
    Piece.objects.filter(pk=first.piece_id).update(reference="CM-301")
    Variant.objects.filter(pk=second.pk).update(piece=first.piece, position=1)
    return list(Variant.objects.filter(piece=first.piece).order_by("position"))


def at(name: str, *args: object) -> str:
    return reverse(f"supply_desk:{name}", args=args)


def buttons(ring: list[Variant]) -> list[str]:
    return [f'name="code" value="{one.sku}"' for one in ring]


def test_the_only_article_of_a_piece_is_meant_by_its_reference(make_variants: Make) -> None:
    (pk,) = make_variants()
    Piece.objects.update(reference="CM-301")
    assert catalogue.variant_by_code("cm-301") == pk
    assert catalogue.variant_by_code("CM-302") is None


def test_several_are_not_guessed_and_retired_ones_not_offered(ring: list[Variant]) -> None:
    reference = ring[0].piece.reference
    assert catalogue.variant_by_code(reference) is None
    assert catalogue.variants_by_code(reference) == [one.pk for one in ring]
    Variant.objects.filter(pk=ring[1].pk).update(retired_at=AT)
    assert catalogue.variant_by_code(reference) == ring[0].pk


def test_a_suppliers_order_offers_them_and_keeps_what_was_typed(clerk: Client, ring: list[Variant]) -> None:
    supplier = Supplier.objects.create(name="Atelier Vire")
    clerk.post(at("new_purchase"), {"supplier": supplier.pk, "currency": "EUR", "key": "new"})
    row = Purchase.objects.get()
    typed = {"code": ring[0].piece.reference, "quantity": "2", "cost": "412,50"}
    with override("fr"):
        page = clerk.post(at("line", row.pk), typed)
    assert page.status_code == 422
    assert all(one in page.text for one in buttons(ring))
    assert "choisissez-en un" in page.text
    assert not PurchaseLine.objects.exists()
    chosen = clerk.post(at("line", row.pk), typed | {"code": [typed["code"], ring[1].sku]})
    assert chosen.status_code == 302
    assert PurchaseLine.objects.get().variant_id == ring[1].pk


def test_a_delivery_offers_them_and_keeps_the_number(
    clerk: Client, ring: list[Variant], ordered: Order
) -> None:
    row = ordered({ring[0].pk: 2})
    here = at("receipt", row.pk)
    typed = {
        "code": ring[0].piece.reference,
        "quantity": "2",
        "aside": "",
        "key": key_in(clerk.get(here).text),
    }
    page = clerk.post(here, typed)
    assert page.status_code == 422
    assert all(one in page.text for one in buttons(ring))
    assert page.context["form"]["quantity"].value() == "2"
    assert not Scan.objects.exists()
    clerk.post(here, typed | {"code": [typed["code"], ring[0].sku], "key": key_in(page.text)})
    assert Scan.objects.get().variant_id == ring[0].pk


def test_a_stock_take_offers_them(clerk: Client, ring: list[Variant]) -> None:
    row = takes.begin(key="new", scope=Scope.ALL, brand_id=None, actor="staff:1", at=AT)
    here = at("take", row.pk)
    typed = {
        "code": ring[0].piece.reference,
        "quantity": "3",
        "shelf": "A",
        "key": key_in(clerk.get(here).text),
    }
    page = clerk.post(here, typed)
    assert page.status_code == 422
    assert all(one in page.text for one in buttons(ring))
    assert not Reading.objects.exists()
    clerk.post(here, typed | {"code": [typed["code"], ring[1].sku], "key": key_in(page.text)})
    assert [(one.variant_id, one.quantity) for one in Reading.objects.all()] == [(ring[1].pk, 3)]
    assert Take.objects.get().pk == row.pk


def test_of_articles_that_share_a_barcode_none_is_guessed(clerk: Client, make_variants: Make) -> None:
    """Barcodes from before each article had its own: on a supplier's order and in a count, one is chosen."""
    pair = list(Variant.objects.filter(pk__in=make_variants(2)).order_by("pk"))
    Variant.objects.update(gtin=EAN)
    supplier = Supplier.objects.create(name="Atelier Vire")
    clerk.post(at("new_purchase"), {"supplier": supplier.pk, "currency": "EUR", "key": "new"})
    order, count = (
        Purchase.objects.get(),
        takes.begin(key="new", scope=Scope.ALL, brand_id=None, actor="staff:1", at=AT),
    )
    line = {"code": EAN, "quantity": "2", "cost": "412,50"}
    seen = {"code": EAN, "quantity": "3", "shelf": "A"}
    for here, typed in ((at("line", order.pk), line), (at("take", count.pk), seen)):
        key = {} if typed is line else {"key": key_in(clerk.get(here).text)}
        page = clerk.post(here, typed | key)
        assert page.status_code == 422
        assert all(one in page.text for one in buttons(pair))
        assert all(one.piece.name_en in page.text for one in pair)
    assert (PurchaseLine.objects.count(), Reading.objects.count()) == (0, 0)
    Variant.objects.filter(pk=pair[0].pk).update(retired_at=AT)
    assert clerk.post(at("line", order.pk), line).status_code == 302
    assert PurchaseLine.objects.get().variant_id == pair[1].pk

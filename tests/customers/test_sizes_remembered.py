"""The sizes that a customer has us remember: kept, replaced, refused, forgotten, chosen beforehand."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from tests.accounts.people import a_customer, signed_in
from tests.checkout.test_promises_of_a_sale import changed
from tests.shopping import AT, a_variant

from poincon.catalogue import actions as catalogue
from poincon.charter import queries as charters
from poincon.customers.models import Customer, Size
from poincon.foundation.models import Entry
from poincon.inventory import actions as inventory
from poincon.kernel.money import Money
from poincon.pricing import actions as pricing

pytestmark = pytest.mark.django_db
PAGE = "/compte/tailles/"


@pytest.fixture
def customer(settings: object) -> Customer:
    """A customer of a house that remembers sizes."""
    settings.CHARTER = changed(charters.charter(), services={"sizes_remembered": True})  # type: ignore[attr-defined]
    return a_customer()


@pytest.fixture
def client(customer: Customer) -> Client:
    return signed_in(customer)


def kept(customer: Customer) -> list[tuple[str, str, Decimal]]:
    return list(customer.sizes.order_by("pk").values_list("label", "kind", "size_mm"))


@pytest.mark.promise("services.sizes_remembered")
def test_a_size_is_kept_replaced_and_forgotten(client: Client, customer: Customer) -> None:
    for label, size in (("", "54"), ("", "53,5"), ("Maman", "58")):
        assert client.post(PAGE, {"label": label, "kind": "ring", "size_mm": size}).status_code == 302
    assert kept(customer) == [("", "ring", Decimal("53.5")), ("Maman", "ring", Decimal(58))]
    assert "Maman" in client.get(PAGE).content.decode()
    for row in Size.objects.all():
        assert client.post(f"{PAGE}{row.pk}/retrait/").status_code == 302
    assert kept(customer) == []
    assert "Maman" not in str(list(Entry.objects.values()))


@pytest.mark.parametrize(
    ("size", "millimetres"),
    [
        ("180", "180"),
        ("18 cm", "180"),
        ("18,5cm", "185"),
        ("180 mm", "180"),
        ("7 in", "177.8"),
        ('7"', "177.8"),
    ],
)
def test_a_size_may_be_typed_with_its_unit(
    client: Client, customer: Customer, size: str, millimetres: str
) -> None:
    assert client.post(PAGE, {"label": "", "kind": "bracelet", "size_mm": size}).status_code == 302
    assert kept(customer) == [("", "bracelet", Decimal(millimetres))]


@pytest.mark.parametrize(
    ("kind", "size"),
    [("ring", "540"), ("ring", "NaN"), ("chain", "42"), ("toe", "54"), ("ring", ""), ("ring", "cm")],
)
def test_a_size_that_nobody_has_is_refused(client: Client, customer: Customer, kind: str, size: str) -> None:
    assert client.post(PAGE, {"label": "", "kind": kind, "size_mm": size}).status_code == 422
    assert kept(customer) == []


def test_another_customer_neither_sees_nor_forgets_it(client: Client, customer: Customer) -> None:
    client.post(PAGE, {"label": "Maman", "kind": "ring", "size_mm": "58"})
    stranger = signed_in(a_customer("paul@example.org"))
    assert "Maman" not in stranger.get(PAGE).content.decode()
    assert stranger.post(f"{PAGE}{Size.objects.get().pk}/retrait/").status_code == 404
    assert len(kept(customer)) == 1


@pytest.mark.promise("services.sizes_remembered")
def test_ones_own_ring_size_is_chosen_beforehand_and_nobody_elses(client: Client) -> None:
    ring = a_variant()
    columns = {"sku": f"{ring.sku}-58", "circumference_mm": "58.0", "weight_mg": 3_000}
    other = catalogue.add_variant(piece_id=ring.piece_id, columns=columns, actor="test", at=AT)
    pricing.set_price(variant_id=other.pk, amount=Money(129_000, "EUR"), actor="test", at=AT)
    inventory.receive(variant_id=other.pk, quantity=1, actor="test", at=AT)
    page, chosen = f"/bijou/{ring.piece.slug}/", f'value="{other.pk}" required checked'
    client.post(PAGE, {"label": "Maman", "kind": "ring", "size_mm": "58"})
    assert chosen not in client.get(page).content.decode()
    client.post(PAGE, {"label": "", "kind": "ring", "size_mm": "58"})
    assert chosen in client.get(page).content.decode()
    assert chosen not in Client().get(page).content.decode()


def test_a_house_that_does_not_promise_it_has_no_such_page() -> None:
    client = signed_in(a_customer())
    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, {"label": "", "kind": "ring", "size_mm": "54"}).status_code == 404
    assert not Size.objects.exists()
    assert PAGE not in client.get(reverse("customers:home")).content.decode()

"""The desk's pages of suppliers' orders, deliveries and stock."""

import re
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from tests import jobs
from tests.accounts.people import AT
from tests.alerts.conftest import Wait, waits
from tests.inventory.conftest import Make, books
from tests.supply.conftest import SOON, Order, code

from poincon.catalogue.models import Supplier
from poincon.inventory import actions as inventory
from poincon.notifications.models import Message
from poincon.supply.actions import receipts
from poincon.supply.models import Purchase, Scan

__all__ = ["waits"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("then")]


def at(name: str, *args: object) -> str:
    return reverse(f"supply_desk:{name}", args=args)


def key_in(page: str) -> str:
    found = re.search(r'name="key" value="(\w+)"', page)
    assert found
    return found[1]


def test_an_article_that_cannot_be_is_not_found(clerk: Client) -> None:
    assert clerk.get(at("article", 9_999_999_999_999_999_999)).status_code == 404


def test_an_order_is_written_sent_counted_and_shelved(clerk: Client, make_variants: Make) -> None:
    (variant,) = make_variants()
    supplier = Supplier.objects.create(name="Atelier Vire", address="2 quai du Rhône, 69002 Lyon")
    begun = {"supplier": supplier.pk, "currency": "EUR", "key": key_in(clerk.get(at("new_purchase")).text)}
    answers = [clerk.post(at("new_purchase"), begun) for _ in range(2)]
    row = Purchase.objects.get()
    assert [answer["Location"] for answer in answers] == [at("purchase", row.pk)] * 2
    form = {"code": code(variant), "quantity": "2", "cost": "412,50", "expected_on": "2026-12-03"}
    assert clerk.post(at("line", row.pk), form)["Location"] == at("purchase", row.pk)
    page = clerk.get(at("purchase", row.pk)).content.decode()
    assert "825,00" in page
    assert "3 décembre" in page
    clerk.post(at("sending", row.pk))
    paper = clerk.get(at("paper", row.pk)).content.decode()
    assert "2 quai du Rhône" in paper
    assert code(variant) in paper

    counting = clerk.get(at("receipt", row.pk)).content.decode()
    assert "autofocus" in counting
    reading = {"code": code(variant), "quantity": "1", "aside": "", "key": key_in(counting)}
    for _ in range(2):
        assert clerk.post(at("receipt", row.pk), reading)["Location"] == at("receipt", row.pk)
    assert Scan.objects.count() == 1
    booking = {"receipt": row.receipts.get().pk}
    for _ in range(2):
        assert clerk.post(at("booking", row.pk), booking)["Location"] == at("purchase", row.pk)
    assert books(variant)["free"] == 1
    assert "Reçue en partie" in clerk.get(at("purchase", row.pk)).content.decode()
    clerk.post(at("closing", row.pk))
    row.refresh_from_db()
    assert row.state == "received"


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": "NOBODY"},
        {"quantity": "0"},
        {"quantity": "deux"},
        {"cost": "-1"},
        {"cost": "1,234"},
        {"expected_on": "hier"},
        {"expected_on": "2020-01-01"},
        {"expected_on": "2027-12-03"},
    ],
)
def test_a_line_that_cannot_stand_is_told_and_not_kept(
    clerk: Client, make_variants: Make, ordered: Order, wrong: dict[str, str]
) -> None:
    (variant,) = make_variants()
    supplier = Supplier.objects.create(name="Atelier")
    clerk.post(at("new_purchase"), {"supplier": supplier.pk, "currency": "EUR", "key": "new"})
    row = Purchase.objects.get()
    form = {"code": code(variant), "quantity": "2", "cost": "412,50", "expected_on": "2026-12-03"}
    assert clerk.post(at("line", row.pk), form | wrong).status_code == 422
    assert not row.lines.exists()


def test_an_unknown_barcode_is_told_with_what_was_read(
    clerk: Client, make_variants: Make, ordered: Order
) -> None:
    (variant,) = make_variants()
    row = ordered({variant: 1})
    page = clerk.get(at("receipt", row.pk)).content.decode()
    answer = clerk.post(at("receipt", row.pk), {"code": "9999999", "quantity": 1, "key": key_in(page)})
    assert answer.status_code == 422
    assert "9999999" in answer.content.decode()
    assert "Rien n’a été compté" in answer.content.decode()
    assert not Scan.objects.exists()


def test_the_stock_page_tells_what_is_late_expected_and_low(
    clerk: Client, make_variants: Make, ordered: Order
) -> None:
    first, second = make_variants(2)
    late = ordered({first: 3})
    late.lines.update(expected_on="2026-11-01")
    ordered({second: 4}, on=None)
    page = clerk.get(at("stock")).content.decode()
    assert "En retard, ou sans date" in page
    assert page.index(code(first)) < page.index("Presque ou tout à fait épuisé")
    assert "Aucune date connue" in page
    listing = clerk.get(at("purchases"), {"state": "awaited"}).content.decode()
    assert late.reference in listing
    assert late.reference not in clerk.get(at("purchases"), {"state": "draft"}).content.decode()


def test_the_stock_page_has_what_never_had_stock_and_days_that_were_set_by_hand(
    clerk: Client, make_variants: Make, waits: Wait
) -> None:
    never, sparse, by_hand = make_variants(3)
    inventory.receive(variant_id=sparse, quantity=1, actor="staff:1", at=AT)
    inventory.set_restock(variant_id=by_hand, on=SOON, quantity=2, actor="staff:1", at=AT)
    waits(never, "ines@example.org")
    page = clerk.get(at("stock")).text
    expected, low = page.split("Presque ou tout à fait épuisé")
    assert "Rien n’est attendu" not in expected
    assert code(by_hand) in expected
    assert "jeudi 3 décembre" in expected
    assert low.index(code(never)) < low.index(code(sparse))
    assert code(by_hand) in low


def test_an_order_that_is_not_there_is_not_found(clerk: Client) -> None:
    for name in ("purchase", "paper", "receipt"):
        assert clerk.get(at(name, 99)).status_code == 404
    for name in ("line", "line_removal", "sending", "day", "cancellation", "closing", "booking", "dropping"):
        assert clerk.post(at(name, 99)).status_code == 404


def test_where_nothing_is_ordered_yet_it_says_what_to_do_first(clerk: Client) -> None:
    page = clerk.get(at("purchases")).text
    assert "Pas encore de commande fournisseur" in page
    assert reverse("intake_desk:new_supplier") in page
    assert "Commencer la première commande" not in page
    Supplier.objects.create(name="Atelier Vire", address="2 quai du Rhône, 69002 Lyon")
    page = clerk.get(at("purchases")).text
    assert "Commencer la première commande" in page
    assert reverse("intake_desk:new_supplier") not in page
    page = clerk.get(at("purchases"), {"state": "cancelled"}).text
    assert "n’est dans cet état" in page
    assert "Pas encore" not in page


def test_before_pieces_are_shelved_the_desk_says_how_many_people_will_be_written(
    clerk: Client, make_variants: Make, ordered: Order, waits: Wait, noon: datetime
) -> None:
    waited, other = make_variants(2)
    for person in ("a@example.org", "b@example.org", "c@example.org"):
        waits(waited, person)
    row = ordered({waited: 3, other: 1})
    receipt = receipts.open_receipt(purchase_id=row.pk, at=noon)

    def counted(variant: int, quantity: int) -> str:
        reading = {"code": code(variant), "quantity": quantity, "aside": "", "key": f"{variant}-{quantity}"}
        clerk.post(at("receipt", row.pk), reading)
        return clerk.get(at("receipt", row.pk)).content.decode()

    assert "par e-mail" not in counted(other, 1)
    assert "Une personne attend ces pièces" in counted(waited, 1)
    inventory.reserve(wants={waited: 1}, subject="order:1", until=None, at=AT)
    spoken_for = clerk.get(at("receipt", row.pk)).text
    assert "Une commande attend ces pièces" in spoken_for
    assert "Une personne attend" not in spoken_for
    assert "2 personnes attendent ces pièces" in counted(waited, 2)
    clerk.post(at("booking", row.pk), {"receipt": receipt.pk})
    jobs.run()
    assert Message.objects.filter(kind="alerts.back").count() == 2

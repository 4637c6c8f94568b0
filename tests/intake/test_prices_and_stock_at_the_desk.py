"""The price and stock of a variant at the desk, and its facts."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils.translation import override
from tests.catalogue.conftest import MakePiece, add_variant
from tests.intake.desk import address

from poincon.catalogue import actions, queries
from poincon.catalogue.models import Piece, Variant
from poincon.design.words import short_day
from poincon.foundation import clock
from poincon.foundation.models import Fact
from poincon.inventory import actions as inventory
from poincon.inventory import queries as stock
from poincon.kernel.money import Money
from poincon.pricing import queries as prices

pytestmark = pytest.mark.django_db


@pytest.fixture
def variant(make_piece: MakePiece) -> Variant:
    return make_piece().variants.get()


def test_a_new_price_writes_history(browser: Client, variant: Variant) -> None:
    for amount in ("120", "99.90", "99.90"):
        assert browser.post(address("price", variant.pk), {"amount": amount}).status_code == 302
    assert [line.amount.minor for line in prices.history(variant.pk)] == [12_000, 9_990]
    page = browser.get(address("variant", variant.pk))
    assert [line.amount.minor for line in page.context["history"]] == [9_990, 12_000]


def test_a_comma_is_a_decimal_mark_in_french(browser: Client, variant: Variant) -> None:
    with override("fr"):
        browser.post(address("price", variant.pk), {"amount": "99,90"})
        page = browser.get(address("variant", variant.pk)).content.decode()
    assert prices.prices([variant.pk], at=clock.now()) == {variant.pk: Money(9_990, "EUR")}
    assert 'value="99,90"' in page


@pytest.mark.parametrize("amount", ["", "0", "-5", "12.999", "abc", "1e9", "NaN"])
def test_what_is_no_price_is_refused(browser: Client, variant: Variant, amount: str) -> None:
    page = browser.post(address("price", variant.pk), {"amount": amount})
    assert page.status_code == 422
    assert page.context["price"].errors
    assert prices.history(variant.pk) == []


def test_before_a_day_is_set_by_hand_the_page_says_who_reads_it(browser: Client, variant: Variant) -> None:
    now = clock.now()
    page = address("variant", variant.pk)
    assert "Aucune commande n’attend ces pièces" in browser.get(page).text
    actions.publish(piece_id=variant.piece_id, actor="staff:1", at=now)
    soon = clock.local_day(now) + timedelta(days=9)
    inventory.set_restock(variant_id=variant.pk, on=soon, quantity=4, actor="staff:1", at=now)
    for number in (1, 2):
        inventory.reserve(wants={variant.pk: 1}, subject=f"order:{number}", until=None, at=now)
    assert "2 commandes attendent ces pièces. Là où la date change" in browser.get(page).text


def test_deliveries_counts_and_restocks(browser: Client, variant: Variant) -> None:
    soon = clock.local_day(clock.now()) + timedelta(days=9)
    for name, typed in (
        ("delivery", {"quantity": "3", "key": "k"}),
        ("count", {"house": "2", "seen": "3"}),
        ("restock", {"on": soon.isoformat(), "quantity": "4"}),
    ):
        assert browser.post(address(name, variant.pk), typed).status_code == 302
    sheet = stock.sheets([variant.pk], at=clock.now())[variant.pk]
    assert (sheet.free, sheet.restock_on, sheet.restock_free) == (2, soon, 4)
    browser.post(address("restock", variant.pk), {"on": "", "quantity": ""})
    assert stock.sheets([variant.pk], at=clock.now())[variant.pk].restock_on is None
    with override("fr"):
        page = browser.get(address("variant", variant.pk))
    assert [entry.amount for entry in page.context["entries"]][:4] == ["", short_day(soon, "fr"), "1", "3"]


def test_a_delivery_that_is_pressed_twice_is_booked_once(browser: Client, variant: Variant) -> None:
    here = address("variant", variant.pk)
    forms = [browser.get(here).context["delivery"] for _ in range(2)]
    first, second = ({"quantity": "5", "key": form["key"].value()} for form in forms)
    assert f'name="key" value="{first["key"]}"' in forms[0].as_div()
    for typed in (first, first):
        page = browser.post(address("delivery", variant.pk), typed, follow=True)
    assert stock.on_shelves(variant.pk) == 5
    assert "déjà entrée en stock" in page.text
    browser.post(address("delivery", variant.pk), second)
    assert stock.on_shelves(variant.pk) == 10


def test_a_count_is_of_all_pieces_and_tells_of_those_that_were_sold(
    browser: Client, variant: Variant
) -> None:
    now = clock.now()
    Piece.objects.filter(pk=variant.piece_id).update(state="published", published_at=now)
    inventory.receive(variant_id=variant.pk, quantity=3, actor="staff:1", at=now)
    hold = inventory.reserve(wants={variant.pk: 2}, subject="order:1", until=None, at=now)
    inventory.claim(hold_id=hold.pk, at=now)
    page = browser.get(address("variant", variant.pk))
    assert page.context["count"]["house"].value() == 3
    page = browser.post(address("count", variant.pk), {"house": "3", "seen": "3"}, follow=True)
    assert stock.sheets([variant.pk], at=now)[variant.pk].free == 1
    page = browser.post(address("count", variant.pk), {"house": "1", "seen": "3"}, follow=True)
    assert "1 pièce manquante était vendue" in page.content.decode()
    sheet = stock.sheets([variant.pk], at=now)[variant.pk]
    assert (sheet.free, sheet.ahead) == (0, 1)
    assert Fact.objects.filter(name="inventory.hold_short").count() == 1


def test_a_count_against_books_that_have_moved_is_refused_with_the_new_figure(
    browser: Client, variant: Variant
) -> None:
    now = clock.now()
    inventory.receive(variant_id=variant.pk, quantity=42, actor="staff:1", at=now)
    page = browser.get(address("variant", variant.pk))
    assert "le dernier acheteur est prévenu aussitôt" in page.text
    shown = {name: page.context["count"][name].value() for name in ("house", "seen")}
    inventory.receive(variant_id=variant.pk, quantity=5, actor="staff:2", at=now)
    page = browser.post(address("count", variant.pk), shown)
    assert page.status_code == 409
    assert "de 42 à 47" in page.text
    assert stock.on_shelves(variant.pk) == 47
    again = {name: page.context["count"][name].value() for name in ("house", "seen")}
    assert again == {"house": 42, "seen": 47}
    assert browser.post(address("count", variant.pk), again).status_code == 302
    assert stock.on_shelves(variant.pk) == 42


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("delivery", {"quantity": "0"}),
        ("delivery", {"quantity": "-2"}),
        ("delivery", {"quantity": "100000000"}),
        ("count", {"house": "-1", "seen": "0"}),
        ("count", {"house": "many", "seen": "0"}),
        ("restock", {"on": "2020-01-01", "quantity": "3"}),
        ("restock", {"on": "2027-12-20", "quantity": "3"}),
        ("restock", {"on": date.max.isoformat(), "quantity": ""}),
        ("restock", {"on": "soon", "quantity": "3"}),
    ],
)
def test_impossible_stock_is_refused(
    browser: Client, variant: Variant, name: str, typed: dict[str, str]
) -> None:
    page = browser.post(address(name, variant.pk), typed)
    assert page.status_code == 422
    assert page.context[name].errors
    assert stock.sheets([variant.pk], at=clock.now()) == {}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"size": "54"}, "size"),
        ({"size": "FR 12"}, "size"),
        ({"options": "blue"}, "options"),
        ({"options": "Colour:"}, "options"),
        ({"gtin": "12345"}, "gtin"),
        ({"weight_g": "0"}, "weight_g"),
        ({"sku": ""}, "sku"),
    ],
)
def test_facts_of_a_variant_that_cannot_be(
    browser: Client, variant: Variant, changes: dict[str, str], field: str
) -> None:
    typed = {"sku": variant.sku, "size": "FR 54", "options": ""} | changes
    page = browser.post(address("variant", variant.pk), typed)
    assert page.status_code == 422
    assert set(page.context["facts"].errors) == {field}
    assert Variant.objects.get(pk=variant.pk).circumference_mm == Decimal("54.0")


def test_facts_of_a_variant(browser: Client, variant: Variant) -> None:
    typed = {"sku": "NEW-1", "size": "US 7", "options": "Colour: blue\n", "gtin": "4006381333931"}
    assert browser.post(address("variant", variant.pk), typed).status_code == 302
    variant.refresh_from_db()
    assert (variant.sku, variant.circumference_mm, variant.options, variant.gtin) == (
        "NEW-1",
        Decimal("54.4"),
        [["Colour", "blue"]],
        "4006381333931",
    )


def test_an_article_number_is_given_once(browser: Client, variant: Variant, noon: datetime) -> None:
    other = add_variant(variant.piece, noon, circumference_mm=Decimal(60))
    page = browser.post(address("variant", other.pk), {"sku": variant.sku, "size": "FR 50"})
    assert page.status_code == 409
    assert Variant.objects.get(pk=other.pk).sku != variant.sku


def test_the_last_variant_of_a_piece_on_show_stays(browser: Client, variant: Variant, noon: datetime) -> None:
    actions.publish(piece_id=variant.piece_id, actor="staff:1", at=noon)
    page = browser.post(address("retire", variant.pk))
    assert page.status_code == 422
    assert page.context["against"]
    add_variant(variant.piece, noon, circumference_mm=Decimal(60))
    assert browser.post(address("retire", variant.pk)).status_code == 302
    assert queries.off_sale([variant.pk]) == {variant.pk}

"""Ring sizes on the scale of whoever bought: on the order's page, in its mails, for programs."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from tests.accounts.people import a_customer, a_member, signed_in
from tests.api.programs import a_program, placed, problem, to_quote, with_cart
from tests.checkout.test_promises_of_a_sale import changed
from tests.making import a_ring_to_measure
from tests.shopping import AT, a_browser, a_variant, press, to_recap

from poincon.catalogue import actions as catalogue
from poincon.catalogue import queries as sizes
from poincon.catalogue.models import Variant
from poincon.catalogue.rules import FAMILIES, family_name
from poincon.charter import queries as charters
from poincon.customers import actions as customers
from poincon.customers.states import RingScale
from poincon.inventory import actions as inventory
from poincon.kernel.money import Money
from poincon.notifications.models import Message
from poincon.orders import mails
from poincon.orders.models import Making, Order, OrderContact
from poincon.pricing import actions as pricing

pytestmark = pytest.mark.django_db
NBSP = "\xa0"
AMERICAN, BRITISH, HOUSE = f"Taille US 6¾ (54{NBSP}mm)", f"Taille UK N (54{NBSP}mm)", "Taille 54"


def bought(browser: Client, *variants: Variant, **told: str) -> Order:
    recap = to_recap(browser, *variants or (a_variant(),))
    assert press(browser, recap, "transfer", **told).status_code == 302
    return Order.objects.latest("pk")


def page_of(browser: Client, order: Order) -> str:
    return browser.get(f"/commandes/{order.reference}/").text


def mail_of(order: Order) -> Message:
    mails.received(Order.objects.get(pk=order.pk), order.placed_at)
    return Message.objects.get(kind="orders.received")


def american() -> Client:
    customer = a_customer()
    customers.choose_scale(customer=customer, said="US", actor="test", at=AT)
    return signed_in(customer)


def a_size(ring: Variant, size_mm: str) -> Variant:
    columns = {"sku": f"{ring.sku}-{size_mm}", "circumference_mm": size_mm, "weight_mg": 3_000}
    other = catalogue.add_variant(piece_id=ring.piece_id, columns=columns, actor="test", at=AT)
    pricing.set_price(variant_id=other.pk, amount=Money(129_000, "EUR"), actor="test", at=AT)
    inventory.receive(variant_id=other.pk, quantity=5, actor="test", at=AT)
    return other


def test_a_guest_reads_the_order_and_its_mail_on_the_scale_of_their_browser() -> None:
    browser = a_browser()
    order = bought(browser, scale="US")
    assert order.ring_scale == "US"
    assert AMERICAN in page_of(browser, order)
    mail = mail_of(order)
    assert AMERICAN in mail.text
    assert AMERICAN in mail.html


@pytest.mark.parametrize(
    ("language", "line"),
    [("fr", f", {AMERICAN}\u202f: "), ("en", f", Size US 6¾ (54{NBSP}mm): ")],
)
def test_the_mail_in_plain_text_nests_no_brackets(language: str, line: str) -> None:
    order = bought(a_browser(), scale="US")
    Order.objects.update(language=language)
    text = mail_of(order).text
    assert line in text
    assert not re.search(r"\([^()]*\(", text)


@pytest.mark.parametrize("said", ["", "FR", "XX", "us", "<script>", "U" * 5_000])
def test_the_houses_own_and_an_unknown_scale_are_said_as_the_house_says_them(said: str) -> None:
    """Negative control: nobody loses an order over a word of their browser's."""
    browser = a_browser()
    order = bought(browser, scale=said)
    assert (order.ring_scale, "(54" in page_of(browser, order)) == ("", False)
    assert HOUSE in mail_of(order).text


def test_the_account_keeps_the_scale_for_orders_and_mails_without_a_word_of_the_browser() -> None:
    browser = american()
    assert 'data-scale="US"' in browser.get("/").text
    recap = to_recap(browser, a_variant())
    assert 'name="scale" value="US"' in recap.text
    assert press(browser, recap, "transfer").status_code == 302
    order = Order.objects.get()
    assert order.ring_scale == "US"
    assert AMERICAN in page_of(browser, order)
    assert AMERICAN in mail_of(order).text


def test_what_the_account_says_later_goes_for_earlier_orders_too() -> None:
    browser = american()
    order = bought(browser, scale="US")
    browser.post("/compte/echelle-des-bagues/", {"scale": "UK"})
    assert BRITISH in page_of(browser, order)
    assert BRITISH in mail_of(order).text
    assert Order.objects.get().ring_scale == "US"


def test_of_an_erased_person_nothing_remains_but_the_order_and_its_scale() -> None:
    order = bought(american(), scale="US")
    Order.objects.update(customer=None)
    OrderContact.objects.all().delete()
    desk = signed_in(a_member("counter"))
    assert (
        Order.objects.get().ring_scale,
        desk.get(f"/comptoir/commandes/{order.reference}/").status_code,
    ) == (
        "US",
        200,
    )
    mails.received(Order.objects.get(), order.placed_at)
    assert Message.objects.count() == 0


def test_a_size_made_to_measure_is_told_on_the_scale_and_gone_with_the_person() -> None:
    browser, ring = a_browser(), a_ring_to_measure()
    browser.post(f"/bijou/{ring.piece.slug}/pour-vous", {"variant": ring.pk, "size_mm": "53.5"})
    recap = to_recap(browser)
    assert 'data-also="IT 13,5|US 6¾|UK N|JP 13"' in recap.text
    assert press(browser, recap, "transfer", knows="on", scale="US").status_code == 302
    order = Order.objects.get()
    said = f"Taille US 6¾ (53,5{NBSP}mm), faite pour vous"
    assert said in page_of(browser, order)
    assert said in mail_of(order).text
    form = browser.get(f"/commandes/{order.reference}/pieces/{order.lines.get().pk}/").text
    assert f"US 6¾ (54{NBSP}mm)</option>" in form
    Making.objects.all().delete()
    page = page_of(browser, order)
    assert "faite pour vous" not in page
    assert "US 6¾" not in page


def test_the_desk_reads_the_houses_scale_and_which_the_customer_reads() -> None:
    order = bought(a_browser(), scale="UK")
    desk = signed_in(a_member("counter"))
    page = desk.get(f"/comptoir/commandes/{order.reference}/").text
    assert HOUSE in page
    assert "UK N" not in page
    assert "Lit les tailles de bague en</dt><dd>UK</dd>" in page


def test_what_was_sold_stays_when_the_size_of_the_piece_is_corrected_later() -> None:
    browser, ring = a_browser(), a_variant()
    order = bought(browser, ring, scale="US")
    Variant.objects.filter(pk=ring.pk).update(circumference_mm=Decimal("60.0"))
    assert AMERICAN in page_of(browser, order)


def test_what_was_sold_before_sizes_were_kept_is_told_as_it_was_sold() -> None:
    browser = a_browser()
    order = bought(browser, scale="US")
    line = order.lines.get()
    assert line.as_sold.pop("circumference_mm") == "54.0"
    line.save(update_fields=["as_sold"])
    page = page_of(browser, order)
    assert HOUSE in page
    assert "US 6¾" not in page


def test_a_size_without_a_name_on_the_scale_is_told_in_millimetres(settings: Any) -> None:
    ring, browser = a_variant(), a_browser()
    order = bought(browser, a_size(ring, "34.0"), scale="US")
    assert f"Taille 34{NBSP}mm" in page_of(browser, order)
    assert sizes.size_for(Decimal(34), "IT", "fr") == f"34{NBSP}mm"
    settings.CHARTER = changed(charters.charter(), window={"ring_scale": "uk"})
    assert sizes.size_for(Decimal(38), "IT", "en") == f"UK A½ (38{NBSP}mm)"
    assert sizes.size_for(Decimal(54), "FR", "en") == f"FR{NBSP}54"
    assert sizes.size_for(Decimal(54), "UK", "en") == sizes.size_for(Decimal(54), "", "en")


def test_the_account_takes_no_scale_that_there_is_not() -> None:
    browser = american()
    answer = browser.post("/compte/echelle-des-bagues/", {"scale": "XX"})
    assert answer.status_code == 422
    assert 'data-scale="US"' in browser.get("/").text
    with pytest.raises(customers.ScaleUnknown) as no:
        customers.choose_scale(customer=a_customer("b@example.org"), said="", actor="test", at=AT)
    assert no.value.code == "scale_unknown"


def test_preferences_choose_it_without_a_script() -> None:
    browser = american()
    told = {"language": "fr", "contact_by": "email", "ring_scale": "JP"}
    assert browser.post("/compte/preferences/", told).status_code == 302
    assert 'value="JP" selected' in browser.get("/compte/preferences/").text
    assert browser.post("/compte/preferences/", told | {"ring_scale": "XX"}).status_code == 422
    assert 'data-scale="JP"' in browser.get("/").text


def test_a_visitor_is_told_nothing_of_an_account() -> None:
    """Negative control: pages of visitors stay the same for all."""
    assert "data-scale" not in a_browser().get("/").text


def test_the_database_keeps_no_scale_that_there_is_not() -> None:
    order = bought(a_browser())
    with pytest.raises(IntegrityError), transaction.atomic():
        Order.objects.filter(pk=order.pk).update(ring_scale="XX")


def test_accounts_know_the_scales_of_the_catalogue() -> None:
    assert [(str(one), one.label) for one in RingScale] == [(str(one), family_name(one)) for one in FAMILIES]


def test_programs_say_which_scale_their_buyer_reads_and_are_told_on_it() -> None:
    program = a_program()
    quote = to_quote(with_cart(program, a_variant()))
    wish = {"seal": quote["seal"], "means": "transfer", "return_url": "https://front.example/"}
    assert problem(program.post("/checkout/order", wish | {"ring_scale": "XX"})) == (422, "invalid_request")
    assert not Order.objects.exists()
    reference = program.post("/checkout/order", wish | {"ring_scale": "US"}).json()["reference"]
    told = program.get(f"/orders/{reference}").json()
    assert (told["ring_scale"], told["lines"][0]["choice"]) == ("US", AMERICAN)
    at_desk = program.get(f"/desk/orders/{reference}").json()
    assert (at_desk["ring_scale"], at_desk["lines"][0]["choice"]) == ("", HOUSE)
    plain = placed(program, a_variant()).json()["reference"]
    assert program.get(f"/orders/{plain}").json()["lines"][0]["choice"] == HOUSE

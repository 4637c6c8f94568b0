"""Whoever asks about "my order" is led to the latest one of theirs, and to nobody else's."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.accounts.people import a_customer, signed_in
from tests.shopping import a_browser, a_variant, press, to_recap

from poincon.customers.models import Customer
from poincon.orders.models import Order

pytestmark = pytest.mark.django_db

LATEST = "orders:latest"


def test_a_customer_is_led_to_their_latest_order() -> None:
    claire = a_customer()
    orders(claire)
    reference = latest_of(claire)
    orders(claire)
    assert latest_of(claire) != reference
    answer = signed_in(claire).get(reverse(LATEST))
    assert answer.headers["Location"] == reverse("orders:order", args=[latest_of(claire)])


def orders(customer: Customer) -> None:
    """Have the customer order something by transfer."""
    browser = a_browser()
    browser.force_login(customer.user)
    press(browser, to_recap(browser, a_variant()), "transfer")


def latest_of(customer: Customer) -> str:
    return Order.objects.filter(customer=customer).latest("pk").reference


def test_a_visitor_is_asked_which_order_it_is(client: Client) -> None:
    text = client.get(reverse(LATEST)).text
    assert 'name="reference"' in text
    assert reverse("account_login") in text


def test_a_reference_alone_opens_nobody_else_s_order(client: Client) -> None:
    claire = a_customer()
    orders(claire)
    answers = [
        client.get(reverse(LATEST), {"reference": latest_of(claire)}),
        client.get(reverse(LATEST), {"reference": "ZZZ-ZZZ"}),
    ]
    assert [answer.status_code for answer in answers] == [200, 200]
    told = [answer.text.replace(latest_of(claire), "…").replace("ZZZ-ZZZ", "…") for answer in answers]
    assert told[0] == told[1], "the same answer whether the order exists or not"


def test_their_own_reference_opens_it_however_it_is_typed() -> None:
    claire = a_customer()
    orders(claire)
    reference = latest_of(claire)
    answer = signed_in(claire).get(reverse(LATEST), {"reference": f" {reference.lower()} "})
    assert answer.headers["Location"] == reverse("orders:order", args=[reference])


def test_help_about_orders_shows_a_customer_their_own() -> None:
    claire = a_customer()
    orders(claire)
    browser = signed_in(claire)
    for page in ("questions", "delivery", "returns"):
        browser.get(reverse(f"content:{page}"))
    text = browser.get(reverse("content:help"), {"ask": "suivre mon colis"}).text
    assert reverse("orders:order", args=[latest_of(claire)]) in text
    assert 'name="reference"' not in text

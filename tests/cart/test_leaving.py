"""Whoever signs out leaves nothing of theirs to the next person at that browser."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.accounts.people import PASSWORD, a_customer
from tests.shopping import a_browser, a_variant, press, to_recap

from poincon.cart.models import Cart
from poincon.checkout.models import Checkout
from poincon.orders.models import Order

pytestmark = pytest.mark.django_db
PRIVATE = ("12 rue des Lilas", "claire@example.org", "Moreau")


def sign_in(browser: Client, email: str = "claire@example.org") -> None:
    answer = browser.post(reverse("account_login"), {"login": email, "password": PASSWORD})
    assert answer.status_code == 302


def sign_out(browser: Client) -> None:
    assert browser.post(reverse("account_logout")).status_code == 302


def seen(browser: Client) -> str:
    """Return all that the next person can look at."""
    paths = ("/", "/panier/", "/commande/", "/commande/livraison/", "/commande/paiement/")
    return "".join(browser.get(path, follow=True).content.decode() for path in paths)


def test_cart_name_and_address_go_with_the_customer_and_come_back_with_them() -> None:
    a_customer()
    browser, ring = a_browser(), a_variant()
    to_recap(browser, ring)
    sign_in(browser)
    assert "12 rue des Lilas" in seen(browser)

    sign_out(browser)

    left = seen(browser)
    assert not [word for word in (*PRIVATE, ring.piece.name_fr) if word in left]
    assert Cart.objects.get().lines.get().variant == ring
    assert Checkout.objects.get().delivery["line1"] == "12 rue des Lilas"
    sign_in(browser)
    assert ring.piece.name_fr in seen(browser)


def test_a_token_noted_before_signing_in_opens_nothing_afterwards() -> None:
    customer = a_customer()
    browser, ring = a_browser(), a_variant()
    to_recap(browser, ring)
    token = browser.cookies["cart"].value
    sign_in(browser)

    mine = Cart.objects.get()
    assert mine.customer == customer
    assert mine.token != token
    for known in (token, mine.token):
        other = a_browser()
        other.cookies["cart"] = known
        assert not [word for word in (*PRIVATE, ring.piece.name_fr) if word in seen(other)]
        assert b'class="count"' not in other.get("/").content


def test_a_customers_cart_leaves_no_cookie_and_signing_out_drops_a_visitors() -> None:
    a_customer()
    browser = a_browser()
    sign_in(browser)
    browser.post("/panier/ajout", {"variant": a_variant().pk})
    assert "cart" not in browser.cookies

    visitor = a_browser()
    visitor.post("/panier/ajout", {"variant": a_variant().pk})
    assert visitor.cookies["cart"].value
    sign_in(visitor)
    sign_out(visitor)
    assert not visitor.cookies["cart"].value


def test_a_visitor_who_does_not_sign_in_keeps_the_cart() -> None:
    """Negative control: only what has a customer is out of reach of its cookie."""
    browser, ring = a_browser(), a_variant()
    to_recap(browser, ring)
    assert "12 rue des Lilas" in seen(browser)


def test_orders_of_a_customer_close_at_sign_out() -> None:
    a_customer()
    browser = a_browser()
    sign_in(browser)
    press(browser, to_recap(browser, a_variant()), "transfer")
    path = f"/commandes/{Order.objects.get().reference}/"
    assert browser.get(path).status_code == 200
    assert "orders" not in browser.cookies

    sign_out(browser)
    assert browser.get(path).status_code == 404


def test_orders_that_a_guest_placed_close_at_the_next_sign_out_too() -> None:
    a_customer("paul@example.org")
    browser = a_browser()
    press(browser, to_recap(browser, a_variant()), "transfer")
    path = f"/commandes/{Order.objects.get().reference}/"
    assert browser.get(path).status_code == 200

    sign_in(browser, "paul@example.org")
    assert browser.get(path).status_code == 200
    sign_out(browser)
    assert browser.get(path).status_code == 404

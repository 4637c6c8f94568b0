"""A buyer who leaves the bank's page finds the order again: to pay it, otherwise too, or to give it up."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from tests import banking
from tests.accounts.people import a_customer
from tests.journeys import stories
from tests.journeys.visitor import Visitor
from tests.shopping import a_browser, a_variant, press, to_recap

from poincon.cart.models import Cart, CartLine
from poincon.checkout.actions import ending, settling
from poincon.foundation import clock
from poincon.inventory.models import Hold
from poincon.kernel.money import Money
from poincon.orders.models import Order
from poincon.payments.models import Attempt, Refund
from poincon.pricing import actions as pricing

pytestmark = pytest.mark.django_db

GIVE_UP = "L’annuler et remettre ses bijoux dans mon panier"
TAKE_UP = "Remettre ses bijoux dans mon panier"


def a_guest_back_from_the_bank(*pieces):
    guest = Visitor()
    order = stories.orders(guest, *pieces, means="card")
    assert guest.left_for
    return guest.go("/panier/"), order


def in_the_cart():
    return sorted(CartLine.objects.values_list("variant_id", "quantity"))


def test_the_cart_names_the_order_its_time_and_what_can_be_done(bank):
    guest, order = a_guest_back_from_the_bank(a_variant())
    assert f"Votre commande {order.reference} attend son paiement" in guest.page
    assert "Votre commande est gardée jusqu’au" in guest.page
    for words in ("Payer 1 290,00 €", GIVE_UP):
        assert guest.can_press(words)

    guest.press("Payer 1 290,00 €")
    stories.pays_at_the_bank(guest)
    order.refresh_from_db()
    assert order.funds == "paid"
    assert order.reference not in guest.go("/panier/").page


def test_by_another_means(bank):
    guest, order = a_guest_back_from_the_bank(a_variant())
    guest.follow("Payer autrement").press("Payer 1 290,00 €", means="transfer")
    order.refresh_from_db()
    assert order.means == "transfer"
    assert f"Votre commande {order.reference} attend votre virement" in guest.go("/panier/").page
    guest.follow("Comment faire le virement")
    assert "IBAN" in guest.page


def test_given_up_its_pieces_are_back_in_the_cart_and_free_for_all(bank):
    ring, band = a_variant(stock=1), a_variant(stock=3)
    guest, order = a_guest_back_from_the_bank(ring, band)
    guest.press(GIVE_UP)

    assert guest.path == "/panier/"
    assert f"Votre commande {order.reference} est close" in guest.page
    assert not guest.can_press(GIVE_UP)
    assert in_the_cart() == sorted([(ring.pk, 1), (band.pk, 1)])
    order.refresh_from_db()
    assert (order.life, order.funds) == ("cancelled", "unpaid")
    assert Hold.objects.get().state == "released"
    assert set(Attempt.objects.values_list("state", flat=True)) == {"cancelled"}
    again = stories.tells_where(guest)
    stories.chooses_carrier(again).press(stories.WORDS["fr"].button, means="card")
    assert Order.objects.count() == 2


def test_what_has_become_dearer_meanwhile_is_said(bank):
    ring = a_variant()
    guest, _order = a_guest_back_from_the_bank(ring)
    pricing.set_price(variant_id=ring.pk, amount=Money(140_000, "EUR"), actor="test", at=clock.now())
    assert "1 290,00 €, il est" in guest.press(GIVE_UP).page


def test_a_second_tab_gives_up_what_the_first_has_given_up(bank):
    ring = a_variant()
    guest, order = a_guest_back_from_the_bank(ring)
    stale = guest.html
    guest.press(GIVE_UP)
    guest.path, guest.html = "/panier/", stale
    guest.press(GIVE_UP)
    assert guest.status == 200
    assert in_the_cart() == [(ring.pk, 1)]
    guest.path, guest.html = "/panier/", stale
    guest.press("Payer 1 290,00 €")
    assert guest.status == 409
    assert Attempt.objects.filter(payable=order.payable_id).count() == 1


@pytest.mark.parametrize("words", [GIVE_UP, "Payer 1 290,00 €"])
def test_paid_meanwhile_in_another_tab_it_goes_on(bank, words):
    guest, order = a_guest_back_from_the_bank(a_variant())
    banking.pay(Attempt.objects.get().page_url, banking.GOOD)  # and nobody has told the shop yet
    guest.press(words)

    assert guest.status == 409
    order.refresh_from_db()
    assert (order.life, order.funds) == ("open", "paid")
    assert Attempt.objects.count() == 1
    assert in_the_cart() == []


def an_open_cart():
    return Cart.objects.create(token="other", created_at=clock.now(), touched_at=clock.now())


def paying_just_before_the_end(monkeypatch, order, *, stale):
    """Have the buyer's payment reach the shop after the bank was asked and before the order is ended."""
    attempt, end = Attempt.objects.get(), ending.end

    def pay():
        try:
            settling.settle(attempt_id=attempt.pk, at=clock.now())
        finally:
            connection.close()

    def paid_first(**told):
        banking.pay(attempt.page_url, banking.GOOD)
        with ThreadPoolExecutor(1) as pool:
            pool.submit(pay).result()
        ended = end(**told)
        return order if stale else ended

    monkeypatch.setattr(ending, "end", paid_first)


@pytest.mark.django_db(transaction=True)
def test_a_payment_between_the_last_question_and_the_end_wins(bank, monkeypatch):
    _guest, order = a_guest_back_from_the_bank(a_variant())
    paying_just_before_the_end(monkeypatch, order, stale=False)
    with pytest.raises(ending.PaidMeanwhile) as refused:
        ending.give_up(order_id=order.pk, cart=an_open_cart(), actor="visitor", at=clock.now())
    order.refresh_from_db()
    assert refused.value.code == "paid_meanwhile"
    assert (order.life, order.funds) == ("open", "paid")
    assert in_the_cart() == []
    assert not Refund.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_without_the_last_look_a_paid_order_would_be_ended(bank, monkeypatch):
    """Negative control: judged by what was read before, the payment is not seen."""
    _guest, order = a_guest_back_from_the_bank(a_variant())
    paying_just_before_the_end(monkeypatch, order, stale=True)
    ending.give_up(order_id=order.pk, cart=an_open_cart(), actor="visitor", at=clock.now())
    order.refresh_from_db()
    assert (order.life, order.funds) == ("cancelled", "paid")


def test_not_paid_in_time_its_pieces_can_be_had_back(bank):
    ring = a_variant()
    guest, order = a_guest_back_from_the_bank(ring)
    stale = guest.html
    with time_machine.travel(order.pay_until + timedelta(minutes=1), tick=False):
        assert ending.lapse(order_id=order.pk, at=clock.now())
        guest.go("/panier/")
        assert f"Votre commande {order.reference} n’a pas été payée à temps" in guest.page
        assert not guest.can_press("Payer 1 290,00 €")
        guest.press(TAKE_UP)
        assert in_the_cart() == [(ring.pk, 1)]
        assert not guest.can_press(TAKE_UP)

        guest.path, guest.html = "/panier/", stale
        guest.press("Payer 1 290,00 €")
        assert guest.status == 409
    order.refresh_from_db()
    assert order.life == "lapsed"


def test_the_way_to_another_order_points_to_it_too(bank):
    guest, order = a_guest_back_from_the_bank(a_variant())
    said = f"Votre commande {order.reference} attend son paiement"
    stories.puts_into_cart(guest, a_variant())
    stories.tells_where(guest)
    assert said in guest.page
    assert said in guest.go("/commande/").page
    stories.chooses_carrier(guest.go("/commande/livraison/"))
    assert guest.path == "/commande/paiement/"
    assert said in guest.page


def test_a_customers_account_points_to_it_on_any_browser(bank):
    customer = a_customer()
    browser = a_browser()
    browser.force_login(customer.user)
    press(browser, to_recap(browser, a_variant()), "card")
    order = Order.objects.get()
    other = Visitor()
    other.client.force_login(customer.user)
    for page in ("/compte/", "/panier/"):
        other.go(page)
        assert f"Votre commande {order.reference} attend son paiement" in other.page
        assert other.can_press(GIVE_UP)


def test_nobody_else_sees_it_or_ends_it(bank):
    _guest, order = a_guest_back_from_the_bank(a_variant())
    stranger = a_browser()
    assert order.reference not in stranger.get("/panier/").text
    assert stranger.post(f"/commandes/{order.reference}/panier").status_code == 404
    order.refresh_from_db()
    assert order.life == "open"

from datetime import timedelta

import pytest
from tests import jobs
from tests.shopping import a_browser, a_variant, press, to_recap

from poincon.checkout.actions import ending, settling
from poincon.foundation import clock
from poincon.inventory import actions as inventory
from poincon.inventory.models import Hold
from poincon.kernel.money import Money
from poincon.notifications.models import Message
from poincon.orders.models import Order

pytestmark = pytest.mark.django_db


def test_a_guest_orders_and_the_order_waits_for_the_transfer():
    ring, browser = a_variant(stock=1), a_browser()
    recap = to_recap(browser, ring)
    assert "Commande avec obligation de paiement" in recap.content.decode()

    answer = press(browser, recap, "transfer")

    order = Order.objects.get()
    assert answer.url == f"/commandes/{order.reference}/"
    assert (order.headline, order.funds, order.total_minor) == (
        "awaiting_payment",
        "unpaid",
        order.items_minor + order.delivery_minor,
    )
    page = browser.get(answer.url).content.decode()
    assert order.reference in page
    assert "IBAN" in page
    assert Hold.objects.get().state == "held"
    assert browser.get("/panier/").content.decode().count("<article") == 0


def test_a_stranger_does_not_see_the_order_and_the_mailed_link_opens_it():
    browser = a_browser()
    press(browser, to_recap(browser, a_variant()), "transfer")
    order = Order.objects.get()

    stranger = a_browser()
    assert stranger.get(f"/commandes/{order.reference}/").status_code == 404
    assert stranger.get(f"/commandes/{order.reference}/?key=wrong").status_code == 404
    opened = stranger.get(f"/commandes/{order.reference}/?key={order.access_key}")
    assert opened.url == f"/commandes/{order.reference}/"
    assert stranger.get(opened.url).status_code == 200


@pytest.mark.promise("payments.transfer.reference_asked")
def test_the_confirmation_carries_recap_terms_and_withdrawal_form_once():
    browser = a_browser()
    press(browser, to_recap(browser, a_variant()), "transfer")
    order = Order.objects.get()

    jobs.run()
    jobs.run()

    [mail] = Message.objects.filter(kind="orders.received")
    assert order.reference in mail.subject
    assert order.reference in mail.text
    assert mail.to == "claire@example.org"
    assert {file.name.split("-")[0] for file in mail.attachments.all()} == {"terms", "withdrawal"}


def test_the_money_comes_and_the_order_is_paid():
    browser = a_browser()
    press(browser, to_recap(browser, a_variant(stock=1)), "transfer")
    order, now = Order.objects.get(), clock.now()

    assert settling.receive_transfer(order_id=order.pk, amount=order.total, key="l1", actor="staff:1", at=now)
    assert settling.receive_transfer(order_id=order.pk, amount=order.total, key="l1", actor="staff:1", at=now)

    order.refresh_from_db()
    assert (order.funds, order.headline) == ("paid", "payment_authorised")
    assert order.payable.paid_minor == order.total_minor
    assert Hold.objects.get().state == "claimed"


def test_a_part_payment_is_kept_and_the_rest_stays_owed():
    browser = a_browser()
    press(browser, to_recap(browser, a_variant()), "transfer")
    order, now = Order.objects.get(), clock.now()

    part = Money(order.total_minor - 1, "EUR")
    assert not settling.receive_transfer(order_id=order.pk, amount=part, key="a", actor="staff:1", at=now)
    order.refresh_from_db()
    assert order.funds == "unpaid"
    rest = Money(1, "EUR")
    assert settling.receive_transfer(order_id=order.pk, amount=rest, key="b", actor="staff:1", at=now)
    order.refresh_from_db()
    assert order.funds == "paid"


@pytest.mark.promise("payments.transfer.cancel_after_days")
def test_after_thirty_days_without_money_the_order_lapses_and_not_before(settings):
    browser = a_browser()
    press(browser, to_recap(browser, a_variant()), "transfer")
    order = Order.objects.get()
    days = settings.CHARTER.payments.transfer.cancel_after_days
    assert order.pay_until == order.placed_at + timedelta(days=days)

    assert not ending.lapse(order_id=order.pk, at=order.pay_until - timedelta(seconds=1))
    assert ending.lapse(order_id=order.pk, at=order.pay_until)
    assert not ending.lapse(order_id=order.pk, at=order.pay_until)

    order.refresh_from_db()
    assert (order.life, order.headline) == ("lapsed", "cancelled")


@pytest.mark.promise("payments.transfer.reserve_days")
def test_money_after_the_release_reserves_again_while_there_is_stock(settings):
    ring, browser = a_variant(stock=1), a_browser()
    press(browser, to_recap(browser, ring), "transfer")
    order = Order.objects.get()
    late = order.placed_at + timedelta(days=settings.CHARTER.payments.transfer.reserve_days, seconds=1)
    assert inventory.lapse_due(at=late) == 1
    assert settling.receive_transfer(order_id=order.pk, amount=order.total, key="x", actor="staff:1", at=late)

    order.refresh_from_db()
    assert order.headline == "payment_authorised"
    assert order.hold.state == "claimed"


@pytest.mark.promise("stock.oversold_is_told")
def test_money_after_the_pieces_are_gone_asks_wait_or_refund(settings):
    ring, browser, other = a_variant(stock=1), a_browser(), a_browser()
    press(browser, to_recap(browser, ring), "transfer")
    order = Order.objects.get()
    late = order.placed_at + timedelta(days=settings.CHARTER.payments.transfer.reserve_days, seconds=1)
    inventory.lapse_due(at=late)
    press(other, to_recap(other, ring, email="paul@example.org"), "transfer")
    rival = Order.objects.exclude(pk=order.pk).get()
    settling.receive_transfer(order_id=rival.pk, amount=rival.total, key="y", actor="staff:1", at=clock.now())

    settling.receive_transfer(order_id=order.pk, amount=order.total, key="x", actor="staff:1", at=late)

    order.refresh_from_db()
    assert (order.funds, order.headline) == ("paid", "in_treatment")
    page = browser.get(f"/commandes/{order.reference}/").content.decode()
    assert 'value="wait"' in page
    browser.post(f"/commandes/{order.reference}/choix", {"choice": "refund"})
    order.refresh_from_db()
    assert order.life == "cancelled"
    assert [r.amount_minor for r in order.payable.refunds.all()] == [order.total_minor]

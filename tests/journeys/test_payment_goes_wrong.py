"""When the bank says no, or the customer thinks again."""

from datetime import timedelta

import httpx
import pytest
import time_machine
from django.conf import settings
from tests import banking, jobs
from tests.journeys import stories
from tests.journeys.visitor import Visitor
from tests.shopping import a_variant

from poincon.foundation import clock as hours
from poincon.inventory.models import Hold
from poincon.notifications.models import Message
from poincon.orders.models import Order

pytestmark = pytest.mark.django_db


def mails(order):
    kinds = Message.objects.filter(subject_ref=f"order:{order.pk}").order_by("pk")
    return list(kinds.values_list("kind", flat=True))


@pytest.mark.promise("payments.another_means_after_refusal")
def test_refused_by_the_bank_then_paid_by_transfer(bank):
    guest = Visitor()
    order = stories.orders(guest, a_variant(stock=1), means="card")
    banking.pay(guest.left_for, banking.ISSUER_REFUSED)
    guest.go(stories.address("checkout:wait", "fr", reference=order.reference))

    assert guest.title == "Votre banque n’a pas accepté le paiement"
    assert guest.can_press("Payer 1 290,00 €")
    guest.press("Payer 1 290,00 €", means="transfer")
    jobs.run()

    assert guest.title == "Votre commande attend son paiement"
    for words in (order.reference, "IBAN", "1 290,00 € à payer"):
        assert words in guest.page
    assert mails(order) == ["orders.received", "orders.refused", "orders.transfer_details"]
    assert Hold.objects.get().state == "held"
    order.refresh_from_db()
    days = settings.CHARTER.payments.transfer.cancel_after_days
    assert (order.means, (order.pay_until - order.placed_at).days) == ("transfer", days)


def test_leaving_the_bank_keeps_the_order_and_says_that_nothing_was_charged(bank):
    guest = Visitor()
    order = stories.orders(guest, a_variant(), means="card")

    httpx.post(f"{guest.left_for}/cancel")
    guest.go(stories.address("checkout:wait", "fr", reference=order.reference))
    guest.go(stories.address("checkout:pay", "fr", reference=order.reference))

    assert "Rien n’a été débité" in guest.page
    guest.press("Payer 1 290,00 €", means="card")
    stories.pays_at_the_bank(guest)
    order.refresh_from_db()
    assert order.funds == "paid"


@pytest.mark.promise("orders.cancel_until")
def test_cancelled_before_the_cut_off_the_money_goes_back(bank):
    guest = Visitor()
    order = stories.orders(guest, a_variant(stock=1), means="card")
    stories.pays_at_the_bank(guest)
    with time_machine.travel(order.cancel_until - timedelta(seconds=1), tick=False):
        guest.go(guest.path)
        assert "Vous pouvez encore annuler" in guest.page
        guest.press("Annuler et être remboursé")
        assert guest.title == "Cette commande est annulée"
    jobs.run()

    order.refresh_from_db()
    assert (order.life, order.payable.kept.minor) == ("cancelled", 0)
    assert Hold.objects.get().state == "returned"
    assert mails(order) == ["orders.received", "orders.paid", "orders.cancelled", "orders.refunded"]


@pytest.mark.promise("orders.cancel_until")
def test_at_the_second_of_the_cut_off_it_is_too_late(bank):
    guest = Visitor()
    order = stories.orders(guest, a_variant(), means="card")
    stories.pays_at_the_bank(guest)
    with time_machine.travel(order.cancel_until - timedelta(seconds=1), tick=False) as clock:
        guest.go(guest.path)
        clock.move_to(order.cancel_until)
        guest.press("Annuler et être remboursé")

        assert guest.status == 409
        assert "ne peut plus être arrêté" in guest.page
        guest.go(stories.address("orders:order", "fr", reference=order.reference))
        assert not guest.can_press("Annuler et être remboursé")

    order.refresh_from_db()
    assert (order.life, order.funds) == ("open", "paid")
    assert hours.local(order.cancel_until).time() == settings.CHARTER.orders.cancel_until


def test_no_word_of_the_bank_and_the_page_waits_without_scripts(bank):
    guest = Visitor()
    order = stories.orders(guest, a_variant(), means="card")

    guest.go(stories.address("checkout:wait", "fr", reference=order.reference))

    assert guest.title == "Un instant, s’il vous plaît"
    assert 'http-equiv="refresh"' in guest.html
    guest.go(stories.address("checkout:wait", "fr", reference=order.reference) + "?round=20")
    assert guest.title == "Votre commande attend son paiement"
    assert Order.objects.get().funds == "unpaid"

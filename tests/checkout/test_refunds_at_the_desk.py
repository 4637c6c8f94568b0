"""Refunds that somebody sends or asks for again: booked once, and refused where they are asked for."""

import pytest
from tests.accounts.people import a_member, signed_in
from tests.shopping import a_browser, a_variant, press, to_recap

from poincon.checkout.actions import ending, settling
from poincon.foundation import clock
from poincon.foundation.models import Entry
from poincon.orders.models import Order
from poincon.payments import actions as payments
from poincon.payments.models import Movement, Refund

pytestmark = pytest.mark.django_db
MONEY = "/comptoir/argent/"


@pytest.fixture
def desk():
    return signed_in(a_member("counter"))


@pytest.fixture
def refund():
    """A refund that somebody must send from the bank account."""
    browser = a_browser()
    press(browser, to_recap(browser, a_variant()), "transfer")
    order, now = Order.objects.get(), clock.now()
    settling.receive_transfer(order_id=order.pk, amount=order.total, key="L1", actor="staff:1", at=now)
    ending.cancel_at_desk(order_id=order.pk, actor="staff:1", at=now)
    return Refund.objects.get()


def state():
    """Everything that a refused form must leave as it was."""
    return list(Refund.objects.values()), Movement.objects.count(), Entry.objects.count()


def address(refund, *again):
    return "/".join([f"{MONEY}remboursements/{refund.pk}", *again])


def test_what_is_booked_leads_back_to_the_list(desk, refund):
    answer = desk.post(address(refund))
    assert (answer.status_code, answer["Location"]) == (303, MONEY)
    assert "Enregistré" in desk.get(MONEY).text
    refund.refresh_from_db()
    assert refund.state == "done"


def test_what_a_colleague_has_booked_already_is_refused_on_the_list(desk, refund):
    payments.finish_refund(refund=refund, actor="staff:9", at=clock.now())
    before, answer = state(), desk.post(address(refund))
    assert answer.status_code == 409
    assert "Virements et remboursements" in answer.text
    assert 'role="alert"' in answer.text
    assert refund.payable.reference in answer.text
    assert "n’attend plus personne au comptoir" in answer.text
    assert state() == before


def test_a_refund_that_the_bank_is_still_asked_for_is_not_booked_by_hand(desk, refund):
    """A forged address: by card, and not refused."""
    refund.attempt.__class__.objects.update(gateway="sandbox")
    before, answer = state(), desk.post(address(refund))
    assert answer.status_code == 409
    assert state() == before


def test_a_refund_that_the_bank_has_not_refused_is_not_asked_for_again(desk, refund):
    before, answer = state(), desk.post(address(refund, "encore"))
    assert answer.status_code == 409
    assert refund.payable.reference in answer.text
    assert state() == before


def test_more_than_is_left_is_not_asked_for_again(desk, refund):
    Refund.objects.update(state="refused")
    settled = Refund.objects.create(
        payable=refund.payable,
        attempt=refund.attempt,
        operation_id="0f5c8f8e-6f7d-4c4b-9a1e-0d0f7f1f2f3f",
        amount_minor=refund.amount_minor,
        currency=refund.currency,
        cause="desk",
        asked_at=clock.now(),
    )
    assert settled.state == "asked"
    before, answer = state(), desk.post(address(refund, "encore"))
    assert answer.status_code == 409
    assert "dépasserait ce qui a été reçu" in answer.text
    assert state() == before


def test_asked_again_it_leads_back_to_the_list(desk, refund):
    Refund.objects.update(state="refused")
    answer = desk.post(address(refund, "encore"))
    assert (answer.status_code, answer["Location"]) == (303, MONEY)
    refund.refresh_from_db()
    assert refund.state == "asked"


def test_a_refund_that_does_not_exist_is_not_found(desk):
    assert desk.post(f"{MONEY}remboursements/999").status_code == 404
    assert desk.post(f"{MONEY}remboursements/999/encore").status_code == 404

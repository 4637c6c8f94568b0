"""The browser's return, the bank's messages and the minute's round arrive together, in any order."""

import random
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection
from tests import banking, jobs
from tests.shopping import a_browser, a_variant, press, to_recap

from poincon.checkout.actions import settling
from poincon.foundation import clock
from poincon.notifications.models import Message
from poincon.orders.models import Order
from poincon.payments import actions as payments
from poincon.payments.models import Attempt, Movement, Payable

ROUNDS, NEWS = 12, 8


def a_paid_attempt():
    """An attempt whose money is at the bank while the shop knows nothing of it yet."""
    browser = a_browser()
    press(browser, to_recap(browser, a_variant()), "card")
    attempt = Attempt.objects.latest("id")
    banking.pay(attempt.page_url, banking.GOOD)
    return browser, Order.objects.latest("id"), attempt


def all_at_once(browser, order, attempt, seed):
    gate = Barrier(NEWS)
    told = banking.message(
        attempt.provider_ref, amount_minor=order.total_minor, reference=order.reference, event=seed
    )
    ways = [
        lambda: browser.get(f"/commandes/{order.reference}/banque/"),
        lambda: banking.send(*told),
        lambda: settling.settle(attempt_id=attempt.pk, at=clock.now()),
    ]
    chosen = [ways[n % len(ways)] for n in range(NEWS)]
    random.Random(seed).shuffle(chosen)

    def bring(way):
        gate.wait()
        try:
            way()
        finally:
            connection.close()

    with ThreadPoolExecutor(NEWS) as pool:
        list(pool.map(bring, chosen))


@pytest.mark.django_db(transaction=True)
def test_however_the_news_comes_there_is_one_payment_one_claim_and_one_mail(bank):
    for turn in range(ROUNDS):
        browser, order, attempt = a_paid_attempt()
        all_at_once(browser, order, attempt, f"evt_{turn}")
        jobs.run()

        order.refresh_from_db()
        assert (order.funds, order.life) == ("paid", "open")
        assert Movement.objects.filter(payable=order.payable_id).count() == 1
        assert Payable.objects.get(pk=order.payable_id).paid_minor == order.total_minor
        assert Message.objects.filter(kind="orders.paid", subject_ref=f"order:{order.pk}").count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_guards_the_same_money_is_booked_several_times(bank, monkeypatch):
    """The negative control: no compare-and-set on the states, no key on the ledger."""

    def careless(*, attempt, report, actor, at):
        Movement.objects.create(
            payable=attempt.payable,
            attempt=attempt,
            key=str(uuid4()),
            amount_minor=report.amount.minor,
            currency="EUR",
            at=at,
        )

    monkeypatch.setattr(payments, "record_payment", careless)
    monkeypatch.setattr(settling.life, "pay", lambda **_more: None)
    browser, order, attempt = a_paid_attempt()
    all_at_once(browser, order, attempt, "evt_x")
    assert Movement.objects.filter(payable=order.payable_id).count() > 1

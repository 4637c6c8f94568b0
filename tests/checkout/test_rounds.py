from datetime import timedelta

import pytest
import time_machine
from tests import jobs
from tests.shopping import a_browser, a_variant, press, to_recap

from poincon.checkout import tasks
from poincon.orders.models import Order

pytestmark = pytest.mark.django_db


def orders(count):
    for _ in range(count):
        browser = a_browser()
        press(browser, to_recap(browser, a_variant()), "transfer")
    return list(Order.objects.order_by("id"))


def test_every_unpaid_order_gets_a_job_of_its_own_and_only_one():
    late, _other = orders(2)
    Order.objects.filter(pk=late.pk).update(pay_until=late.placed_at)

    with time_machine.travel(late.placed_at + timedelta(hours=1), tick=False):
        tasks.end_unpaid(0)
        tasks.end_unpaid(0)

    assert jobs.waiting().count("checkout.lapse") == 1


def test_the_job_ends_the_order_once_its_time_is_over_and_not_before():
    [order] = orders(1)
    with time_machine.travel(order.pay_until - timedelta(seconds=1), tick=False):
        tasks.lapse(order_id=order.pk)
        order.refresh_from_db()
        assert order.life == "open"
    with time_machine.travel(order.pay_until, tick=False):
        tasks.lapse(order_id=order.pk)
        tasks.lapse(order_id=order.pk)
        order.refresh_from_db()
        assert (order.life, order.hold.state) == ("lapsed", "released")


def test_a_bank_that_says_nothing_is_asked(bank):
    from tests import banking

    from poincon.payments.models import Attempt

    browser = a_browser()
    press(browser, to_recap(browser, a_variant()), "card")
    attempt = Attempt.objects.get()
    banking.pay(attempt.page_url, banking.GOOD)

    with time_machine.travel(attempt.created_at + timedelta(minutes=1)):
        tasks.ask_banks(0)
        assert "checkout.settle" not in jobs.waiting()
    with time_machine.travel(attempt.created_at + timedelta(minutes=3)):
        tasks.ask_banks(0)
        assert jobs.waiting().count("checkout.settle") == 1
        tasks.settle(attempt_id=attempt.pk)

    assert Order.objects.get().funds == "paid"

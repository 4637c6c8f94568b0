from datetime import timedelta

import pytest
import time_machine
from tests import jobs
from tests.shopping import a_browser, a_variant, press, to_recap

from poincon.charter.actions import clocks, striking
from poincon.charter.actions.clocks import Term
from poincon.charter.models import Clock
from poincon.checkout import tasks
from poincon.orders.models import Order

pytestmark = pytest.mark.django_db
LAPSE = "payments.transfer.cancel_after_days"
DAY = timedelta(days=1)


def orders(count):
    for _ in range(count):
        browser = a_browser()
        press(browser, to_recap(browser, a_variant()), "transfer")
    return list(Order.objects.order_by("id"))


def test_an_unpaid_order_is_ended_when_its_clock_is_over_and_not_before():
    late, other = orders(2)
    clocks.move(subject=f"order:{other.pk}", term=Term(LAPSE, other.pay_until + DAY, []), at=other.placed_at)
    Order.objects.filter(pk=other.pk).update(pay_until=other.pay_until + DAY)

    assert striking.strike(at=late.pay_until - timedelta(seconds=1)).failed == 0
    late.refresh_from_db()
    assert late.life == "open"

    striking.strike(at=late.pay_until)
    striking.strike(at=late.pay_until)
    late.refresh_from_db()
    other.refresh_from_db()
    assert (late.life, late.hold.state, other.life) == ("lapsed", "released", "open")
    told = dict(Clock.objects.filter(subject=f"order:{late.pk}").values_list("promise", "state"))
    assert told[LAPSE] == "kept"
    assert "running" not in told.values()


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

"""A button pressed twice, or six times at once, makes one order and leads to it."""

from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from threading import Barrier

import pytest
from django.db import connection
from tests.shopping import a_browser, a_variant, press, to_recap

from poincon.orders.models import Order

PRESSES = 6


@pytest.mark.django_db
def test_the_second_press_leads_to_the_order_of_the_first():
    browser = a_browser()
    recap = to_recap(browser, a_variant())
    press(browser, recap, "transfer")
    again = press(browser, recap, "transfer")
    order = Order.objects.get()
    assert (again.status_code, again["Location"]) == (303, f"/commandes/{order.reference}/")
    assert browser.get(again["Location"]).status_code == 200


@pytest.mark.django_db
def test_the_same_choice_bought_again_is_another_order():
    """Negative control: a seal leads to the order of its own cart, not to one that looks alike."""
    browser, ring = a_browser(), a_variant()
    for _ in range(2):
        assert press(browser, to_recap(browser, ring), "transfer").status_code == 302
    assert Order.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_presses_at_once_make_one_order_and_all_lead_to_it():
    browser = a_browser()
    recap = to_recap(browser, a_variant(stock=9))
    gate = Barrier(PRESSES)

    def once(one):
        try:
            gate.wait()
            answer = press(one, recap, "transfer")
            return answer.status_code, answer["Location"]
        finally:
            connection.close()

    browsers = []
    for _ in range(PRESSES):
        one = a_browser()
        one.cookies = deepcopy(browser.cookies)
        browsers.append(one)
    with ThreadPoolExecutor(PRESSES) as pool:
        answers = list(pool.map(once, browsers))

    path = f"/commandes/{Order.objects.get().reference}/"
    assert sorted(answers) == [(302, path)] + [(303, path)] * (PRESSES - 1)

"""A piece that is sold ahead is told one day of dispatch, from its page to the order and its clock (R014)."""

import html
import re
from datetime import date
from typing import NamedTuple

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from tests import jobs
from tests.accounts.people import a_member, signed_in
from tests.shopping import AT, a_browser, a_variant, press, to_recap

from poincon.catalogue.models import Variant
from poincon.charter import spelling
from poincon.charter.models import Clock
from poincon.checkout.actions import settling
from poincon.design import words
from poincon.foundation import clock
from poincon.inventory import actions as inventory
from poincon.orders.models import Order

pytestmark = [pytest.mark.django_db, pytest.mark.promise("stock.sells_ahead")]
TOLD = re.compile(r"(?:Expédié sous|Dispatched within) [^,]+, (?:le|on) ([^<]+)")


class Case(NamedTuple):
    """The day from which it can leave, and the day on which it does: AT is a Friday morning."""

    can: date
    leaves: date


CASES = [
    Case(date(2026, 12, 9), date(2026, 12, 9)),
    Case(date(2026, 12, 5), date(2026, 12, 7)),  # nobody works on a Saturday
    Case(date(2026, 11, 20), date(2026, 11, 23)),  # an order of now leaves no sooner than any other
]


@pytest.fixture(autouse=True)
def _then() -> object:
    with time_machine.travel(AT, tick=False):
        yield


def awaited(on: date) -> Variant:
    variant = a_variant(stock=0)
    inventory.set_restock(variant_id=variant.pk, on=on, quantity=3, actor="staff:1", at=AT)
    jobs.run()
    return variant


def days(page: str) -> set[str]:
    return set(TOLD.findall(html.unescape(page)))


def read(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return (answer.getvalue() if answer.streaming else answer.content).decode()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.can}")
def test_every_place_tells_the_same_day(case: Case) -> None:
    variant, browser = awaited(case.can), a_browser()
    said = {spelling.day(case.leaves, "fr")}
    assert days(read(browser, reverse("window:piece", args=[variant.piece.slug]))) == said
    assert days(read(browser, reverse("window:everything"))) == said
    assert f"<g:availability_date>{case.leaves}T" in read(browser, "/flux/google.xml")

    recap = to_recap(browser, variant)
    assert days(read(browser, "/panier/")) == said
    assert days(read(browser, "/en/cart/")) == {spelling.day(case.leaves, "en")}
    assert days(recap.content.decode()) == said
    assert f"Part le {words.day(case.leaves, 'fr')}" in html.unescape(recap.content.decode())

    press(browser, recap, "transfer")
    order = Order.objects.get()
    settling.receive_transfer(order_id=order.pk, amount=order.total, key="k", actor="staff:1", at=AT)
    assert (order.dispatch_on, order.lines.get().dispatch_on) == (case.leaves, case.leaves)
    page = html.unescape(read(browser, f"/commandes/{order.reference}/"))
    assert f"au plus tard le {words.day(case.leaves, 'fr')}" in page
    due = Clock.objects.get(promise="orders.dispatch_within_days").due_at
    assert clock.day_ending_at(due) == case.leaves
    desk = signed_in(a_member("counter"))
    at_desk = html.unescape(read(desk, reverse("orders_desk:order", args=[order.reference])))
    assert f"à expédier le {words.day(case.leaves, 'fr')}" in at_desk


def test_what_is_here_says_so_and_all_leaves_with_the_last_piece() -> None:
    ring, later = a_variant(), awaited(date(2026, 12, 9))
    browser = a_browser()
    recap = html.unescape(to_recap(browser, ring, later).content.decode())
    for page in (recap, html.unescape(read(browser, "/panier/"))):
        assert "En stock" in page
        assert "Tout part ensemble, le mercredi 9 décembre." in page

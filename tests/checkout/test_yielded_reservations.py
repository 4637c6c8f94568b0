"""What was set aside and is not there: whoever has not paid yet is told before their money comes (R017)."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from tests import jobs
from tests.shopping import AT, a_browser, a_variant, press, to_recap

from poincon.catalogue.models import Variant
from poincon.checkout.actions import settling
from poincon.checkout.models import Shortfall
from poincon.inventory import actions as inventory
from poincon.inventory import queries as stock
from poincon.notifications.models import Message
from poincon.orders.models import Order

pytestmark = [pytest.mark.django_db, pytest.mark.promise("stock.oversold_is_told")]


@pytest.fixture(autouse=True)
def _then() -> object:
    with time_machine.travel(AT, tick=False):
        yield


def pressed(variant: Variant, browser: Client | None = None) -> Order:
    browser = browser or a_browser()
    press(browser, to_recap(browser, variant), "transfer")
    return Order.objects.latest("pk")


def shown(browser: Client, order: Order) -> str:
    return browser.get(reverse("orders:order", args=[order.reference])).content.decode()


def lose(variant: Variant, quantity: int) -> None:
    inventory.write_off(variant_id=variant.pk, quantity=quantity, actor="staff:1", at=AT, cause="lost")
    jobs.run()


def told() -> list[str]:
    rows = Message.objects.filter(kind="orders.yielded").order_by("pk")
    return list(rows.values_list("subject_ref", flat=True))


def test_the_latest_reservation_gives_way_and_its_buyer_is_told_once() -> None:
    variant = a_variant(stock=2)
    others, theirs = a_browser(), a_browser()
    first, second = pressed(variant, others), pressed(variant, theirs)
    lose(variant, 1)
    jobs.run()
    assert told() == [f"order:{second.pk}"]
    message = Message.objects.get(kind="orders.yielded")
    assert second.reference in message.subject
    assert not Shortfall.objects.exists()
    assert stock.hold(first.hold_id or 0).state == "held"
    assert "ne payez rien pour l’instant" in shown(theirs, second)
    assert "vous sont réservées jusqu" not in shown(theirs, second)
    assert "vous sont réservées jusqu" in shown(others, first)
    assert "ne payez rien" not in shown(others, first)
    second.refresh_from_db()
    assert (second.life, second.funds) == ("open", "unpaid")


def test_a_free_piece_that_is_lost_is_told_to_nobody() -> None:
    variant = a_variant(stock=2)
    pressed(variant)
    lose(variant, 1)
    assert told() == []


def test_whoever_has_paid_has_a_case_in_its_place() -> None:
    variant = a_variant(stock=1)
    order = pressed(variant)
    settling.receive_transfer(order_id=order.pk, amount=order.total, key="L1", actor="staff:1", at=AT)
    lose(variant, 1)
    assert told() == []
    assert Shortfall.objects.get().order_id == order.pk

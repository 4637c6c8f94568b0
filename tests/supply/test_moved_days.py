"""A supplier's day moves: whoever ordered ahead or waits for an alert is told once of each move (R014)."""

from datetime import date, timedelta

import pytest
import time_machine
from tests import jobs
from tests.accounts.people import mails_to
from tests.alerts.conftest import Wait, waits
from tests.shopping import ADDRESS, AT, a_browser, a_variant, press, to_recap
from tests.supply.conftest import draft, line

from poincon.catalogue.models import Variant
from poincon.charter.models import Clock
from poincon.inventory import actions as inventory
from poincon.notifications.models import Message
from poincon.orders.models import Order
from poincon.supply import expecting
from poincon.supply.actions import purchases
from poincon.supply.models import Purchase

__all__ = ["waits"]
pytestmark = [pytest.mark.django_db, pytest.mark.promise("stock.sells_ahead")]
SOON, LATER = date(2026, 12, 3), date(2026, 12, 17)


@pytest.fixture(autouse=True)
def _then() -> object:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def awaited() -> tuple[Purchase, Variant, Variant]:
    """Two articles on one order to the supplier."""
    first, second = a_variant(stock=0), a_variant(stock=0)
    row = draft(AT)
    for variant in (first, second):
        line(row, variant.pk, 3, AT, SOON)
    return purchases.send(purchase_id=row.pk, actor="staff:1", at=AT), first, second


def order(*variants: Variant) -> Order:
    browser = a_browser()
    press(browser, to_recap(browser, *variants), "transfer")
    return Order.objects.latest("pk")


def moved() -> list[Message]:
    return list(Message.objects.filter(kind="orders.redated").order_by("pk"))


def test_the_customer_hears_once_of_each_move(awaited: tuple[Purchase, Variant, Variant]) -> None:
    purchase, first, second = awaited
    placed = order(first, second)
    before = placed.dispatch_on
    purchases.redate(purchase_id=purchase.pk, on=LATER, actor="staff:1", at=AT)
    jobs.run()
    jobs.run()
    (mail,) = moved()
    placed.refresh_from_db()
    assert mail.to == ADDRESS["email"]
    assert placed.dispatch_on == before + (LATER - SOON)
    assert "décembre" in mail.text
    assert placed.reference in mail.subject
    purchases.redate(purchase_id=purchase.pk, on=LATER, actor="staff:1", at=AT)
    jobs.run()
    assert len(moved()) == 1
    for day in (SOON, LATER):
        purchases.redate(purchase_id=purchase.pk, on=day, actor="staff:1", at=AT)
        jobs.run()
    assert len(moved()) == 3


def test_before_it_is_sent_or_ended_it_is_known_how_many_will_be_written_to(
    awaited: tuple[Purchase, Variant, Variant],
) -> None:
    purchase, first, second = awaited
    order(first, second)
    order(second)
    undated, sooner = draft(AT), draft(AT)
    line(undated, first.pk, 1, AT, None)
    line(sooner, second.pk, 3, AT, SOON - timedelta(days=2))
    foretold = {row: expecting.written_to(row, at=AT) for row in (undated, sooner, purchase)}
    assert foretold == {undated: 0, sooner: 1, purchase: 2}  # the first waits for the other piece anyway
    purchases.send(purchase_id=undated.pk, actor="staff:1", at=AT)
    jobs.run()
    assert moved() == []
    purchases.send(purchase_id=sooner.pk, actor="staff:1", at=AT)
    jobs.run()
    assert len(moved()) == 1
    assert expecting.written_to(purchase, at=AT) == 1  # the other waits for what was sent since
    purchases.cancel(purchase_id=purchase.pk, actor="staff:1", at=AT)
    jobs.run()
    assert len(moved()) == 2


def test_a_day_that_nobody_knows_any_more_is_said(awaited: tuple[Purchase, Variant, Variant]) -> None:
    purchase, first, second = awaited
    placed = order(first, second)
    purchases.redate(purchase_id=purchase.pk, on=None, actor="staff:1", at=AT)
    jobs.run()
    (mail,) = moved()
    assert "ne donne plus de date" in mail.text
    purchases.redate(purchase_id=purchase.pk, on=SOON, actor="staff:1", at=AT)
    jobs.run()
    assert len(moved()) == 2
    placed.refresh_from_db()
    assert "ne donne plus" not in moved()[1].text


def test_the_last_of_several_pieces_gives_the_day(awaited: tuple[Purchase, Variant, Variant]) -> None:
    purchase, first, second = awaited
    order(first, second)
    one = purchase.lines.get(variant=first).pk
    purchases.redate(purchase_id=purchase.pk, on=SOON - timedelta(days=2), line_id=one, actor="s:1", at=AT)
    jobs.run()
    assert moved() == []


def test_what_was_promised_for_the_dispatch_stays_promised(
    awaited: tuple[Purchase, Variant, Variant],
) -> None:
    purchase, first, _ = awaited
    order(first)
    clocks = dict(Clock.objects.values_list("promise", "due_at"))
    purchases.redate(purchase_id=purchase.pk, on=LATER, actor="staff:1", at=AT)
    jobs.run()
    assert dict(Clock.objects.values_list("promise", "due_at")) == clocks


def test_an_order_that_ended_or_bought_other_pieces_hears_nothing(
    awaited: tuple[Purchase, Variant, Variant],
) -> None:
    purchase, first, _ = awaited
    order(a_variant(stock=3))
    ended = order(first)
    Order.objects.filter(pk=ended.pk).update(life="cancelled")
    purchases.redate(purchase_id=purchase.pk, on=LATER, actor="staff:1", at=AT)
    jobs.run()
    assert moved() == []


@pytest.mark.promise("stock.alerts")
def test_whoever_asked_for_an_alert_hears_of_no_day_and_gets_one_mail_when_it_is_back(waits: Wait) -> None:
    variant = a_variant(stock=0)
    waits(variant.pk, "ines@example.org")
    row = draft(AT)
    line(row, variant.pk, 3, AT, SOON)
    purchases.send(purchase_id=row.pk, actor="staff:1", at=AT)
    purchases.redate(purchase_id=row.pk, on=LATER, actor="staff:1", at=AT)
    jobs.run()
    assert [mail.kind for mail in mails_to("ines@example.org")] == ["alerts.confirm"]
    for _delivery in range(2):
        inventory.receive(variant_id=variant.pk, quantity=1, actor="staff:1", at=AT)
        jobs.run()
    assert [mail.kind for mail in mails_to("ines@example.org")] == ["alerts.confirm", "alerts.back"]

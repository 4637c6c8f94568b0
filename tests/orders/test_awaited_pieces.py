"""The awaited pieces of an order arrive: its days are reckoned anew, and its customer is told once (R014)."""

import html
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from tests import jobs
from tests.accounts.people import a_member, signed_in
from tests.shopping import AT, a_browser, a_variant, press, to_recap

from poincon.catalogue.models import Variant
from poincon.charter.models import Clock
from poincon.checkout import handlers
from poincon.checkout.actions import settling
from poincon.foundation import clock
from poincon.inventory import actions as inventory
from poincon.inventory.events import HoldFilled
from poincon.notifications.models import Message
from poincon.orders import queries, telling
from poincon.orders.actions import life
from poincon.orders.models import Order

pytestmark = [pytest.mark.django_db, pytest.mark.promise("stock.sells_ahead")]
EXPECTED = date(2026, 12, 9)
MONDAY, TUESDAY = (datetime(2026, 11, day, 9, tzinfo=UTC) for day in (23, 24))


class Buyer:
    """Somebody who has ordered pieces that are not here yet."""

    def __init__(self, *variants: Variant, paid: bool = True) -> None:
        self.browser: Client = a_browser()
        with time_machine.travel(AT, tick=False):
            press(self.browser, to_recap(self.browser, *variants, carrier="chronopost"), "transfer")
            self.order = Order.objects.latest("pk")
            if paid:
                told = {"amount": self.order.total, "key": f"k{self.order.pk}", "actor": "staff:1"}
                settling.receive_transfer(order_id=self.order.pk, at=AT, **told)

    def reads(self, at: datetime) -> str:
        with time_machine.travel(at, tick=False):
            return html.unescape(self.browser.get(f"/commandes/{self.order.reference}/").text)

    @property
    def days(self) -> tuple[date, date]:
        """The day on which it leaves, and the one by which it was promised to leave."""
        self.order.refresh_from_db()
        due = Clock.objects.get(subject=f"order:{self.order.pk}", promise=life.DISPATCH).due_at
        return self.order.dispatch_on, clock.day_ending_at(due)


def awaited(on: date = EXPECTED) -> Variant:
    variant = a_variant(stock=0)
    inventory.set_restock(variant_id=variant.pk, on=on, quantity=3, actor="staff:1", at=AT)
    return variant


def arrives(variant: Variant, at: datetime) -> None:
    with time_machine.travel(at, tick=False):
        inventory.receive(variant_id=variant.pk, quantity=1, actor="staff:1", at=at)
        jobs.run()


def to_prepare(clerk: int) -> str:
    desk = signed_in(a_member("counter", email=f"desk{clerk}@house.example"))
    return desk.get(reverse("orders_desk:to_prepare")).text


def mails(kind: str = "orders.complete") -> list[Message]:
    return list(Message.objects.filter(kind=kind).order_by("pk"))


def test_all_are_told_once_that_it_is_here_and_when_it_leaves() -> None:
    ring = awaited()
    buyer, other = Buyer(ring), Buyer(a_variant())
    assert "dès que toutes ses pièces sont en stock" in buyer.reads(AT)
    assert to_prepare(1).count("attend une pièce") == 1
    arrives(ring, MONDAY)
    (mail,) = mails()
    assert "arrivé" in mail.subject
    assert "Taille 54" in mail.text
    assert "au plus tard le mardi 24 novembre, et vous arrive le mercredi 25 novembre." in mail.text
    assert buyer.days == (TUESDAY.date(), TUESDAY.date())
    page = buyer.reads(MONDAY)
    assert "toutes ses pièces sont là" in page
    assert "décembre" not in page
    assert list(queries.queue("to_prepare")) == [other.order, buyer.order]
    assert "attend une pièce" not in to_prepare(2)
    handlers.close_case(HoldFilled(buyer.order.hold_id or 0), MONDAY)
    jobs.run()
    assert len(mails()) == 1


def test_the_mail_of_a_payment_says_what_is_still_to_come_and_when_it_leaves() -> None:
    ring = awaited()
    Buyer(ring, a_variant())
    jobs.run()
    Buyer(a_variant())
    jobs.run()
    waits, here = mails("orders.paid")
    assert f"Encore attendu\u202f: 1 × {ring.piece.name_fr}, Taille 54." in waits.text
    assert "Elle part au plus tard le mercredi 9 décembre" in waits.text
    assert ("Nous les préparons." in waits.text, "Nous les préparons." in here.text) == (False, True)
    assert ("Nous les préparons." in waits.html, "Encore attendu" in here.html) == (False, False)


def test_the_last_of_several_pieces_is_told_and_no_other() -> None:
    first, last = awaited(), awaited()
    buyer = Buyer(first, last)
    arrives(first, MONDAY)
    assert (mails(), buyer.days) == ([], (EXPECTED, EXPECTED))
    arrives(last, TUESDAY)
    assert len(mails()) == 1
    assert buyer.days[0] == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("arrived", "leaves"),
    [(EXPECTED, EXPECTED), (date(2026, 12, 15), date(2026, 12, 16))],
    ids=["on its last day", "late"],
)
def test_it_leaves_no_later_than_was_promised_while_that_can_be(arrived: date, leaves: date) -> None:
    ring = awaited()
    buyer = Buyer(ring)
    arrives(ring, datetime(arrived.year, arrived.month, arrived.day, 9, tzinfo=UTC))
    assert buyer.days == (leaves, EXPECTED)


def test_a_day_moved_past_the_promise_is_brought_back_to_it() -> None:
    ring = awaited()
    buyer = Buyer(ring)
    later = date(2026, 12, 17)
    inventory.set_restock(variant_id=ring.pk, on=later, quantity=2, actor="staff:1", at=MONDAY)
    with time_machine.travel(MONDAY, tick=False):
        jobs.run()
    assert buyer.days == (later, EXPECTED)
    (moved,) = mails("orders.redated")
    assert f"{ring.piece.name_fr}, Taille 54" in moved.text
    assert "désormais le jeudi 17 décembre, et vous arrive le vendredi 18 décembre." in moved.text
    page = buyer.reads(MONDAY)
    assert "C’est promis" not in page
    assert "elle part le jeudi 17 décembre" in page
    arrives(ring, datetime(2026, 12, 9, 9, tzinfo=UTC))
    assert buyer.days == (EXPECTED, EXPECTED)


def test_an_unpaid_order_is_told_that_its_payment_is_all_that_is_missing() -> None:
    ring = awaited()
    Buyer(ring, paid=False)
    arrives(ring, MONDAY)
    (mail,) = mails()
    assert "dès que votre paiement nous est parvenu" in mail.text
    assert "novembre" not in mail.text


def test_an_order_that_has_ended_is_told_nothing() -> None:
    ring = awaited()
    buyer = Buyer(ring)
    Order.objects.filter(pk=buyer.order.pk).update(life="cancelled")
    arrives(ring, MONDAY)
    assert (mails(), buyer.days) == ([], (EXPECTED, EXPECTED))


def test_the_steps_are_told_in_the_order_in_which_they_happened() -> None:
    buyer = Buyer(a_variant(), paid=False)
    order, later = buyer.order, AT + timedelta(hours=1)
    life.ask(order_id=order.pk, actor="staff:1", at=AT + timedelta(minutes=1), cause="")
    settling.receive_transfer(order_id=order.pk, amount=order.total, key="k", actor="staff:1", at=later)
    order = queries.order(order.pk)
    instants = [one.when for one in telling.timeline(order, AT.date()) if isinstance(one.when, datetime)]
    assert instants == sorted(instants)
    assert len(instants) == 3

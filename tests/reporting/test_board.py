"""The promise board: what it counts, whom it names, and that it stays quick to read."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from tests.accounts.people import a_member, signed_in
from tests.shopping import a_browser, a_variant, press, to_recap

from poincon.charter.actions import clocks, striking
from poincon.charter.actions.clocks import Term
from poincon.charter.models import Clock
from poincon.checkout.actions import settling
from poincon.foundation import clock as time
from poincon.orders.actions import life, work
from poincon.orders.models import Order
from poincon.reporting import queries

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 11, tzinfo=UTC)
DAY = timedelta(days=1)
DISPATCH = "orders.dispatch_within_days"
BOARD = "/comptoir/promesses/"


def an_order() -> Order:
    browser = a_browser()
    press(browser, to_recap(browser, a_variant()), "transfer")
    return Order.objects.select_related("payable").get()


def paid(order: Order, at: datetime) -> None:
    settling.receive_transfer(order_id=order.pk, amount=order.total, key="k", actor="staff:1", at=at)


def told(order: Order, promise: str) -> Clock:
    return Clock.objects.filter(subject=f"order:{order.pk}", promise=promise).latest("id")


@pytest.fixture
def clerk() -> Client:
    return signed_in(a_member("counter"))


def test_the_life_of_an_order_is_a_row_of_clocks() -> None:
    order = an_order()
    running = set(Clock.objects.filter(state="running").values_list("promise", flat=True))
    assert running >= {"payments.transfer.cancel_after_days", "payments.transfer.reserve_days"}
    paid(order, order.placed_at + timedelta(hours=1))
    assert told(order, "payments.transfer.cancel_after_days").state == "void"
    term = told(order, DISPATCH)
    order.refresh_from_db()
    assert (term.state, term.due_at) == ("running", time.end_of(order.dispatch_on))


@pytest.mark.promise("orders.dispatch_within_days")
def test_the_days_of_dispatch_count_from_a_late_payment() -> None:
    order = an_order()
    before = order.dispatch_on
    paid(order, order.placed_at + 10 * DAY)
    order.refresh_from_db()
    assert order.dispatch_on >= before + 7 * DAY
    assert order.arrives_from > order.dispatch_on
    assert told(order, DISPATCH).due_at == time.end_of(order.dispatch_on)


@pytest.mark.promise("orders.ready_escalation_days")
def test_a_parcel_that_waits_too_long_is_told_to_the_desk_and_to_the_customer(
    clerk: Client, settings
) -> None:  # type: ignore[no-untyped-def]
    order = an_order()
    at = order.placed_at + timedelta(hours=1)
    paid(order, at)
    work.prepare(order_id=order.pk, actor="staff:1", at=at)
    work.make_ready(order_id=order.pk, actor="staff:1", at=at)
    late = at + (settings.CHARTER.orders.ready_escalation_days + 2) * DAY
    with time_machine.travel(late, tick=False):
        striking.strike(at=late)
        page = clerk.get(BOARD).content.decode()
        assert order.reference in page
        assert "le transporteur ne l’a pas prise" in page
    assert told(order, "orders.ready_escalation_days").cause == "not_collected"


def test_an_order_sent_late_is_broken_and_made_good_and_says_so() -> None:
    order = an_order()
    at = order.placed_at + timedelta(hours=1)
    paid(order, at)
    order.refresh_from_db()
    late = time.end_of(order.dispatch_on) + DAY
    striking.strike(at=late)
    assert (told(order, DISPATCH).state, told(order, DISPATCH).cause) == ("broken", "not_prepared")
    work.prepare(order_id=order.pk, actor="staff:1", at=late)
    work.make_ready(order_id=order.pk, actor="staff:1", at=late)
    line = order.lines.get()
    work.ship(
        order_id=order.pk,
        carrier="colissimo",
        number="6A00000000017",
        contents={line.pk: line.quantity},
        actor="staff:1",
        at=late,
    )
    assert told(order, DISPATCH).made_good_at == late


def test_a_question_to_the_customer_stops_the_days_and_a_cancellation_ends_them() -> None:
    order = an_order()
    at = order.placed_at + timedelta(hours=1)
    paid(order, at)
    life.ask(order_id=order.pk, actor="staff:1", at=at, cause="")
    assert told(order, DISPATCH).state == "paused"
    life.cancel(order_id=order.pk, actor="staff:1", at=at, cause="desk")
    assert (told(order, DISPATCH).state, told(order, DISPATCH).cause) == ("void", "desk")


def test_the_board_counts_what_is_open_due_owed_kept_and_broken() -> None:
    for number, due in enumerate((-9, -3, 0, 0, 5), start=1):
        end = NOON + due * DAY + timedelta(hours=2)
        clocks.start(subject=f"order:{number}", of=[Term(DISPATCH, end)], at=NOON - 30 * DAY)
    clocks.end(subject="order:1", promises=[DISPATCH], at=NOON - 10 * DAY)
    striking.strike(at=NOON)
    [line] = queries.board(at=NOON, language="fr").lines
    tally = line.tally
    assert (tally.open, tally.due, tally.owed, tally.kept, tally.broken) == (3, 2, 1, 1, 1)
    assert [(week.kept, week.broken) for week in tally.weeks[-2:]] == [(1, 0), (0, 1)]
    assert tally.share == 0.5
    assert queries.board(at=NOON, language="fr", queue="money").lines == ()


def test_the_board_says_why_what_stands_still_and_which_desk_owes(clerk: Client) -> None:
    for number, cause in ((1, "restock_late"), (2, "restock_late"), (3, "")):
        clocks.start(subject=f"order:{number}", of=[Term(DISPATCH, NOON)], at=NOON - DAY)
        striking.strike(at=NOON)
        Clock.objects.filter(subject=f"order:{number}").update(cause=cause)
    clocks.end(subject="order:1", promises=[DISPATCH], at=NOON)  # in time after all: its cause is none
    clocks.end(subject="order:2", promises=[DISPATCH], at=NOON + DAY)  # made good, and still broken
    clocks.start(subject="order:4", of=[Term(DISPATCH, NOON + DAY)], at=NOON - DAY)
    clocks.pause(subject="order:4", promises=[DISPATCH], at=NOON)
    at = NOON + 2 * DAY
    shown = queries.board(at=at, language="fr")
    [line] = shown.lines
    assert line.tally.causes == {"restock_late": 1, "": 1}
    assert (line.tally.open, line.tally.still, line.tally.due, line.tally.owed) == (1, 1, 0, 1)
    assert {queue.key: owed for queue, owed in shown.queues} == {"orders": 1, "money": 0, "stock": 0}
    with time_machine.travel(at, tick=False):
        page = clerk.get(BOARD).text
    assert re.search(r"manquées\s: la marque a livré en retard, sans raison notée", page)
    assert "dont 1 en pause" in page
    assert 'aria-current="page">Toutes' in page


def test_a_cause_is_noted_once_by_whoever_may(clerk: Client) -> None:
    clocks.start(subject="order:1", of=[Term(DISPATCH, NOON)], at=NOON - DAY)
    striking.strike(at=NOON)
    clock = Clock.objects.get()
    address = f"{BOARD}{clock.pk}/cause"
    assert clerk.post(address, {"cause": "restock_late"}).status_code == 302
    clerk.post(address, {"cause": "restock_late"})
    clerk.post(address, {"cause": "because"})
    signed_in(a_member("viewer")).post(address, {"cause": "our_mistake"})
    clock.refresh_from_db()
    assert clock.cause == "restock_late"
    from poincon.foundation import journal

    assert journal.entries(f"clock:{clock.pk}").count() == 1


def test_the_board_asks_as_much_of_a_hundred_clocks_as_of_one(
    clerk: Client, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    order = an_order()
    now = order.placed_at
    for number in range(100):
        clocks.start(
            subject=f"order:{order.pk + number}", of=[Term(DISPATCH, now + timedelta(minutes=5))], at=now
        )
    with time_machine.travel(now, tick=False):
        clerk.get(BOARD)
        with django_assert_max_num_queries(12):
            page = clerk.get(BOARD)
    assert order.reference in page.content.decode()

import re
from datetime import timedelta

import pytest
from tests import jobs
from tests.accounts.people import a_member, signed_in
from tests.shopping import a_browser, a_variant, press, to_recap

from poincon.cart.models import Cart
from poincon.checkout.actions import ending, placing, settling
from poincon.checkout.actions.placing import Press
from poincon.checkout.actions.settling import Receipt
from poincon.foundation import clock, journal
from poincon.inventory import actions as inventory
from poincon.inventory.models import Hold
from poincon.kernel.money import Money
from poincon.notifications.models import Message
from poincon.orders.actions import life
from poincon.orders.models import Order
from poincon.payments import actions as payments
from poincon.payments import queries
from poincon.payments.models import Refund

pytestmark = pytest.mark.django_db


def test_a_guest_orders_and_the_order_waits_for_the_transfer():
    ring, browser = a_variant(stock=1), a_browser()
    recap = to_recap(browser, ring)
    assert "Commande avec obligation de paiement" in recap.content.decode()

    answer = press(browser, recap, "transfer")

    order = Order.objects.get()
    assert answer.url == f"/commandes/{order.reference}/"
    assert (order.headline, order.funds, order.total_minor) == (
        "awaiting_payment",
        "unpaid",
        order.items_minor + order.delivery_minor,
    )
    page = browser.get(answer.url).content.decode()
    assert order.reference in page
    assert "IBAN" in page
    assert Hold.objects.get().state == "held"
    assert browser.get("/panier/").content.decode().count("<article") == 0


def test_the_transfer_is_awaited_from_the_moment_of_the_order():
    """One transaction makes the order and its attempt: a crash leaves both, or neither."""
    cart, seal = a_cart_at_its_button(a_variant())
    told = Press(seal=seal, means="transfer", language="fr", customer_id=None)

    placed = placing.place(cart=cart, press=told, actor="visitor", at=clock.now())

    attempt = queries.attempt(placed.attempt.pk)
    assert (attempt.state, attempt.asked_at) == ("pending", None)
    [line] = journal.entries(journal.subject_of(attempt))
    assert (line.verb, line.before, line.after, line.actor) == ("open", "created", "pending", "shop")


def a_cart_at_its_button(variant):
    """Return a cart whose recap was shown, and the seal of that recap."""
    recap = to_recap(a_browser(), variant)
    return Cart.objects.get(), re.search(r'name="seal" value="(\w+)"', recap.content.decode())[1]


def test_a_stranger_does_not_see_the_order_and_the_mailed_link_opens_it():
    browser = a_browser()
    press(browser, to_recap(browser, a_variant()), "transfer")
    order = Order.objects.get()

    stranger = a_browser()
    assert stranger.get(f"/commandes/{order.reference}/").status_code == 404
    assert stranger.get(f"/commandes/{order.reference}/?key=wrong").status_code == 404
    opened = stranger.get(f"/commandes/{order.reference}/?key={order.access_key}")
    assert opened.url == f"/commandes/{order.reference}/"
    assert stranger.get(opened.url).status_code == 200


@pytest.mark.promise("payments.transfer.reference_asked")
def test_the_confirmation_carries_recap_terms_and_withdrawal_form_once():
    browser = a_browser()
    press(browser, to_recap(browser, a_variant()), "transfer")
    order = Order.objects.get()

    jobs.run()
    jobs.run()

    [mail] = Message.objects.filter(kind="orders.received")
    assert order.reference in mail.subject
    assert order.reference in mail.text
    assert mail.to == "claire@example.org"
    assert {file.name.split("-")[0] for file in mail.attachments.all()} == {"terms", "withdrawal"}


def received(order, amount, line, at):
    return settling.receive_transfer(order_id=order.pk, amount=amount, key=line, actor="staff:1", at=at)


def ordered(means="transfer", **ring):
    browser = a_browser()
    press(browser, to_recap(browser, a_variant(**ring)), means)
    return browser, Order.objects.get()


def owed_back():
    return [(one.amount_minor, one.cause, one.state) for one in Refund.objects.order_by("id")]


def test_money_for_an_order_that_has_ended_goes_back():
    _browser, order = ordered()
    ending.end(order_id=order.pk, actor="staff:1", at=clock.now(), cause="desk")
    assert received(order, order.total, "l", clock.now()) is Receipt.GOES_BACK
    assert owed_back() == [(order.total_minor, "order_ended", "asked")]
    assert list(queries.refunds_by_hand()) == list(Refund.objects.all())


def test_money_that_comes_twice_or_is_too_much_goes_back():
    _browser, order = ordered()
    assert received(order, order.total + Money(1_000, "EUR"), "a", clock.now()) is Receipt.TOO_MUCH
    assert received(order, order.total, "b", clock.now()) is Receipt.GOES_BACK
    assert owed_back() == [(1_000, "overpaid", "asked"), (order.total_minor, "paid_twice", "asked")]
    order.refresh_from_db()
    assert order.funds == "paid"


def test_part_of_the_money_goes_back_when_the_order_lapses_and_the_piece_is_free_again():
    _browser, order = ordered(stock=1)
    part = Money(order.total_minor - 100, "EUR")
    received(order, part, "a", clock.now())
    received(order, part, "a", clock.now())
    assert ending.lapse(order_id=order.pk, at=order.pay_until)
    assert owed_back() == [(part.minor, "unpaid", "asked")]
    order.refresh_from_db()
    assert order.hold.state == "released"


def test_part_of_a_card_order_that_came_by_transfer_goes_back_with_it(bank):
    _browser, order = ordered("card")
    assert received(order, Money(3_000, "EUR"), "a", clock.now()) is Receipt.PART
    ending.end(order_id=order.pk, actor="staff:1", at=clock.now(), cause="desk")
    assert owed_back() == [(3_000, "desk", "asked")]


def test_a_refund_that_the_bank_refused_waits_at_the_desk_until_it_is_asked_again_or_sent(bank):
    _browser, order = ordered()
    received(order, order.total, "a", clock.now())
    ending.end(order_id=order.pk, actor="staff:1", at=clock.now(), cause="desk")
    Refund.objects.update(state="refused")
    [refused] = queries.refunds_by_hand()
    desk = signed_in(a_member("counter"))
    assert "La banque l’a refusé." in desk.get("/comptoir/argent/").content.decode()
    payments.ask_again(refund=refused, actor="staff:1", at=clock.now())
    with pytest.raises(payments.RefundNotWaiting):
        payments.ask_again(refund=refused, actor="staff:1", at=clock.now())
    Refund.objects.update(state="refused")
    payments.finish_refund(refund=queries.refunds_by_hand().get(), actor="staff:1", at=clock.now())
    order.payable.refresh_from_db()
    assert (order.payable.refunded_minor, list(queries.refunds_by_hand())) == (order.total_minor, [])


@pytest.mark.parametrize("choice", ["wait", "refund", "bogus", ""])
def test_an_answer_that_nobody_asked_for_changes_nothing(choice):
    browser, order = ordered()
    received(order, order.total, "a", clock.now())
    life.ask(order_id=order.pk, actor="staff:1", at=clock.now(), cause="address")
    assert browser.post(f"/commandes/{order.reference}/choix", {"choice": choice}).status_code == 409
    order.refresh_from_db()
    assert (order.life, order.query, order.funds) == ("open", "asked", "paid")


def test_the_money_comes_and_the_order_is_paid():
    browser = a_browser()
    press(browser, to_recap(browser, a_variant(stock=1)), "transfer")
    order, now = Order.objects.get(), clock.now()

    first, again = (received(order, order.total, "l1", now) for _ in range(2))
    assert (first, again) == (Receipt.PAID, Receipt.REPEATED)

    order.refresh_from_db()
    assert (order.funds, order.headline) == ("paid", "payment_authorised")
    assert order.payable.paid_minor == order.total_minor
    assert Hold.objects.get().state == "claimed"


def test_a_part_payment_is_kept_and_the_rest_stays_owed():
    browser = a_browser()
    press(browser, to_recap(browser, a_variant()), "transfer")
    order, now = Order.objects.get(), clock.now()

    part = Money(order.total_minor - 1, "EUR")
    assert received(order, part, "a", now) is Receipt.PART
    assert received(order, part, "a", now) is Receipt.REPEATED
    order.refresh_from_db()
    assert (order.funds, order.hold.state) == ("unpaid", "held")
    assert received(order, Money(1, "EUR"), "b", now) is Receipt.PAID
    order.refresh_from_db()
    assert order.funds == "paid"


@pytest.mark.promise("payments.transfer.cancel_after_days")
def test_after_thirty_days_without_money_the_order_lapses_and_not_before(settings):
    browser = a_browser()
    press(browser, to_recap(browser, a_variant()), "transfer")
    order = Order.objects.get()
    days = settings.CHARTER.payments.transfer.cancel_after_days
    assert order.pay_until == order.placed_at + timedelta(days=days)

    assert not ending.lapse(order_id=order.pk, at=order.pay_until - timedelta(seconds=1))
    assert ending.lapse(order_id=order.pk, at=order.pay_until)
    assert not ending.lapse(order_id=order.pk, at=order.pay_until)

    order.refresh_from_db()
    assert (order.life, order.headline) == ("lapsed", "cancelled")


@pytest.mark.promise("payments.transfer.reserve_days")
def test_money_after_the_release_reserves_again_while_there_is_stock(settings):
    ring, browser = a_variant(stock=1), a_browser()
    press(browser, to_recap(browser, ring), "transfer")
    order = Order.objects.get()
    late = order.placed_at + timedelta(days=settings.CHARTER.payments.transfer.reserve_days, seconds=1)
    assert inventory.lapse_due(at=late) == 1
    assert received(order, order.total, "x", late) is Receipt.PAID

    order.refresh_from_db()
    assert order.headline == "payment_authorised"
    assert order.hold.state == "claimed"


@pytest.mark.promise("stock.oversold_is_told")
def test_money_after_the_pieces_are_gone_asks_wait_or_refund(settings):
    ring, browser, other = a_variant(stock=1), a_browser(), a_browser()
    press(browser, to_recap(browser, ring), "transfer")
    order = Order.objects.get()
    late = order.placed_at + timedelta(days=settings.CHARTER.payments.transfer.reserve_days, seconds=1)
    inventory.lapse_due(at=late)
    press(other, to_recap(other, ring, email="paul@example.org"), "transfer")
    rival = Order.objects.exclude(pk=order.pk).get()
    settling.receive_transfer(order_id=rival.pk, amount=rival.total, key="y", actor="staff:1", at=clock.now())

    settling.receive_transfer(order_id=order.pk, amount=order.total, key="x", actor="staff:1", at=late)

    order.refresh_from_db()
    assert (order.funds, order.headline) == ("paid", "in_treatment")
    page = browser.get(f"/commandes/{order.reference}/").content.decode()
    assert 'value="wait"' in page
    browser.post(f"/commandes/{order.reference}/choix", {"choice": "refund"})
    order.refresh_from_db()
    assert order.life == "cancelled"
    assert [r.amount_minor for r in order.payable.refunds.all()] == [order.total_minor]


def test_money_that_goes_back_from_an_ended_order_is_told_once():
    _browser, order = ordered()
    ending.end(order_id=order.pk, actor="staff:1", at=clock.now(), cause="desk")
    received(order, order.total, "l", clock.now())
    payments.finish_refund(refund=Refund.objects.get(), actor="staff:1", at=clock.now())
    jobs.run()
    [mail] = Message.objects.filter(kind="orders.returned")
    assert order.reference in mail.subject
    assert "1\u202f290,00\xa0€" in mail.text

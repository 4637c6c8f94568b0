from datetime import timedelta

import pytest
from tests import banking, jobs
from tests.shopping import a_browser, a_variant, press, to_recap

from poincon.checkout.actions import settling
from poincon.foundation import clock
from poincon.inventory import actions as inventory
from poincon.notifications.models import Message
from poincon.orders.models import Order
from poincon.payments.models import Attempt, BankMessage, Movement

pytestmark = pytest.mark.django_db


def an_order_at_the_bank(**stock):
    browser = a_browser()
    answer = press(browser, to_recap(browser, a_variant(**stock)), "card")
    order = Order.objects.get()
    assert answer.status_code == 303
    return browser, order, Attempt.objects.get()


def test_the_browser_comes_back_first_and_the_order_is_paid(bank):
    browser, order, attempt = an_order_at_the_bank(stock=1)
    assert attempt.page_url.startswith(bank)

    banking.pay(attempt.page_url, banking.GOOD)
    back = browser.get(f"/commandes/{order.reference}/banque/")

    assert back.url == f"/commandes/{order.reference}/"
    order.refresh_from_db()
    assert (order.headline, order.payable.paid_minor) == ("payment_authorised", order.total_minor)
    attempt.refresh_from_db()
    assert (attempt.state, attempt.card_last4) == ("paid", "0014")


def test_strong_authentication_is_part_of_the_way(bank):
    browser, order, attempt = an_order_at_the_bank()
    banking.pay(attempt.page_url, banking.CHALLENGE)
    browser.get(f"/commandes/{order.reference}/banque/")
    order.refresh_from_db()
    assert order.funds == "paid"


def test_the_message_comes_first_twice_and_counts_once(bank):
    _browser, order, attempt = an_order_at_the_bank()
    banking.pay(attempt.page_url, banking.GOOD)
    told = banking.message(attempt.provider_ref, amount_minor=order.total_minor, reference=order.reference)

    assert [banking.send(*told).status_code for _ in range(3)] == [200, 200, 200]
    jobs.run()

    order.refresh_from_db()
    assert order.funds == "paid"
    assert Movement.objects.count() == 1
    assert sorted(BankMessage.objects.values_list("verdict", flat=True)) == [
        "accepted",
        "repeated",
        "repeated",
    ]
    assert Message.objects.filter(kind="orders.paid").count() == 1


@pytest.mark.promise("payments.another_means_after_refusal")
def test_a_refusal_says_what_to_try_and_another_means_still_pays(bank, settings):
    browser, order, attempt = an_order_at_the_bank()
    banking.pay(attempt.page_url, banking.NO_MONEY)

    back = browser.get(f"/commandes/{order.reference}/banque/")
    page = browser.get(back.url).content.decode()
    assert "plafond" in page
    order.refresh_from_db()
    assert (order.life, order.funds) == ("open", "unpaid")
    jobs.run()
    assert Message.objects.filter(kind="orders.refused").count() == 1

    again = browser.post(back.url, {"means": "transfer"})
    assert again.url == f"/commandes/{order.reference}/"
    assert order.payable.attempts.get(means="transfer").amount_minor == order.total_minor
    attempt.refresh_from_db()
    assert attempt.state == "cancelled"
    jobs.run()
    [mail] = Message.objects.filter(kind="orders.transfer_details")
    assert settings.CHARTER.payments.transfer.iban in mail.text
    assert order.reference in mail.text


def test_a_late_yes_of_a_dropped_attempt_pays_once_and_the_second_money_goes_back(bank):
    browser, order, attempt = an_order_at_the_bank()
    browser.post(f"/commandes/{order.reference}/paiement/", {"means": "card"})
    second = Attempt.objects.exclude(pk=attempt.pk).get()
    banking.pay(attempt.page_url, banking.GOOD)
    banking.pay(second.page_url, banking.GOOD)

    settling.settle(attempt_id=attempt.pk, at=clock.now())
    settling.settle(attempt_id=second.pk, at=clock.now())
    jobs.run()

    order.refresh_from_db()
    assert order.funds == "paid"
    assert order.payable.kept.minor == order.total_minor
    assert [r.cause for r in order.payable.refunds.all()] == ["paid_twice"]


@pytest.mark.promise("stock.oversold_is_told")
def test_money_for_a_piece_sold_meanwhile_goes_back_by_itself(bank, settings):
    _browser, order, attempt = an_order_at_the_bank(stock=1)
    ring = order.lines.get().variant
    late = order.placed_at + timedelta(minutes=settings.CHARTER.orders.reservation_minutes, seconds=1)
    inventory.lapse_due(at=late)
    other = a_browser()
    press(other, to_recap(other, ring, email="paul@example.org"), "transfer")
    rival = Order.objects.exclude(pk=order.pk).get()
    settling.receive_transfer(order_id=rival.pk, amount=rival.total, key="y", actor="staff:1", at=clock.now())

    banking.pay(attempt.page_url, banking.GOOD)
    settling.settle(attempt_id=attempt.pk, at=clock.now())
    jobs.run()

    order.refresh_from_db()
    assert (order.life, order.payable.paid_minor, order.payable.kept.minor) == (
        "cancelled",
        order.total_minor,
        0,
    )
    assert Message.objects.filter(kind="orders.cancelled", subject_ref=f"order:{order.pk}").count() == 1


@pytest.mark.parametrize(
    ("wrong", "status", "verdict"),
    [
        ({"secret": "another secret"}, 401, "forged"),
        ({"at": 1_700_000_000}, 401, "stale"),
        ({"amount_minor": 1}, 422, "altered"),
        ({"reference": "AAAA-AAAA"}, 422, "altered"),
    ],
)
def test_a_bad_message_is_refused_recorded_and_changes_nothing(bank, wrong, status, verdict):
    _browser, order, attempt = an_order_at_the_bank()
    banking.pay(attempt.page_url, banking.GOOD)
    told = {"amount_minor": order.total_minor, "reference": order.reference} | wrong

    answer = banking.send(*banking.message(attempt.provider_ref, **told))
    jobs.run()

    assert answer.status_code == status
    assert [m.verdict for m in BankMessage.objects.all()] == [verdict]
    order.refresh_from_db()
    assert order.funds == "unpaid"


def test_what_the_bank_repeats_is_answered_like_the_first_time_and_done_once(bank):
    """At least once, and in any order (providers' contract): the same words under a fresh seal."""
    _browser, order, attempt = an_order_at_the_bank()
    banking.pay(attempt.page_url, banking.GOOD)
    told = {"amount_minor": order.total_minor, "reference": order.reference}
    now = clock.now().timestamp()
    answers = [banking.send(*banking.message(attempt.provider_ref, **told, at=now - n)) for n in range(3)]
    jobs.run()

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    verdicts = BankMessage.objects.order_by("pk").values_list("verdict", flat=True)
    assert list(verdicts) == ["accepted", "repeated", "repeated"]
    assert Movement.objects.filter(payable=order.payable_id).count() == 1


def test_another_message_under_a_name_that_was_told_is_refused(bank):
    _browser, order, attempt = an_order_at_the_bank()
    told = {"amount_minor": order.total_minor, "reference": order.reference}
    first = banking.send(*banking.message(attempt.provider_ref, **told, kind="payment.pending"))
    other = banking.send(*banking.message(attempt.provider_ref, **told, kind="payment.paid"))
    assert (first.status_code, other.status_code) == (200, 422)
    assert sorted(BankMessage.objects.values_list("verdict", flat=True)) == ["accepted", "altered"]


def test_what_is_refused_again_and_again_is_written_down_once(bank):
    _browser, order, attempt = an_order_at_the_bank()
    wrong = banking.message(attempt.provider_ref, amount_minor=1, reference=order.reference)
    assert [banking.send(*wrong).status_code for _ in range(4)] == [422] * 4
    assert BankMessage.objects.get().verdict == "altered"


def test_a_message_about_a_payment_that_is_not_ours_is_kept_and_ignored(bank):
    answer = banking.send(*banking.message("pay_nobody", amount_minor=1, reference="X"))
    assert answer.status_code == 200
    assert BankMessage.objects.get().verdict == "unknown"


def test_the_bank_is_down_and_the_order_can_be_paid_once_it_is_back(bank, settings):
    from poincon.payments.gateways import register

    good, settings.BANK_URL = settings.BANK_URL, "http://127.0.0.1:9"
    register.gateways.cache_clear()
    browser = a_browser()
    answer = press(browser, to_recap(browser, a_variant()), "card")
    order = Order.objects.get()
    assert answer.url == f"/commandes/{order.reference}/paiement/"
    assert "La banque ne répond pas" in browser.get(answer.url).content.decode()

    settings.BANK_URL = good
    register.gateways.cache_clear()
    assert browser.post(answer.url, {"means": "card"}).status_code == 303


def test_the_page_that_waits_ends_when_an_earlier_attempt_has_paid(bank):
    browser = a_browser()
    press(browser, to_recap(browser, a_variant()), "card")
    order, first = Order.objects.get(), Attempt.objects.get()
    browser.post(f"/commandes/{order.reference}/paiement/", {"means": "transfer"})
    banking.pay(first.page_url, banking.GOOD)
    settling.settle(attempt_id=first.pk, at=clock.now())

    answer = browser.get(f"/commandes/{order.reference}/banque/")

    assert (answer.status_code, answer.url) == (302, f"/commandes/{order.reference}/")

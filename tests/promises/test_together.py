"""One sale under two charters: what page, mail and screen tell, and what is done, move as one."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import translation
from pytest_django import Settings
from tests import jobs
from tests.promises.test_pages_follow import bent
from tests.shopping import a_browser, a_variant, press, to_recap

from poincon.charter import promises
from poincon.charter.models import Clock
from poincon.content import queries
from poincon.foundation import clock
from poincon.notifications.models import Message
from poincon.orders.models import Order

pytestmark = pytest.mark.django_db
DAYS = "payments.transfer.cancel_after_days"


def a_sale() -> tuple[Client, Order]:
    browser = a_browser()
    press(browser, to_recap(browser, a_variant()), "transfer")
    jobs.run()
    return browser, Order.objects.latest("pk")


def told(browser: Client, order: Order) -> dict[str, str]:
    """Return what the public page, the mail and the order's screen say, in French."""
    mail = Message.objects.get(kind="orders.received", subject_ref=f"order:{order.pk}")
    screen = browser.get(f"/commandes/{order.reference}/").text
    return {"page": queries.current("payment", "fr").text, "mail": mail.text, "screen": screen}


@pytest.mark.promise("payments.transfer.cancel_after_days")
def test_a_changed_term_is_told_everywhere_and_kept(settings: Settings) -> None:
    before, after = next(
        pair for pair in bent(promises.promise_called(DAYS)) if pair[0].house.key == "bijourama"
    )
    with translation.override("fr"), time_machine.travel("2026-11-24T09:00:00+00:00", tick=False):
        for running, other in ((before, after), (after, before)):
            settings.CHARTER = running
            browser, order = a_sale()
            words, not_now = promises.value(running, DAYS, "fr"), promises.value(other, DAYS, "fr")
            for place, text in told(browser, order).items():
                assert words in text, place
                assert f"sous {not_now}" not in text, place
            days = running.payments.transfer.cancel_after_days
            [ends] = Clock.objects.filter(promise=DAYS, subject=f"order:{order.pk}").values_list(
                "due_at", flat=True
            )
            assert (clock.local_day(ends) - clock.local_day(clock.now())).days in (days, days + 1)


@pytest.mark.promise("orders.cancel_until")
def test_a_changed_cut_off_is_told_and_kept(settings: Settings) -> None:
    id = "orders.cancel_until"
    before, after = next(
        pair for pair in bent(promises.promise_called(id)) if pair[0].house.key == "bijourama"
    )
    moments = []
    with time_machine.travel("2026-11-24T07:00:00+00:00", tick=False):
        for running in (before, after):
            settings.CHARTER = running
            assert promises.words(running, id, "fr") in queries.current("ordering", "fr").text
            _browser, order = a_sale()
            [ends] = Clock.objects.filter(promise=id, subject=f"order:{order.pk}").values_list(
                "due_at", flat=True
            )
            moments.append(ends)
    told_apart = timedelta(
        hours=after.orders.cancel_until.hour - before.orders.cancel_until.hour,
        minutes=after.orders.cancel_until.minute - before.orders.cancel_until.minute,
    )
    assert moments[1] - moments[0] == told_apart

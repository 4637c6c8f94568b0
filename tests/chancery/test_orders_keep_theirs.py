"""An order keeps what it was promised, the next gets what is promised now, nobody is surprised between."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from tests.chancery.drafts import an_approved
from tests.chancery.texts import approved_words
from tests.shopping import a_browser, a_variant, press, to_recap

from poincon.charter.models import Clock
from poincon.checkout.actions import settling
from poincon.content import queries as content
from poincon.foundation import clock
from poincon.orders.models import Order

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)
NEW = {
    "orders.change_until": datetime(2000, 1, 1, 10).time(),  # noqa: DTZ001 - a time of the day
    "orders.cancel_until": datetime(2000, 1, 1, 10).time(),  # noqa: DTZ001
    "orders.dispatch_within_days": 6,
    "payments.transfer.cancel_after_days": 12,
    "payments.transfer.reserve_days": 12,
    "payments.transfer.remind_after_days": (5,),
    "terms_version": "2026-11-24",
}


def an_order() -> Order:
    browser = a_browser()
    press(browser, to_recap(browser, a_variant()), "transfer")
    return Order.objects.latest("id")


def paid(order: Order, at: datetime) -> None:
    key = f"paid-{order.pk}"
    settling.receive_transfer(order_id=order.pk, amount=order.total, key=key, actor="staff:1", at=at)


def kept(order: Order) -> dict[str, object]:
    order.refresh_from_db()
    columns = ("change_until", "cancel_until", "pay_until", "dispatch_on", "arrives_from", "arrives_until")
    clocks = Clock.objects.filter(subject=f"order:{order.pk}").order_by("promise")
    given: dict[str, object] = {name: getattr(order, name) for name in columns}
    return given | {"terms": order.terms.version, "clocks": list(clocks.values_list("promise", "due_at"))}


def test_an_order_keeps_its_cut_off_its_terms_and_its_clocks() -> None:
    with time_machine.travel(MONDAY, tick=False):
        before = an_order()
        promised = kept(before)
        an_approved(NEW, from_at=TUESDAY, at=MONDAY)
    with time_machine.travel(TUESDAY, tick=False):
        after = an_order()
        assert kept(before) == promised
        theirs = kept(after)
    assert str(promised["terms"])[:10] != "2026-11-24" == str(theirs["terms"])[:10]
    assert clock.local(before.change_until).hour == 13
    assert clock.local(after.change_until).hour == 10
    assert (before.pay_until - MONDAY).days == 30
    assert (after.pay_until - TUESDAY).days == 12
    assert (after.dispatch_on - before.dispatch_on).days > 1


def test_days_of_dispatch_are_those_that_were_promised_with_the_order() -> None:
    with time_machine.travel(MONDAY, tick=False):
        order, control = an_order(), an_order()
        paid(control, MONDAY)
        an_approved(NEW, from_at=TUESDAY, at=MONDAY)
    with time_machine.travel(TUESDAY, tick=False):
        paid(order, TUESDAY)
    order.refresh_from_db()
    control.refresh_from_db()
    assert order.dispatch_on - control.dispatch_on == timedelta(days=1)


@pytest.mark.parametrize(
    "change",
    [
        {"terms_version": "2026-11-24"},
        {"orders.cancel_until": datetime(2000, 1, 1, 10).time()},  # noqa: DTZ001
        {"withdrawal.window_days": 21},
        {"orders.dispatch_within_days": 6},
    ],
)
def test_what_changed_between_the_recap_and_the_button_is_told(change: dict[str, object]) -> None:
    browser = a_browser()
    with time_machine.travel(MONDAY, tick=False):
        recap = to_recap(browser, a_variant())
        an_approved(change, at=MONDAY)
        told = press(browser, recap, "transfer")
        assert told.status_code == 409
        assert not Order.objects.exists()
        press(browser, browser.get("/commande/paiement/"), "transfer")
    assert Order.objects.count() == 1


def test_an_order_keeps_the_very_words_of_the_terms_that_its_buyer_read() -> None:
    browser = a_browser()
    more = "Nous disons ceci depuis lundi."
    terms = f"{content.written('terms', 'fr')}\n{more}\n"
    with time_machine.travel(MONDAY, tick=False):
        before = an_order()
        recap = to_recap(browser, a_variant())
        approved_words({"pages/fr/terms": terms}, at=MONDAY)
        assert press(browser, recap, "transfer").status_code == 409
        assert Order.objects.count() == 1
        press(browser, browser.get("/commande/paiement/"), "transfer")
    after = Order.objects.latest("id")
    assert more in after.terms.text
    assert more not in before.terms.text
    assert str(after.terms.version)[:10] == str(before.terms.version)[:10]
    assert after.terms.version != before.terms.version


def test_a_change_that_does_not_touch_the_order_does_not_stop_it() -> None:
    browser = a_browser()
    with time_machine.travel(MONDAY, tick=False):
        recap = to_recap(browser, a_variant())
        an_approved({"cart.kept_days": 11}, at=MONDAY)
        press(browser, recap, "transfer")
    assert Order.objects.count() == 1

"""A guest keeps the order in an account: by a press, by mail, and not without end."""

import pytest
from django.contrib.auth.hashers import check_password
from django.core.cache import cache
from tests.accounts.people import PASSWORD
from tests.shopping import a_browser, a_variant, press, to_recap

from poincon.accounts.models import User
from poincon.customers import seals
from poincon.customers.actions import registering
from poincon.customers.models import Registration
from poincon.foundation import clock
from poincon.orders.models import Order

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


def a_guest_with_an_order():
    browser = a_browser()
    press(browser, to_recap(browser, a_variant()), "transfer")
    return browser, f"/commandes/{Order.objects.get().reference}/"


def keep(browser, page, **sent):
    [action] = [
        part for part in browser.get(page).content.decode().split('"') if part.startswith(page + "co")
    ]
    return browser.post(action, sent)


def test_a_password_sent_by_whoever_ordered_opens_nothing():
    """Somebody orders under another's address: only the password chosen at the link counts."""
    browser, page = a_guest_with_an_order()
    keep(browser, page, password="le secret du voleur")
    assert not User.objects.exists()

    row = Registration.objects.get()
    registering.prove(seal=seals.sealed(row.pk), password=PASSWORD, at=clock.now())

    kept = User.objects.get().password
    assert check_password(PASSWORD, kept)
    assert not check_password("le secret du voleur", kept)


def test_keeping_is_limited_like_registering():
    browser, page = a_guest_with_an_order()
    answers = [keep(browser, page).status_code for _ in range(5)]
    assert answers == [302, 302, 302, 429, 429]
    assert Registration.objects.count() == 3

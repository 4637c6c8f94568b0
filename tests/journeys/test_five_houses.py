"""A person can buy in each of the five houses, in French and in English, by card and by transfer."""

import pytest
from tests import jobs
from tests.charter.conftest import FIVE
from tests.journeys import stories
from tests.journeys.visitor import Visitor, plain
from tests.shopping import a_variant

from poincon.foundation import clock
from poincon.notifications.models import Message

pytestmark = pytest.mark.django_db

THANKS = {"fr": "Merci, votre commande est confirmée", "en": "Thank you, your order is confirmed"}
WAITS = {"fr": "Votre commande attend son paiement", "en": "Your order is waiting for its payment"}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", FIVE)
def test_a_purchase_by_card(bank, open_house, name, language):
    charter, guest = open_house(name), Visitor(language)

    order = stories.orders(guest, a_variant(price=12_000), means="card")
    assert guest.left_for.startswith(bank)
    stories.pays_at_the_bank(guest)
    jobs.run()

    assert guest.title == THANKS[language]
    assert charter.house.name in guest.html
    assert f'lang="{language}"' in guest.html
    order.refresh_from_db()
    assert (order.funds, order.language) == ("paid", language)
    assert clock.local(order.cancel_until).time() == charter.orders.cancel_until
    prefix = "" if language == charter.languages[0] else f"/{language}"
    assert guest.path.startswith(f"{prefix}/")
    mails = Message.objects.filter(subject_ref=f"order:{order.pk}")
    assert sorted(mails.values_list("kind", flat=True)) == ["orders.paid", "orders.received"]
    for mail in mails:
        assert charter.house.name in mail.text


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", FIVE)
def test_a_purchase_by_transfer(open_house, name, language):
    charter, guest = open_house(name), Visitor(language)

    order = stories.orders(guest, a_variant(price=4_900), means="transfer")

    assert guest.title == WAITS[language]
    for words in (order.reference, charter.payments.transfer.iban, charter.payments.transfer.bic):
        assert words in plain(guest.page)
    days = charter.payments.transfer.cancel_after_days
    assert (order.pay_until - order.placed_at).days == days
    offered = {carrier.key for carrier in charter.carriers}
    assert order.consignment.carrier in offered


@pytest.mark.parametrize("name", FIVE)
def test_the_cart_reckons_with_the_house_s_own_rates(open_house, name):
    charter, guest = open_house(name), Visitor()
    free = charter.delivery.free_from_minor["fr"]
    below, reached = a_variant(price=free - 1), a_variant(price=free)

    stories.puts_into_cart(guest, below)
    assert "Livraison : France offerte" not in guest.page.replace("  ", " ")
    guest.press("Un de moins")
    stories.puts_into_cart(guest, reached)
    assert "Livraison : France offerte" in guest.page

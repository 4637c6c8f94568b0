"""From the window to the paid order, in both languages, as somebody who has never been here."""

import pytest
from tests import banking, jobs
from tests.journeys import stories
from tests.journeys.visitor import Visitor, plain
from tests.shopping import a_variant

from poincon.cart.models import Cart
from poincon.checkout.models import Checkout
from poincon.notifications.models import Message
from poincon.orders.models import Order

pytestmark = pytest.mark.django_db

TOLD = {
    "fr": ("Merci, votre commande est confirmée", "Paiement autorisé", "TVA", "1 290,00 €"),
    "en": ("Thank you, your order is confirmed", "Payment authorised", "VAT", "€1,290.00"),
}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_guest_buys_a_ring(bank, language):
    ring, guest = a_variant(stock=1), Visitor(language)

    order = stories.orders(guest, ring, means="card")
    assert guest.left_for.startswith(bank)
    stories.pays_at_the_bank(guest)
    jobs.run()

    title, state, tax, amount = TOLD[language]
    assert (guest.status, guest.title) == (200, title)
    assert guest.path == stories.address("orders:order", language, reference=order.reference)
    for words in (state, tax, amount, order.reference, "Claire Moreau", "75011 PARIS"):
        assert words in guest.page
    order.refresh_from_db()
    assert (order.language, order.funds, order.customer_id) == (language, "paid", None)
    received, paid = Message.objects.filter(subject_ref=f"order:{order.pk}").order_by("pk")
    assert (received.kind, paid.kind) == ("orders.received", "orders.paid")
    assert {received.language, paid.language} == {language}
    assert amount in plain(received.text)
    assert not Cart.objects.exists()
    assert not Checkout.objects.exists()


def test_strong_authentication_and_two_pieces_of_which_one_twice(bank):
    ring, band, guest = a_variant(price=9_000), a_variant(price=4_500), Visitor()
    stories.puts_into_cart(guest, ring, band)
    guest.press("Un de plus")

    assert "225,00 €" in guest.page
    order = stories.orders(guest, means="card")
    stories.pays_at_the_bank(guest, banking.CHALLENGE)

    order.refresh_from_db()
    assert (order.funds, order.items_minor) == ("paid", 22_500)
    assert sorted(order.lines.values_list("quantity", flat=True)) == [1, 2]


def test_the_letter_of_the_button_and_nothing_to_tick_before_it():
    guest = stories.puts_into_cart(Visitor(), a_variant())
    stories.chooses_carrier(stories.tells_where(guest))

    assert guest.can_press("Commande avec obligation de paiement")
    assert 'type="checkbox"' not in guest.html
    assert 'name="means" value="card" checked' not in guest.html
    assert Order.objects.count() == 0


def test_the_mail_opens_the_order_on_another_machine(bank):
    guest = Visitor()
    order = stories.orders(guest, a_variant(), means="card")
    stories.pays_at_the_bank(guest)
    jobs.run()
    mail = Message.objects.get(kind="orders.paid")

    elsewhere = Visitor().go(stories.address("orders:order", "fr", reference=order.reference))
    assert elsewhere.status == 404
    link = next(word for word in mail.text.split() if "?key=" in word)
    elsewhere.go(link.partition("8000")[2])
    assert (elsewhere.status, elsewhere.title) == (200, guest.title)
    assert "key=" not in elsewhere.path

"""What a browser may be made to send. A refusal is a page that says so, and nothing has changed."""

import re
from collections import Counter

import pytest
from tests import banking
from tests.journeys import stories
from tests.journeys.visitor import Visitor
from tests.shopping import AT, a_browser, a_variant

from poincon.cart.models import CartLine
from poincon.checkout.models import Checkout
from poincon.foundation.models import Entry
from poincon.inventory.models import Hold
from poincon.kernel.money import Money
from poincon.orders.models import Order
from poincon.payments.models import Attempt, BankMessage, Movement
from poincon.pricing import actions as pricing

pytestmark = pytest.mark.django_db

HUGE = "9" * 40
RECAP = "/commande/paiement/"


def standing():
    """Everything that a refused request must leave alone."""
    kept = [Order, Attempt, Hold, Movement, CartLine, Entry]
    columns = ["id", "funds", "life", "work", "total_minor"]
    return {model.__name__: Counter(map(str, model.objects.values_list())) for model in kept} | {
        "orders": list(Order.objects.order_by("pk").values_list(*columns))
    }


def at_the_recap(**stock):
    guest = stories.puts_into_cart(Visitor(), a_variant(**stock))
    stories.chooses_carrier(stories.tells_where(guest))
    seal = guest.html.partition('name="seal" value="')[2].partition('"')[0]
    assert len(seal) == 64
    return guest, seal


def refused(answer, *statuses):
    assert answer.status_code in (statuses or (400, 404, 409, 422)), answer.status_code
    return answer.content.decode()


@pytest.mark.parametrize("quantity", ["0", "-1", "21", HUGE, "1.5", "un", "1e3", "", "٣٣", "0x1", "\x00"])
def test_quantities_that_are_none(quantity):
    ring, guest = a_variant(stock=50), a_browser()
    guest.post("/panier/ajout", {"variant": ring.pk, "quantity": "2"})
    before = standing()

    if quantity == "":
        return_to = guest.post("/panier/changement", {"variant": ring.pk, "quantity": "-5"})
    else:
        return_to = guest.post("/panier/ajout", {"variant": ring.pk, "quantity": quantity})

    refused(return_to)
    assert standing() == before


@pytest.mark.parametrize("variant", ["", "0", "-1", HUGE, "abc", "1 OR 1=1", "999999999", "\x00"])
def test_pieces_that_are_none(variant):
    a_variant()
    before = standing()
    refused(a_browser().post("/panier/ajout", {"variant": variant, "quantity": "1"}))
    assert standing() == before


def test_a_piece_that_is_not_shown_cannot_be_bought():
    secret = a_variant(publish=False)
    refused(a_browser().post("/panier/ajout", {"variant": secret.pk, "quantity": "1"}), 404)
    assert not CartLine.objects.exists()


@pytest.mark.parametrize("country", ["KP", "XX", "", "fr", "FRA", "F" * 500, "<b>"])
def test_countries_to_which_nothing_is_sent(country):
    guest = stories.puts_into_cart(Visitor(), a_variant())
    guest.press("Commander")
    told = {name.replace("__", "-"): value for name, value in stories.HOME.items()}
    before = standing()

    sent = guest.client.post("/commande/", told | {"email": "a@example.org", "shipping-country": country})

    refused(sent, 422)
    assert standing() == before
    assert Checkout.objects.get().delivery == {}
    guest.client.post("/panier/destination", {"country": country})
    assert standing() == before


@pytest.mark.parametrize("carrier", ["", "pigeon", "chronopost ", "lettre_suivie", "x" * 1000, "\x00"])
def test_carriers_that_are_not_offered(carrier):
    guest = stories.tells_where(stories.puts_into_cart(Visitor(), a_variant()))
    assert carrier not in guest.offers("carrier")

    refused(guest.client.post("/commande/livraison/", {"carrier": carrier, "phone": stories.PHONE}), 400, 422)

    assert Checkout.objects.get().carrier == ""
    assert guest.go(RECAP).path != RECAP


@pytest.mark.parametrize("means", ["", "cash", "sandbox", "paypal", "x" * 1000])
def test_means_that_are_not_offered(means):
    guest, seal = at_the_recap()
    before = standing()
    refused(guest.client.post(RECAP, {"means": means, "seal": seal}), 422)
    assert standing() == before


@pytest.mark.parametrize("seal", ["", "0" * 64, "x" * 64, "f" * 5000])
def test_another_seal_than_that_of_what_was_shown(seal):
    guest, _seal = at_the_recap()
    before = standing()
    refused(guest.client.post(RECAP, {"means": "transfer", "seal": seal}), 409, 422)
    assert standing() == before


def test_amounts_in_a_request_are_not_even_read():
    guest, seal = at_the_recap()
    told = {
        "means": "transfer",
        "seal": seal,
        "total": "1",
        "total_minor": "1",
        "amount": "0.01",
        "currency": "XAF",
    }
    guest.client.post(RECAP, told | {"quantity": "0", "price": "-1"})
    order = Order.objects.get()
    assert (order.total_minor, order.currency) == (order.items_minor + order.delivery_minor, "EUR")
    assert order.items_minor == 129_000


def test_a_price_that_moved_between_recap_and_button_is_said_and_nothing_is_ordered():
    ring = a_variant()
    guest = stories.chooses_carrier(stories.tells_where(stories.puts_into_cart(Visitor(), ring)))
    pricing.set_price(variant_id=ring.pk, amount=Money(149_000, "EUR"), actor="test", at=AT)
    before = standing()

    guest.press("Commande avec obligation de paiement", means="transfer")

    assert guest.status == 409
    assert "Quelque chose a changé" in guest.page
    assert "1 490,00 €" in guest.page
    assert standing() == before
    guest.press("Commande avec obligation de paiement", means="transfer")
    assert Order.objects.get().items_minor == 149_000


def test_the_same_button_pressed_twice_orders_once():
    guest, seal = at_the_recap()
    answers = [guest.client.post(RECAP, {"means": "transfer", "seal": seal}) for _ in range(2)]
    assert Order.objects.count() == 1
    assert [answer.status_code // 100 for answer in answers] == [3, 3]


def unsought(page: str) -> str:
    """Leave out the words of the address, which a page that does not exist offers as a search."""
    return re.sub(r'(name="q"[^>]*value=")[^"]*', r"\1", page)


@pytest.mark.parametrize(
    ("page", "sent"),
    [
        ("orders:order", None),
        ("checkout:pay", None),
        ("checkout:pay", {"means": "transfer"}),
        ("checkout:wait", None),
        ("checkout:cancel", {}),
        ("checkout:choose", {"choice": "refund"}),
        ("checkout:keep", {}),
    ],
)
def test_an_order_of_somebody_else_does_not_exist(page, sent):
    order = stories.orders(Visitor(), a_variant(), means="transfer")
    stranger = Visitor()
    stories.orders(stranger, a_variant(), means="transfer", email="paul@example.org")
    before = standing()
    to = stories.address(page, "fr", reference=order.reference)

    answer = stranger.client.get(to) if sent is None else stranger.client.post(to, sent)

    told = refused(answer, 404)
    elsewhere = to.replace(order.reference, "ZZZZ-ZZZZ")
    nowhere = stranger.client.get(elsewhere) if sent is None else stranger.client.post(elsewhere, sent)
    assert unsought(told).replace(order.reference, "ZZZZ-ZZZZ") == unsought(nowhere.content.decode())
    assert standing() == before


def test_a_cookie_of_orders_that_was_altered_opens_nothing():
    guest = Visitor()
    order = stories.orders(guest, a_variant(), means="transfer")
    guest.client.cookies["orders"] = guest.client.cookies["orders"].value[:-1] + "x"
    assert guest.go(stories.address("orders:order", "fr", reference=order.reference)).status == 404


def test_another_site_cannot_post_in_somebodys_name():
    guest = stories.puts_into_cart(Visitor(), a_variant())
    guest.client.handler.enforce_csrf_checks = True
    before = standing()
    for site in ("cross-site", "same-site", "none"):
        answer = guest.client.post(
            "/panier/changement", {"variant": "1", "quantity": "0"}, headers={"sec-fetch-site": site}
        )
        refused(answer, 403)
    assert standing() == before


def test_a_host_that_is_not_ours_is_refused_with_a_page_that_names_only_ours():
    answer = a_browser().get("/", headers={"host": "evil.example"})
    assert "evil.example" not in refused(answer, 400)


def test_forged_words_of_the_bank_pay_nothing(bank):
    guest = Visitor()
    order = stories.orders(guest, a_variant(), means="card")
    attempt = order.payable.attempts.get()
    before = standing()

    for wrong in ({"amount_minor": 1}, {"secret": "guessed"}, {"at": 1_700_000_000}):
        told = {"amount_minor": order.total_minor, "reference": order.reference} | wrong
        banking.send(*banking.message(attempt.provider_ref, **told))
    guest.go(stories.address("checkout:wait", "fr", reference=order.reference) + "?status=paid&amount=0")

    assert BankMessage.objects.count() == 3
    assert standing() == before

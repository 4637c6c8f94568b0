"""The whole way by the API: from a piece to a paid and delivered order, and what is refused on it."""

import pytest
from tests import banking, jobs
from tests.accounts.people import a_customer
from tests.api.programs import ADDRESS, BACK, a_program, placed, problem, to_quote, with_cart
from tests.shopping import a_variant

from poincon.checkout.models import Checkout
from poincon.foundation import journal
from poincon.orders.models import Order
from poincon.payments.models import Attempt

pytestmark = pytest.mark.django_db


def test_an_order_by_transfer_says_where_to_send_the_money():
    program = a_program()
    answer = placed(program, a_variant(price=129_000))

    assert answer.status_code == 201
    told = answer.json()
    order = Order.objects.get()
    assert told["reference"] == told["payment"]["transfer"]["reference"] == order.reference
    assert told["payment"]["amount"] == told["total"] == {"minor": order.total_minor, "currency": "EUR"}
    assert told["payment"]["page_url"] is None
    assert told["placed_at"].endswith("Z")
    entry = journal.entries(f"order:{order.pk}").first()
    assert (entry.verb, entry.actor) == ("place", order.placed_by)
    assert order.placed_by.startswith("token:")
    assert problem(program.get("/cart")) == (404, "no_cart")


def test_an_order_by_card_is_paid_at_the_bank_and_followed_to_the_door(bank):
    program = a_program()
    told = placed(program, a_variant(), means="card").json()
    assert told["payment"]["page_url"].startswith(bank)
    banking.pay(told["payment"]["page_url"], banking.GOOD)
    attempt = Attempt.objects.get()
    banking.send(
        *banking.message(attempt.provider_ref, amount_minor=attempt.amount_minor, reference=told["reference"])
    )
    jobs.run()

    order = program.get(f"/orders/{told['reference']}").json()
    assert order["standing"]["funds"] == "paid"
    assert order["label"] == {"code": "payment_authorised", "words": "Paiement autorisé"}
    (queued,) = program.get("/desk/orders?queue=to_prepare").json()["items"]
    assert queued["reference"] == told["reference"]
    here = f"/desk/orders/{told['reference']}"
    assert program.post(f"{here}/steps", {"verb": "prepare"}).json()["standing"]["work"] == "preparing"
    assert program.post(f"{here}/steps", {"verb": "make_ready"}).status_code == 201
    sent = program.post(f"{here}/parcels", {"carrier": "colissimo", "number": "6A12345678901"})
    assert sent.json()["label"]["code"] == "shipped"
    (parcel,) = program.get(f"/orders/{told['reference']}").json()["parcels"]
    assert (parcel["number"], parcel["contents"][0]["quantity"]) == ("6A12345678901", 1)
    assert program.post(f"{here}/parcels/{parcel['parcel']}/receipt").json()["label"]["code"] == "delivered"
    assert problem(program.post(f"{here}/steps", {"verb": "prepare"})) == (409, "step_refused")


def test_the_buyer_alone_opens_the_order_with_its_key_and_cancels_it():
    told = placed(a_program(), a_variant()).json()
    stranger = a_program("read:orders", "write:orders")
    path = f"/orders/{told['reference']}"
    assert problem(stranger.get(path)) == (404, "not_found")
    assert problem(stranger.post(f"{path}/cancellation")) == (404, "not_found")

    assert stranger.get(path, order_key=told["key"]).status_code == 200
    cancelled = stranger.post(f"{path}/cancellation", order_key=told["key"])
    assert (cancelled.status_code, cancelled.json()["life"]) == (201, "cancelled")
    assert problem(stranger.post(f"{path}/cancellation", order_key=told["key"])) == (
        409,
        "too_late_to_cancel",
    )
    assert problem(a_program("write:cart").get(path)) == (403, "scope_missing")


def test_a_price_that_moved_sells_nothing():
    program = a_program()
    variant = a_variant()
    quote = to_quote(with_cart(program, variant))
    stale = {"seal": "0" * 64, "means": "transfer", "return_url": BACK}
    assert problem(program.post("/checkout/order", stale)) == (409, "cart_changed")
    assert not Order.objects.exists()
    assert program.post("/checkout/order", stale | {"seal": quote["seal"]}).status_code == 201


def test_every_fault_of_an_address_is_told_at_its_place_and_nothing_is_kept():
    program = with_cart(a_program(), a_variant())
    program.post("/checkout")
    wrong = ADDRESS | {"postcode": "7501"}
    answer = program.put("/checkout/details", {"email": "nobody", "delivery": wrong}, accept_language="en")
    assert problem(answer) == (422, "invalid_request")
    assert {one["pointer"] for one in answer.json()["errors"]} == {"/email", "/delivery/postcode"}
    assert Checkout.objects.get().email == ""
    answer = program.put("/checkout/details", {"email": "a@b.example", "delivery": {"line2": 3}})
    assert "/delivery/line2" in {one["pointer"] for one in answer.json()["errors"]}


def test_words_come_in_the_language_that_was_asked_for():
    program = with_cart(a_program(), variant := a_variant(stock=1))
    wish = {"variant": variant.pk, "quantity": 5}
    english = program.post("/cart/lines", wish, accept_language="en-GB, fr;q=0.5")
    french = program.post("/cart/lines", wish, accept_language="de, fr;q=0.5")
    assert problem(english) == problem(french) == (409, "none_left")
    assert english.json()["detail"] == "Only 1 is left. Your cart has not been changed."
    assert "Il n’en reste" in french.json()["detail"]
    assert english.json()["context"] == {"left": 1}
    assert (english.headers["Content-Language"], french.headers["Content-Language"]) == ("en", "fr")


def test_a_customers_token_orders_in_the_customers_name():
    customer = a_customer()
    mine = a_program(customer_id=customer.pk)
    told = placed(mine, a_variant()).json()
    assert Order.objects.get().customer_id == customer.pk
    other = a_program("read:orders", customer_id=customer.pk)
    assert [one["reference"] for one in other.get("/orders").json()["items"]] == [told["reference"]]
    assert a_program().get("/orders").json()["items"] == []


def test_a_house_that_wants_accounts_takes_orders_only_for_customers(settings):
    accounts = settings.CHARTER.accounts.model_copy(update={"checkout": "account"})
    settings.CHARTER = settings.CHARTER.model_copy(update={"accounts": accounts})
    program = with_cart(a_program(), a_variant())
    assert problem(program.post("/checkout")) == (403, "account_needed")
    assert placed(a_program(customer_id=a_customer().pk), a_variant()).status_code == 201


@pytest.mark.parametrize(
    ("name", "status"), [("Mo\u200breau", 422), ("Moreau\nClaire", 422), ("مهدی\u200cپور", 200)]
)
def test_a_name_that_cannot_be_read_is_refused_and_one_of_another_script_is_not(name, status):
    program = with_cart(a_program(), a_variant())
    assert program.post("/checkout").status_code == 201
    told = {"email": "claire@example.org", "delivery": ADDRESS | {"last_name": name}}
    answer = program.put("/checkout/details", told)
    assert answer.status_code == status
    if status == 422:
        assert [fault["code"] for fault in answer.json()["errors"]] == ["unprintable"]
        assert Checkout.objects.get().delivery == {}

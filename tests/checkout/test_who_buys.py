"""The order goes to whom the recap named: the seal holds the buyer, and an account its own address."""

import pytest
from django.urls import reverse
from tests.accounts.people import PASSWORD, a_customer
from tests.shopping import ADDRESS, a_browser, a_variant, press, to_recap

from poincon.checkout.models import Checkout
from poincon.orders.models import Order

pytestmark = pytest.mark.django_db
BILLED = {"billing_differs": "on"} | {
    name.replace("shipping", "billing"): value for name, value in ADDRESS.items() if name != "email"
}


@pytest.mark.parametrize(
    ("moved", "shown"),
    [
        ({"email": "somebody@else.example"}, "somebody@else.example"),
        ({"shipping-line1": "1 quai des Voleurs"}, "1 quai des Voleurs"),
        ({"shipping-first_name": "Paul"}, "Paul Moreau"),
        (BILLED | {"billing-line1": "2 rue Neuve"}, "2 rue Neuve"),
    ],
)
def test_what_another_page_told_meanwhile_is_shown_before_it_is_ordered(moved, shown):
    browser = a_browser()
    recap = to_recap(browser, a_variant())
    browser.post("/commande/", ADDRESS | moved)

    answer = press(browser, recap, "transfer")

    assert answer.status_code == 409
    assert not Order.objects.exists()
    assert shown in answer.content.decode()
    assert press(browser, answer, "transfer").status_code == 302


def test_a_telephone_told_meanwhile_is_in_the_seal():
    browser = a_browser()
    recap = to_recap(browser, a_variant())
    checkout = Checkout.objects.get()
    checkout.delivery |= {"phone": "+33699999999"}
    checkout.save()
    assert press(browser, recap, "transfer").status_code == 409
    assert not Order.objects.exists()


def test_the_same_details_told_again_change_nothing():
    """Negative control: the seal moves with the buyer, not with the telling."""
    browser = a_browser()
    recap = to_recap(browser, a_variant())
    carrier, phone = Checkout.objects.values_list("carrier", "delivery__phone").get()
    browser.post("/commande/", ADDRESS)
    browser.post("/commande/livraison/", {"carrier": carrier, "phone": phone})
    assert press(browser, recap, "transfer").status_code == 302


def test_a_guest_who_signs_in_on_the_way_orders_under_the_address_of_the_account():
    customer = a_customer("marie@example.org")
    browser = a_browser()
    before = to_recap(browser, a_variant(), email="typed@wrong.example")
    browser.post(reverse("account_login"), {"login": "marie@example.org", "password": PASSWORD})

    assert press(browser, before, "transfer").status_code == 409, "the recap named another address"
    recap = browser.get("/commande/paiement/")
    assert "marie@example.org" in recap.content.decode()
    assert "typed@wrong.example" not in recap.content.decode()
    assert Checkout.objects.get().email == "marie@example.org"
    press(browser, recap, "transfer")

    order = Order.objects.get()
    assert (order.customer, order.contact.email) == (customer, "marie@example.org")

"""The way in: signing in and out, too many tries, where it leads."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.accounts.people import AT, PASSWORD, a_customer, signed_in

from poincon.accounts import actions
from poincon.accounts.hashers import Argon2
from poincon.accounts.models import User
from poincon.foundation import journal

pytestmark = pytest.mark.django_db
EMAIL = "claire@example.org"


def sign_in(client: Client, password: str = PASSWORD, email: str = EMAIL, **extra: str) -> object:
    return client.post(reverse("account_login"), {"login": email, "password": password, **extra})


def test_the_right_password_opens_the_space() -> None:
    customer, client = a_customer(), Client()
    answer = sign_in(client)
    assert (answer.status_code, answer["Location"]) == (302, reverse("customers:home"))
    assert client.session["_auth_user_id"] == str(customer.user_id)


def test_a_wrong_password_opens_nothing_and_says_so_with_422() -> None:
    a_customer()
    client = Client()
    answer = sign_in(client, "not the one at all")
    assert answer.status_code == 422
    assert "ne vont pas ensemble" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_signing_in_leads_back_to_where_one_came_from_but_never_elsewhere() -> None:
    a_customer()
    assert sign_in(Client(), next="/compte/adresses/")["Location"] == "/compte/adresses/"
    assert sign_in(Client(), next="https://evil.example/")["Location"] == reverse("customers:home")


def test_ten_wrong_tries_close_the_door_to_the_right_password_too() -> None:
    a_customer()
    for _ in range(10):
        assert sign_in(Client(), "not the one at all").status_code == 422
    assert sign_in(Client()).status_code == 429
    assert sign_in(Client(), email=EMAIL.upper()).status_code == 429


def test_the_tally_cannot_be_split_by_naming_the_shop_differently() -> None:
    a_customer()
    for host in ("testserver", "localhost") * 5:
        Client(HTTP_HOST=host).post(
            reverse("account_login"), {"login": EMAIL, "password": "not the one at all"}
        )
    assert sign_in(Client()).status_code == 429


def test_others_still_get_in_while_one_address_is_closed() -> None:
    a_customer()
    a_customer("paul@example.org")
    for _ in range(10):
        sign_in(Client(), "not the one at all")
    assert sign_in(Client(), email="paul@example.org").status_code == 302


def test_a_suspended_user_is_out_with_the_next_click_and_stays_out() -> None:
    customer = a_customer()
    client = signed_in(customer)
    assert client.get(reverse("customers:home")).status_code == 200

    actions.suspend(user=customer.user, actor="staff:1", at=AT)

    assert client.get(reverse("customers:home")).status_code == 302
    assert sign_in(Client())["Location"] == reverse("account_inactive")
    assert [entry.verb for entry in journal.entries(f"user:{customer.user_id}")] == ["suspend"]

    actions.readmit(user=customer.user, actor="staff:1", at=AT)
    assert sign_in(Client())["Location"] == reverse("customers:home")


def test_signing_out_needs_a_press_not_a_link() -> None:
    client = signed_in(a_customer())
    assert client.get(reverse("account_logout")).status_code == 200
    assert "_auth_user_id" in client.session
    assert client.post(reverse("account_logout")).status_code == 302
    assert "_auth_user_id" not in client.session


def test_an_address_in_another_case_is_the_same_account() -> None:
    a_customer("Claire@Example.ORG")
    assert User.objects.get().email == EMAIL
    with pytest.raises(actions.AddressTaken) as refused:
        actions.open_account(email="CLAIRE@example.org", hashed="x", language="fr", at=AT)
    assert refused.value.code == "address_taken"
    assert User.objects.count() == 1


def test_passwords_are_kept_as_argon2id_above_the_floor() -> None:
    kept = Argon2().encode(PASSWORD, "saltsaltsalt")
    assert kept.startswith("argon2$argon2id$")
    assert "m=32768,t=2,p=1" in kept
    assert PASSWORD not in kept

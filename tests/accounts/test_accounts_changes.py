"""Changes to the way in: password, address, second factor."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests.accounts.people import PASSWORD, a_customer, link_in, mails_to

from poincon.accounts.events import AddressProven
from poincon.accounts.models import User
from poincon.customers.models import Customer
from poincon.foundation.models import Fact

pytestmark = pytest.mark.django_db
OLD, NEW = "claire@example.org", "claire.moreau@example.org"


@pytest.fixture
def customer() -> Customer:
    return a_customer(OLD)


@pytest.fixture
def client(customer: Customer) -> Client:
    """A browser signed in with the password a moment ago, as sensitive pages want it."""
    client = Client()
    client.force_login(customer.user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def change_address(client: Client, to: str = NEW) -> object:
    return client.post(reverse("account_email"), {"email": to, "action_add": "1"})


def proven() -> list[int]:
    return list(
        Fact.objects.filter(name="accounts.address_proven").values_list("payload__user_id", flat=True)
    )


def test_a_new_password_keeps_this_browser_and_ends_the_others(client: Client, customer: Customer) -> None:
    other = Client()
    other.force_login(customer.user)
    data = {"oldpassword": PASSWORD, "password1": "trois perles et demie"}
    assert client.post(reverse("account_change_password"), data).status_code == 302
    assert client.get(reverse("customers:home")).status_code == 200
    assert other.get(reverse("customers:home")).status_code == 302
    assert mails_to(OLD)[-1].kind == "accounts.notice"


def test_a_new_password_needs_the_old_one(client: Client) -> None:
    data = {"oldpassword": "not the one at all", "password1": "trois perles et demie"}
    assert client.post(reverse("account_change_password"), data).status_code == 422
    assert User.objects.get().check_password(PASSWORD)


def test_a_new_address_takes_effect_when_it_is_proven(client: Client, customer: Customer) -> None:
    change_address(client)
    assert User.objects.get().email == OLD
    (proof,) = mails_to(NEW)
    assert f"{settings.BASE_URL}/compte/adresse-email/" in proof.text

    link = link_in(proof)
    assert client.get(link).status_code == 200
    assert User.objects.get().email == OLD
    assert client.post(link).status_code == 302

    assert User.objects.get().email == NEW
    assert mails_to(OLD)[-1].kind == "accounts.notice"
    assert proven() == [customer.user_id, customer.user_id]
    assert AddressProven(customer.user_id).subject == f"user:{customer.user_id}"


def test_the_proof_works_once(client: Client) -> None:
    change_address(client)
    link = link_in(mails_to(NEW)[0])
    client.post(link)
    assert client.get(link).status_code == 410


def test_the_old_address_signs_in_until_the_new_one_is_proven(client: Client) -> None:
    change_address(client)
    for email, status in ((NEW, 422), (OLD, 302)):
        answer = Client().post(reverse("account_login"), {"login": email, "password": PASSWORD})
        assert answer.status_code == status


def test_an_address_of_somebody_else_looks_the_same_and_is_never_taken_over(client: Client) -> None:
    a_customer("paul@example.org")
    taken, free = change_address(client, "paul@example.org"), change_address(client, NEW)
    assert (taken.status_code, taken["Location"]) == (free.status_code, free["Location"])
    change_address(client, "paul@example.org")
    assert client.get(link_in(mails_to("paul@example.org")[0])).status_code == 410
    assert User.objects.filter(email="paul@example.org").count() == 1


def test_a_change_of_address_asks_for_the_password_again(customer: Customer) -> None:
    client = Client()
    client.force_login(customer.user)
    answer = change_address(client)
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert not mails_to(NEW)


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[1]))


def with_second_factor(client: Client) -> str:
    page = client.get(reverse("mfa_activate_totp"))
    secret: str = page.context["form"].secret
    assert client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)}).status_code == 302
    return secret


def test_a_second_factor_is_asked_for_once_it_is_set(
    client: Client, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        secret = with_second_factor(client)
    assert mails_to(OLD)[-1].kind == "accounts.notice"

    other = Client()
    answer = other.post(reverse("account_login"), {"login": OLD, "password": PASSWORD})
    assert answer["Location"] == reverse("mfa_authenticate")
    assert other.get(reverse("customers:home")).status_code == 302

    assert other.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 422
    assert other.post(reverse("mfa_authenticate"), {"code": code_for(secret)}).status_code == 302
    assert other.get(reverse("customers:home")).status_code == 200


def test_a_recovery_code_opens_once(client: Client) -> None:
    with_second_factor(client)
    code = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"][0]
    for status in (302, 422):
        other = Client()
        other.post(reverse("account_login"), {"login": OLD, "password": PASSWORD})
        assert other.post(reverse("mfa_authenticate"), {"code": code}).status_code == status


def test_a_copy_of_the_database_holds_no_readable_second_factor(client: Client) -> None:
    secret = with_second_factor(client)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    assert settings.SECRET_KEY not in kept


def test_a_new_password_does_not_pass_the_second_factor_by(client: Client, customer: Customer) -> None:
    """ASVS 6.4.3: the link gives a password, and the code is still asked for."""
    with_second_factor(client)
    customer.user.refresh_from_db()
    customer.user.set_password("trois perles et demie")
    customer.user.save()
    other = Client()
    answer = other.post(reverse("account_login"), {"login": OLD, "password": "trois perles et demie"})
    assert answer["Location"] == reverse("mfa_authenticate")

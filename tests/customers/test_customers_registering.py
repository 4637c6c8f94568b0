"""Opening an account: nothing exists before the address is proven."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests.accounts.people import AT, PASSWORD, a_customer, jobs, link_in, mails_to

from poincon.accounts.actions import AddressTaken
from poincon.accounts.models import User
from poincon.customers import actions, seals
from poincon.customers.addresses import AddressData
from poincon.customers.models import Customer, Registration
from poincon.customers.rules import VALID
from poincon.foundation.models import Entry, Fact

pytestmark = pytest.mark.django_db
EMAIL = "ines@example.org"
FORM = {"first_name": "Inès", "last_name": "Faure", "email": EMAIL}
CHOSEN = {"password": PASSWORD}
HOME = AddressData("Inès", "Faure", "", "3 rue du Lac", "", "69003", "Lyon", "", "FR", "+33612345678")


@pytest.fixture(autouse=True)
def _then() -> object:
    with time_machine.travel(AT, tick=False):
        yield


def register(client: Client, **changes: str) -> object:
    answer = client.post(reverse("account_signup"), {**FORM, **changes})
    for row in Registration.objects.all():
        actions.answer_registration(registration_id=row.pk, at=AT)
    return answer


def test_the_form_asks_for_three_things_and_no_civility() -> None:
    fields = Client().get(reverse("account_signup")).content.decode()
    asked = [name for name in ("first_name", "last_name", "email", "password") if f'name="{name}"' in fields]
    assert asked == ["first_name", "last_name", "email"]
    assert fields.count("<input") == 3 + fields.count('type="search"')
    for token in ("given-name", "family-name", "email"):
        assert f'autocomplete="{token}"' in fields


def test_the_account_opens_with_a_press_and_not_with_the_link_alone() -> None:
    client = Client()
    assert register(client)["Location"] == reverse("customers:registered")
    assert not User.objects.exists()

    (message,) = mails_to(EMAIL)
    link = link_in(message)
    assert f"{settings.BASE_URL}/compte/inscription/" in message.text
    assert client.get(link).status_code == 200
    assert not User.objects.exists()

    assert client.post(link, CHOSEN)["Location"] == reverse("customers:home")
    customer = Customer.objects.get()
    assert (customer.name, customer.user.email) == ("Inès Faure", EMAIL)
    assert customer.user.check_password(PASSWORD)
    assert client.get(reverse("customers:home")).status_code == 200
    assert not Registration.objects.exists()
    assert Fact.objects.get(name="accounts.address_proven").payload == {"user_id": customer.user_id}


def test_another_browser_must_sign_in_itself() -> None:
    register(Client())
    other = Client()
    assert other.post(link_in(mails_to(EMAIL)[0]), CHOSEN)["Location"] == reverse("account_login")
    assert other.get(reverse("customers:home")).status_code == 302
    assert Customer.objects.count() == 1


def test_the_way_leads_on_to_where_it_began_but_never_elsewhere() -> None:
    client = Client()
    register(client, next="/commande/")
    assert client.post(link_in(mails_to(EMAIL)[0]), CHOSEN)["Location"] == "/commande/"

    client = Client()
    register(client, email="paul@example.org", next="https://evil.example/")
    assert client.post(link_in(mails_to("paul@example.org")[0]), CHOSEN)["Location"] == reverse(
        "customers:home"
    )


def test_the_link_works_once_and_for_its_days() -> None:
    register(Client())
    link = link_in(mails_to(EMAIL)[0])
    with time_machine.travel(AT + VALID + timedelta(seconds=1), tick=False):
        assert Client().post(link, CHOSEN).status_code == 410
    assert not User.objects.exists()
    assert Client().post(link, CHOSEN).status_code == 302
    assert Client().post(link, CHOSEN).status_code == 410
    assert User.objects.count() == 1


@pytest.mark.parametrize("seal", ["1", "1:x", "x:y", "999999"])
def test_a_made_up_link_opens_nothing(seal: str) -> None:
    register(Client())
    with pytest.raises(actions.RegistrationOver) as refused:
        actions.prove(seal=seal, password=PASSWORD, at=AT)
    assert (refused.value.code, refused.value.status) == ("registration_over", 410)
    assert not User.objects.exists()


def test_a_seal_fits_its_own_registration_alone() -> None:
    register(Client())
    row = Registration.objects.get()
    number, _, signature = seals.sealed(row.pk).partition(":")
    assert seals.opened(f"{number}:{signature}") == row.pk
    with pytest.raises(actions.RegistrationOver):
        actions.prove(seal=f"{row.pk + 1}:{signature}", password=PASSWORD, at=AT)


def test_whoever_has_an_account_is_told_by_mail_alone() -> None:
    a_customer(EMAIL)
    register(Client())
    (message,) = mails_to(EMAIL)
    assert message.kind == "customers.already"
    assert "inscription" not in message.text
    assert not Registration.objects.exists()
    assert User.objects.get().check_password(PASSWORD)


def test_two_registrations_of_one_address_open_one_account() -> None:
    first = actions.register(email=EMAIL, first_name="A", last_name="B", language="fr", at=AT)
    actions.prove(seal=seals.sealed(first.pk), password=PASSWORD, at=AT)
    late = actions.register(email=EMAIL, first_name="C", last_name="D", language="fr", at=AT)
    with pytest.raises(AddressTaken):
        actions.prove(seal=seals.sealed(late.pk), password=PASSWORD, at=AT)
    assert Customer.objects.get().first_name == "A"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "ines"}, "email"),
        ({"last_name": ""}, "last_name"),
    ],
)
def test_a_form_to_correct_is_422_and_writes_nothing(changes: dict[str, str], field: str) -> None:
    answer = register(Client(), **changes)
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert not Registration.objects.exists()


def test_a_guest_becomes_a_customer_with_a_password_and_a_proven_address() -> None:
    row = actions.register(
        email=EMAIL,
        first_name="Inès",
        last_name="Faure",
        address=HOME,
        language="fr",
        at=AT,
    )
    assert not User.objects.exists()
    customer = actions.prove(seal=seals.sealed(row.pk), password=PASSWORD, at=AT)
    kept = customer.addresses.get()
    assert AddressData.of(kept) == HOME
    assert kept.is_default_delivery
    assert kept.is_default_billing


@pytest.mark.parametrize("weak", ["", "court", EMAIL])
def test_a_password_to_correct_is_422_and_opens_nothing(weak: str) -> None:
    register(Client())
    link = link_in(mails_to(EMAIL)[0])
    answer = Client().post(link, {"password": weak})
    assert answer.status_code == 422
    assert 'id="id_password_error"' in answer.content.decode()
    assert not User.objects.exists()
    assert Client().post(link, CHOSEN).status_code == 302, "the link is still good"


def test_a_weak_password_is_refused_with_its_reasons() -> None:
    row = actions.register(email=EMAIL, first_name="I", last_name="F", language="fr", at=AT)
    with pytest.raises(actions.WeakPassword) as refused:
        actions.prove(seal=seals.sealed(row.pk), password="court", at=AT)
    assert refused.value.code == "weak_password"
    assert refused.value.context["reasons"]
    assert not User.objects.exists()


def test_no_password_chosen_before_the_proof_opens_the_account() -> None:
    """A stranger asks in the victim's name, the victim opens the link: the victim's password counts."""
    theirs = "le secret du voleur"
    thief, victim = Client(), Client()
    register(thief, password=theirs)
    victim.post(link_in(mails_to(EMAIL)[0]), CHOSEN)

    user = User.objects.get()
    assert user.check_password(PASSWORD)
    assert not user.check_password(theirs)
    assert thief.get(reverse("customers:home")).status_code == 302
    thief.post(reverse("account_login"), {"login": EMAIL, "password": theirs})
    assert thief.get(reverse("customers:home")).status_code == 302


def test_names_and_addresses_stay_out_of_jobs_facts_and_journal() -> None:
    row = actions.register(
        email=EMAIL,
        first_name="Inès",
        last_name="Faure",
        address=HOME,
        language="fr",
        at=AT,
    )
    actions.prove(seal=seals.sealed(row.pk), password=PASSWORD, at=AT)
    elsewhere = str([*jobs("customers.answer_registration"), *Fact.objects.values(), *Entry.objects.values()])
    for private in (EMAIL, "Inès", "Faure", "Lyon", "612345678"):
        assert private not in elsewhere


def test_what_strangers_typed_is_forgotten() -> None:
    row = actions.register(email=EMAIL, first_name="A", last_name="B", language="fr", at=AT)
    assert actions.forget_old_registrations(at=AT + VALID) == 0
    assert actions.forget_old_registrations(at=AT + VALID + timedelta(seconds=1)) == 1
    assert not Registration.objects.filter(pk=row.pk).exists()


def test_mails_speak_the_language_of_the_page() -> None:
    client = Client()
    client.post("/en/account/registration/", FORM)
    actions.answer_registration(registration_id=Registration.objects.get().pk, at=AT)
    (message,) = mails_to(EMAIL)
    assert message.language == "en"
    assert "/en/account/registration/" in message.text

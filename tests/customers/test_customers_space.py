"""The customer's space, as a browser meets it; and the desk's pages about customers."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.accounts.people import AT, a_customer, a_member, signed_in

from poincon.customers import actions
from poincon.customers.addresses import AddressData
from poincon.customers.models import Customer

pytestmark = pytest.mark.django_db
LYON = AddressData("Claire", "Moreau", "", "3 rue du Lac", "", "69003", "Lyon", "", "FR")
TYPED = {**LYON.as_dict(), "phone": "06 12 34 56 78"}


@pytest.fixture
def customer() -> Customer:
    return a_customer()


@pytest.fixture
def client(customer: Customer) -> Client:
    return signed_in(customer)


def test_an_address_is_added_and_shown(client: Client, customer: Customer) -> None:
    assert client.post(reverse("customers:new_address"), TYPED).status_code == 302
    kept = customer.addresses.get()
    assert AddressData.of(kept) == AddressData(**{**LYON.as_dict(), "phone": "+33612345678"})
    assert "69003 LYON" in client.get(reverse("customers:book")).content.decode()


def test_a_wrong_address_comes_back_with_422_and_what_was_typed(client: Client, customer: Customer) -> None:
    answer = client.post(reverse("customers:new_address"), {**TYPED, "postcode": "69"})
    body = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="id_postcode_error"' in body
    assert "3 rue du Lac" in body
    assert not customer.addresses.exists()


def test_htmx_gets_the_form_alone(client: Client) -> None:
    answer = client.post(
        reverse("customers:new_address"), {**TYPED, "postcode": "69"}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 422
    assert answer.content.decode().lstrip().startswith("<form")


def test_another_country_brings_its_own_fields_and_keeps_what_was_typed(
    client: Client, customer: Customer
) -> None:
    answer = client.post(reverse("customers:new_address"), {**TYPED, "country": "IT", "switch": "1"})
    body = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="region"' in body
    assert "3 rue du Lac" in body
    assert "_error" not in body
    assert not customer.addresses.exists()


def test_every_field_of_an_address_says_what_it_is_to_the_browser(client: Client) -> None:
    body = client.get(reverse("customers:new_address")).content.decode()
    for token in (
        "given-name",
        "family-name",
        "organization",
        "address-line1",
        "address-line2",
        "postal-code",
        "address-level2",
        "country",
        "tel",
    ):
        assert f'autocomplete="{token}"' in body
    assert 'inputmode="numeric"' in body
    assert 'type="tel"' in body


def test_an_address_is_changed_with_its_own_values_first(client: Client, customer: Customer) -> None:
    row = actions.add_address(customer_id=customer.pk, data=LYON, at=AT)
    page = reverse("customers:address", args=[row.pk])
    assert 'value="3 rue du Lac"' in client.get(page).content.decode()
    client.post(page, {**TYPED, "line1": "5 rue du Lac"})
    row.refresh_from_db()
    assert (row.line1, row.is_default_delivery) == ("5 rue du Lac", True)


def test_others_do_not_find_it(customer: Customer) -> None:
    row = actions.add_address(customer_id=customer.pk, data=LYON, at=AT)
    stranger = signed_in(a_customer("paul@example.org"))
    assert stranger.get(reverse("customers:address", args=[row.pk])).status_code == 404
    for name in ("address", "address_removal", "address_default"):
        answer = stranger.post(reverse(f"customers:{name}", args=[row.pk]), TYPED)
        assert answer.status_code == 404
    assert customer.addresses.get().line1 == "3 rue du Lac"


def test_only_the_fields_asked_for_are_written(client: Client, customer: Customer) -> None:
    """Mass assignment (ASVS 15.3.3): what no form asks for stays as it is."""
    stranger = a_customer("paul@example.org")
    extra = {
        "customer": str(stranger.pk),
        "customer_id": str(stranger.pk),
        "id": "1",
        "created_at": "2000-01-01",
    }
    client.post(reverse("customers:new_address"), {**TYPED, **extra})
    row = customer.addresses.get()
    assert row.created_at.year > 2000
    assert not stranger.addresses.exists()
    data = {
        "first_name": "Clara",
        "last_name": "Roy",
        "phone": "",
        "user": str(stranger.user_id),
        "email": "x@y.z",
    }
    client.post(reverse("customers:details"), data)
    customer.refresh_from_db()
    assert (customer.name, customer.user.email) == ("Clara Roy", "claire@example.org")


def test_details_keep_a_telephone_in_its_international_form(client: Client, customer: Customer) -> None:
    data = {"first_name": "Claire", "last_name": "Moreau", "phone": "06 12 34 56 78"}
    client.post(reverse("customers:details"), data)
    customer.refresh_from_db()
    assert customer.phone == "+33612345678"
    assert "06 12 34 56 78" in client.get(reverse("customers:details")).content.decode()
    assert client.post(reverse("customers:details"), {**data, "phone": "12"}).status_code == 422


def test_preferences_change_the_language_of_mails(client: Client, customer: Customer) -> None:
    client.post(reverse("customers:preferences"), {"language": "en", "contact_by": "phone"})
    customer.refresh_from_db()
    assert (customer.user.language, customer.contact_by) == ("en", "phone")
    answer = client.post(reverse("customers:preferences"), {"language": "tlh", "contact_by": "phone"})
    assert answer.status_code == 422


def test_staff_who_never_bought_are_led_to_the_desk() -> None:
    answer = signed_in(a_member("counter")).get(reverse("customers:home"))
    assert answer["Location"] == reverse("staff_desk:home")


@pytest.mark.parametrize("words", ["moreau", "CLAIRE mor", "claire@", "lyon", "69003", "06123456"])
def test_the_desk_finds_a_customer_by_what_they_say(customer: Customer, words: str) -> None:
    a_customer("paul@example.org")
    Customer.objects.exclude(pk=customer.pk).update(first_name="Paul", last_name="Roy")
    Customer.objects.filter(pk=customer.pk).update(phone="+33612345678")
    actions.add_address(customer_id=customer.pk, data=LYON, at=AT)
    desk = signed_in(a_member("counter"))
    found = desk.get(reverse("customers_desk:search"), {"q": words})
    assert [one.pk for one in found.context["customers"]] == [customer.pk]


def test_the_desk_sees_a_customer_whole(customer: Customer) -> None:
    actions.add_address(customer_id=customer.pk, data=LYON, at=AT)
    body = signed_in(a_member("counter")).get(reverse("customers_desk:customer", args=[customer.pk]))
    for told in ("Claire Moreau", "claire@example.org", "69003 LYON"):
        assert told in body.content.decode()

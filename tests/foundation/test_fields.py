"""What nobody can see does not come in by any form in which a person types."""

from decimal import Decimal

import pytest
from django import forms
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from tests.accounts.people import PASSWORD, a_customer, a_member, signed_in

from poincon.customers.addresses import AddressData
from poincon.customers.forms import AddressForm, Details, Registration
from poincon.customers.models import Customer
from poincon.customers.models import Registration as Wish
from poincon.foundation import fields
from poincon.intake.house_forms import Purveyor, Shelf
from poincon.staff.forms import Hiring
from poincon.staff.models import StaffMember

HIDDEN = ["\u200b", "\u202e", "\u2066\u2069", "\ufeff", "\u00ad", "\u3164", "\u200d"]
NAMES = {"first_name": "Claire", "last_name": "Moreau"}


class Asked(forms.Form):
    line = fields.Line(max_length=12)
    prose = fields.Prose()
    email = fields.Email()


@pytest.mark.parametrize("sign", HIDDEN)
def test_a_field_takes_what_can_be_seen_and_measures_that(sign: str) -> None:
    told = {
        "line": f"{sign * 40} Cla{sign}ire ",
        "prose": f"Un\nanneau{sign}",
        "email": f"a@exa{sign}mple.com",
    }
    form = Asked(told)
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"line": "Claire", "prose": "Un\nanneau", "email": "a@example.com"}


@pytest.mark.parametrize("sign", [*HIDDEN, "\u0301", "\u00a0"])
def test_what_is_filled_with_nothing_is_empty(sign: str) -> None:
    form = Asked(dict.fromkeys(Asked.base_fields, sign))
    assert {name: [one.code for one in errors] for name, errors in form.errors.as_data().items()} == {
        name: ["required"] for name in Asked.base_fields
    }


FORMS = [
    (Registration, NAMES | {"email": "claire@example.org"}, ["first_name", "last_name"]),
    (Details, NAMES, ["first_name", "last_name"]),
    (Hiring, {"name": "Claire", "email": "claire@example.org", "roles": ["counter"]}, ["name"]),
    (Shelf, {"name_fr": "Bagues", "name_en": "Rings", "position": "1"}, ["name_fr", "name_en"]),
    (Purveyor, {"name": "Fonderie"}, ["name"]),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("form", "told", "names"), FORMS, ids=lambda one: getattr(one, "__name__", ""))
@pytest.mark.parametrize("sign", HIDDEN)
def test_forms_that_ask_for_a_name_want_one_that_can_be_read(
    form: type[forms.Form], told: dict[str, object], names: list[str], sign: str
) -> None:
    assert form(told).is_valid()
    assert sorted(form(told | dict.fromkeys(names, sign)).errors) == sorted(names)
    kept = form(told | {name: f"{told[name]}{sign}" for name in names})
    assert kept.is_valid()
    assert [kept.cleaned_data[name] for name in names] == [told[name] for name in names]


@pytest.mark.django_db
def test_an_address_is_kept_as_it_can_be_read() -> None:
    told = AddressData(
        "Cla\u200bire", "Mo\u202ereau", "", "12 rue\u00ad des Lilas", "", "75011", "Pa\u200bris", "", "FR"
    )
    form = AddressForm(told.as_dict(), country="FR", countries=["FR"])
    assert form.is_valid(), form.errors
    assert form.data_given() == AddressData(
        "Claire", "Moreau", "", "12 rue des Lilas", "", "75011", "Paris", "", "FR"
    )


@pytest.mark.django_db
def test_an_address_that_looks_like_anothers_is_that_one() -> None:
    customer = a_customer("claire@example.org")
    browser = Client(headers={"sec-fetch-site": "same-origin"})
    browser.post(reverse("account_signup"), NAMES | {"email": "claire@exa\u200bmple.org"})
    assert Wish.objects.get().email == "claire@example.org"
    answer = browser.post(
        reverse("account_login"), {"login": "claire@exam\u00adple.org", "password": PASSWORD}
    )
    assert answer.status_code == 302
    assert browser.session["_auth_user_id"] == str(customer.user.pk)


@pytest.mark.django_db
def test_over_http_a_name_of_nothing_is_refused_and_changes_nothing() -> None:
    customer = a_customer()
    browser = signed_in(customer)
    answer = browser.post(reverse("customers:details"), {"first_name": "\u200b", "last_name": "\u2066\u2069"})
    assert answer.status_code == 422
    assert list(Customer.objects.values_list("first_name", "last_name")) == [("Claire", "Moreau")]

    owner = signed_in(a_member("owner"))
    told = {"name": "\u200b", "email": "new@example.org", "roles": ["counter"]}
    assert owner.post(reverse("staff_desk:people"), told).status_code == 422
    assert StaffMember.objects.count() == 1


class Cost(forms.Form):
    cost = fields.Number(min_value=0, max_value=99_999, decimal_places=2)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_number_is_read_as_the_shop_prints_it_in_either_language(language: str) -> None:
    with override(language):
        for typed in ("12\u202f000,50", "12,000.50", "12000,5"):
            form = Cost({"cost": typed})
            assert form.is_valid(), (typed, form.errors)
            assert form.cleaned_data["cost"] == Decimal("12000.50")


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", "Écrivez un nombre, par exemple 1\u202f250,50."), ("en", "Write a number, such as 1,250.50.")],
)
def test_what_is_no_number_is_told_with_one_as_it_is_written(language: str, said: str) -> None:
    with override(language):
        assert Cost({"cost": "douze"}).errors["cost"] == [said]
        assert Cost({"cost": "1e3"}).errors["cost"] == [said]

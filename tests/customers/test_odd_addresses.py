"""Addresses that look right and are not: territories, invisible texts, numbers of another country."""

import pytest
from django.utils import translation
from tests.customers.test_customers_addresses import ABROAD, PARIS

from poincon.charter.rules import Offer
from poincon.checkout.forms import CarrierForm
from poincon.config.environment import ROOT
from poincon.customers import addresses
from poincon.customers.addresses import AddressData
from poincon.customers.forms import WRONG_PHONE, AddressForm
from poincon.kernel.money import Money


def changed(address: AddressData, **changes: str) -> AddressData:
    return AddressData(**{**address.as_dict(), **changes})


@pytest.mark.parametrize("postcode", ["97110", "97200", "97300", "97400", "97500", "97600", "98800", "98000"])
def test_a_postcode_overseas_is_not_one_of_france(postcode):
    assert addresses.faults(changed(PARIS, postcode=postcode)) == [("postcode", "territory")]


def test_the_same_postcode_in_its_own_country_is_sound():
    assert addresses.faults(changed(PARIS, postcode="97110", city="Pointe-à-Pitre", country="GP")) == []
    assert addresses.faults(changed(PARIS, postcode="97400", country="RE")) == []


@pytest.mark.parametrize(
    ("countries", "words"),
    [
        (["FR", "GP"], "Guadeloupe. Choisissez-le comme pays."),
        (["FR"], "Guadeloupe. Nous n’y livrons pas encore."),
    ],
)
def test_the_form_says_where_the_postcode_lies(countries, words):
    told = changed(PARIS, postcode="97110").as_dict()
    with translation.override("fr"):
        form = AddressForm(told, country="FR", countries=countries)
        assert list(form.errors) == ["postcode"]
        assert form.errors["postcode"][0].endswith(words)


INVISIBLE = ["\u200b\u200b", "\u202e\u202d", "\u2066 \u2069", "\u200d", "\u3164", "\u0301", "\ufeff"]


@pytest.mark.parametrize("text", INVISIBLE)
@pytest.mark.parametrize("name", ["first_name", "last_name", "line1", "city"])
def test_what_nobody_can_see_is_nothing(name, text):
    assert addresses.faults(changed(PARIS, **{name: text})) == [(name, "required")]


@pytest.mark.parametrize("name", ["山田", "Ó", "-", "عمر", "O\u2019Neill"])
def test_names_of_the_world_are_seen(name):
    assert addresses.faults(changed(PARIS, last_name=name)) == []


def test_a_french_number_is_understood_for_an_address_in_belgium():
    assert addresses.faults(changed(ABROAD["BE"], phone="06 12 34 56 78")) == []
    assert addresses.tidy_phone("06 12 34 56 78", "BE") == "+33612345678"
    assert addresses.tidy_phone("0470 12 34 56", "BE") == "+32470123456", "the address's country comes first"


def test_a_number_of_neither_is_refused_with_what_is_wrong():
    assert addresses.faults(changed(ABROAD["BE"], phone="12")) == [("phone", "invalid")]
    form = AddressForm(changed(ABROAD["BE"], phone="12").as_dict(), country="BE", countries=["BE"])
    assert form.errors["phone"] == [str(WRONG_PHONE)]


def test_the_carriers_form_tells_a_wrong_number_from_none():
    offer = Offer("post", "Post", Money(0, "EUR"), 1, 2, "near", relay=False, needs_phone=True)
    form = CarrierForm({"carrier": "post", "phone": "12"}, offers=(offer,), country="BE")
    assert form.errors["phone"] == [str(WRONG_PHONE)]


@pytest.mark.parametrize("house", ["bijourama", "carme", "sebastienne", "cestmoi", "calmea"])
def test_no_plain_space_stands_before_a_colon_at_the_entrance(house):
    written = (ROOT / "boutiques" / house / "entrance.toml").read_text()
    assert " :" not in written

"""Addresses as each country writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from poincon.customers import addresses
from poincon.customers.addresses import AddressData

PARIS = AddressData(
    "Claire", "Moreau", "", "12 rue des Francs-Bourgeois", "Bâtiment B", "75003", "Paris", "", "FR"
)
ABROAD = {
    "BE": AddressData("Jan", "Peeters", "", "Meir 4", "", "2000", "Antwerpen", "", "BE"),
    "GB": AddressData("Ann", "Reed", "", "4 Hatton Garden", "", "EC1N 8EB", "London", "", "GB"),
    "US": AddressData("Amy", "Cole", "", "580 5th Ave", "", "10036", "New York", "NY", "US"),
    "IE": AddressData("Una", "Byrne", "", "3 Main Street", "", "", "Tralee", "Co. Kerry", "IE"),
    "IT": AddressData("Lia", "Rossi", "", "Via Condotti 5", "", "00187", "Roma", "RM", "IT"),
    "MC": AddressData("Léa", "Roux", "", "2 place du Casino", "", "98000", "Monaco", "", "MC"),
}


@pytest.mark.parametrize("address", [PARIS, *ABROAD.values()], ids=lambda address: address.country)
def test_real_addresses_are_sound(address: AddressData) -> None:
    assert addresses.faults(address) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"postcode": "7500"}, [("postcode", "invalid")]),
        ({"postcode": ""}, [("postcode", "required")]),
        ({"city": "  "}, [("city", "required")]),
        ({"first_name": "", "last_name": ""}, [("first_name", "required"), ("last_name", "required")]),
        ({"line1": "x" * 121}, [("line1", "too_long")]),
        ({"phone": "12"}, [("phone", "invalid")]),
        ({"phone": "06 12 34 56 78"}, []),
        ({"country": ""}, [("country", "required")]),
        ({"country": "ZZ"}, [("country", "unknown")]),
        ({"country": "fr"}, [("country", "unknown")]),
    ],
)
def test_every_fault_is_told_with_its_field(changes: dict[str, str], expected: list[tuple[str, str]]) -> None:
    assert addresses.faults(AddressData(**{**PARIS.as_dict(), **changes})) == expected


def test_a_region_is_one_of_its_country() -> None:
    assert addresses.faults(AddressData(**{**ABROAD["US"].as_dict(), "region": "Paris"})) == [
        ("region", "invalid")
    ]


def test_fields_come_in_the_order_and_with_the_names_of_the_country() -> None:
    def local(country: str) -> list[tuple[str, str, bool]]:
        return [
            (rule.name, rule.kind, rule.required)
            for rule in addresses.fields_for(country)
            if rule.name in ("postcode", "city", "region")
        ]

    assert local("FR") == [("postcode", "postal", True), ("city", "city", True)]
    assert local("US") == [("city", "city", True), ("region", "state", True), ("postcode", "zip", True)]
    assert local("GB") == [("city", "post_town", True), ("postcode", "postal", True)]
    assert local("IE")[-1] == ("postcode", "eircode", False)


def test_a_number_pad_is_offered_where_postcodes_are_numbers() -> None:
    digits = {
        country: next(rule.digits for rule in addresses.fields_for(country) if rule.name == "postcode")
        for country in ("FR", "BE", "GB", "CA")
    }
    assert digits == {"FR": True, "BE": True, "GB": False, "CA": False}


def test_labels_are_written_as_the_postal_service_wants_them() -> None:
    assert addresses.label_lines(PARIS, home="FR") == [
        "Claire Moreau",
        "12 rue des Francs-Bourgeois",
        "Bâtiment B",
        "75003 PARIS",
    ]
    assert addresses.label_lines(ABROAD["US"], home="FR")[-2:] == ["NEW YORK, NY 10036", "ÉTATS-UNIS"]
    assert addresses.label_lines(ABROAD["BE"], home="FR")[-2:] == ["2000 ANTWERPEN", "BELGIQUE"]
    assert addresses.label_lines(ABROAD["BE"], home="BE")[-1] == "2000 ANTWERPEN"


def test_tidying_leaves_out_what_the_country_lacks() -> None:
    typed = AddressData(
        " Claire ", "Moreau", "", " 12  rue X", "", "75003", "Paris", "Bretagne", "fr", "06.12.34.56.78"
    )
    tidy = addresses.tidied(typed)
    assert (tidy.first_name, tidy.line1, tidy.region) == ("Claire", "12 rue X", "")
    assert (tidy.country, tidy.phone) == ("FR", "+33612345678")
    assert addresses.tidied(ABROAD["GB"]).postcode == "EC1N 8EB"


def test_telephones_are_read_at_home_and_abroad() -> None:
    assert addresses.phone_words("+33612345678") == "06 12 34 56 78"
    assert addresses.phone_words("+3225551212") == "+32 2 555 12 12"
    assert addresses.tidy_phone("06 12 34 56 78", "FR") == "+33612345678"
    assert addresses.tidy_phone("3631", "FR") is None


TEXT = some.text(max_size=40)
ANY = some.builds(
    AddressData,
    *[TEXT] * 8,
    country=some.sampled_from(["FR", "US", "GB", "HK", "JP", "ZZ", "", "é"]),
    phone=TEXT,
)


@given(ANY)
def test_whatever_is_typed_is_judged_without_breaking(address: AddressData) -> None:
    tidy = addresses.tidied(address)
    assert addresses.tidied(tidy) == tidy
    for name, code in addresses.faults(address):
        assert name in address.as_dict()
        assert code in {"required", "invalid", "too_long", "unknown"}

"""Where the Union's VAT reaches, against a table written by hand from the directive and the posts."""

import pytest

from poincon.kernel import territories

# Country, postcode, tax territory, within the Union's VAT area.
PLACES = [
    ("FR", "75011", "FR", True),
    ("FR", "20000", "FR", True),  # Corsica
    ("MC", "98000", "FR", True),
    ("FR", "98000", "FR", True),
    ("FR", "97110", "GP", False),
    ("FR", "97200", "MQ", False),
    ("FR", "97300", "GF", False),
    ("FR", "97400", "RE", False),
    ("FR", "97600", "YT", False),
    ("FR", "98800", "NC", False),
    ("GP", "97110", "GP", False),
    ("ES", "28013", "ES", True),
    ("ES", "07001", "ES", True),  # Balearic Islands
    ("ES", "35001", "IC", False),
    ("ES", "38001", "IC", False),
    ("ES", "51001", "EA", False),
    ("ES", "52001", "EA", False),
    ("DE", "10115", "DE", True),
    ("DE", "78266", "DE-BU", False),
    ("DE", "78267", "DE", True),
    ("DE", "27498", "DE-HL", False),
    ("IT", "00184", "IT", True),
    ("IT", "23041", "IT-LI", False),
    ("IT", "23030", "IT", True),  # shared by villages that are no Livigno
    ("IT", "22061", "IT-CI", False),
    ("GR", "105 57", "GR", True),
    ("GR", "630 86", "GR-69", False),
    ("GR", "63087", "GR-69", False),
    ("GR", "63088", "GR", True),
    ("GR", "811 00", "GR", True),  # Lesbos: its lower rate is not for sales to consumers from afar
    ("FI", "00100", "FI", True),
    ("FI", "22100", "AX", False),
    ("DK", "1050", "DK", True),
    ("DK", "3900", "GL", False),
    ("AT", "1010", "AT", True),
    ("AT", "6691", "AT-JM", True),
    ("AT", "6992", "AT-JM", True),
    ("AT", "6994", "AT", True),
    ("PT", "1000-001", "PT", True),
    ("PT", "9000-100", "PT-30", True),
    ("PT", "9400-001", "PT-30", True),
    ("PT", "9500-100", "PT-20", True),
    ("PT", "9980-001", "PT-20", True),
    ("GB", "SW1A 1AA", "GB", False),
    ("GB", "B1 1AA", "GB", False),
    ("GB", "BT1 5GS", "XI", True),
    ("GB", "bt1 5gs", "XI", True),
    ("GB", "JE2 3AB", "JE", False),
    ("GB", "GY1 1AA", "GG", False),
    ("GB", "IM1 1AA", "IM", False),
    ("IE", "D02 X285", "IE", True),
    ("CH", "1201", "CH", False),
    ("LI", "9490", "LI", False),
    ("NO", "0150", "NO", False),
    ("AD", "AD500", "AD", False),
    ("SM", "47890", "SM", False),
    ("VA", "00120", "VA", False),
    ("US", "10001", "US", False),
    ("HK", "", "HK", False),
    ("AE", "", "AE", False),
    ("IC", "", "IC", False),
]


@pytest.mark.parametrize(("country", "postcode", "code", "inside"), PLACES)
def test_every_place_lies_where_the_law_puts_it(
    country: str, postcode: str, code: str, *, inside: bool
) -> None:
    assert territories.territory(country, postcode) == code
    assert territories.is_in_vat_area(code) is inside


def test_the_union_counts_twenty_seven() -> None:
    assert len(territories.UNION) == 27


def test_no_place_apart_bears_the_code_of_a_member() -> None:
    codes = {code for parts in territories.PARTS.values() for _start, code in parts}
    assert not codes & territories.UNION


def test_a_place_without_a_country_s_code_has_its_names() -> None:
    codes = {code for parts in territories.PARTS.values() for _start, code in parts}
    islands = {code for parts in territories.ISLANDS.values() for _start, code in parts}
    own = {code for code in codes if "-" in code or code == "XI"}
    assert own | islands == territories.NAMES.keys()


@pytest.mark.parametrize(
    ("country", "postcode", "places"),
    [
        ("FR", "", ("FR",)),
        ("FR", "75011", ("FR",)),
        ("FR", "20 200", ("FR-20R", "FR")),
        ("FR", "97110", ("GP",)),
        ("GP", "97110", ("GP",)),
        ("FR", "98000", ("MC",)),
        ("ES", "07001", ("ES-IB", "ES")),
        ("ES", "35001", ("IC",)),
        ("IT", "09100", ("IT-88", "IT")),
        ("IT", "90100", ("IT-82", "IT")),
        ("PT", "9500-100", ("PT-20", "PT")),
        ("GB", "bt1 5gs", ("XI", "GB")),
        ("GB", "JE2 3AB", ("JE",)),
    ],
)
def test_a_parcel_goes_to_the_smallest_place_first(
    country: str, postcode: str, places: tuple[str, ...]
) -> None:
    assert territories.places_of(country, postcode) == places


def test_islands_are_taxed_as_their_country_is() -> None:
    codes = {code for parts in territories.ISLANDS.values() for _start, code in parts}
    assert {territories.territory(code) for code in codes} == {"ES", "FR", "IT"}


@pytest.mark.parametrize(
    ("place", "country"), [("FR", "FR"), ("GP", "GP"), ("FR-20R", "FR"), ("IC", "ES"), ("XI", "GB")]
)
def test_an_address_is_written_under_its_country(place: str, country: str) -> None:
    assert territories.posted_in(place) == country

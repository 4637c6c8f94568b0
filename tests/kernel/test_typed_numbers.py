"""Numbers as people type them, in French and in English."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from poincon.kernel.typed_numbers import read_number

FRENCH, ENGLISH = ",", "."


@pytest.mark.parametrize(
    "typed",
    [
        *("1250.5", "1250,5", "1 250,5", "1\u202f250,5", "1\u00a0250.5", "1'250.5", "1’250,5", " 1250.5 "),
        *("1,250.5", "1.250,5", "+1250.5"),
    ],
)
@pytest.mark.parametrize("point", [FRENCH, ENGLISH])
def test_decimals_and_thousands_are_parted_by_any_sign(typed: str, point: str) -> None:
    assert read_number(typed, point=point, places=2) == "1250.5"


@pytest.mark.parametrize(
    ("typed", "point", "places", "read"),
    [
        ("12,50", ENGLISH, 2, "12.50"),
        ("12.50", FRENCH, 2, "12.50"),
        ("1,250", ENGLISH, 2, "1250"),
        ("1,250", FRENCH, 3, "1.250"),
        ("1.250", FRENCH, 3, "1.250"),
        ("1,250", ENGLISH, 3, "1.250"),
        ("0,250", ENGLISH, 2, "0.250"),
        ("1.250.000", FRENCH, 2, "1250000"),
        ("1,250,000", ENGLISH, 2, "1250000"),
        ("-12,5", FRENCH, 2, "-12.5"),
        ("−12", FRENCH, 2, "-12"),
        ("1 250 000", FRENCH, 2, "1250000"),
    ],
)
def test_a_single_mark_begins_decimals_where_they_can_be_meant(
    typed: str, point: str, places: int, read: str
) -> None:
    assert read_number(typed, point=point, places=places) == read


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "abc", "1e5", "1E2", "12 50", "12 5000", "1,25,000", "1.2.3", "1,250.5.5", "1,2.3,4"),
        *("12,", ",5", ".", "-", "--1", "1-2", "12 €", "٣", "½", "NaN", "Infinity", "1.2500,5", "1,250."),
    ],
)
@pytest.mark.parametrize("point", [FRENCH, ENGLISH])
def test_what_is_no_number_is_none(typed: str, point: str) -> None:
    assert read_number(typed, point=point, places=2) is None


def test_a_point_before_three_digits_could_be_either_in_french() -> None:
    assert read_number("1.250", point=FRENCH, places=2) is None
    assert read_number("1,250", point=FRENCH, places=2) is None


@given(
    some.decimals(min_value=0, max_value=10**9, places=2),
    some.sampled_from(["", " ", "\u202f", "'", ",", "."]),
    some.sampled_from([FRENCH, ENGLISH]),
)
def test_what_is_written_with_two_decimals_is_read_back(value: Decimal, between: str, point: str) -> None:
    mark = {",": ".", ".": ","}.get(between, point)
    typed = f"{value:,.2f}".replace(",", "_").replace(".", mark).replace("_", between)
    read = read_number(typed, point=point, places=2)
    assert read is not None
    assert Decimal(read) == value

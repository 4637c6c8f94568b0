"""Ring sizes: one truth in millimetres, five ways to say it (ISO 8653, BS EN 28653)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poincon.catalogue.rules import Scale, SizeUnclear, equivalents, read_size
from poincon.catalogue.rules.sizes import diameter_mm

TENTHS = st.integers(300, 800).map(lambda tenths: Decimal(tenths) / 10)


def test_54_is_what_the_tables_say() -> None:
    said = equivalents(Decimal(54))
    assert diameter_mm(Decimal(54)) == Decimal("17.19")
    assert said[Scale.FR] == "54"
    assert said[Scale.IT] == "14"
    assert said[Scale.US] == "6.8"
    assert said[Scale.UK] == "N"
    assert said[Scale.JP] == "14"


@pytest.mark.parametrize(
    ("typed", "circumference"),
    [
        ("FR 54", "54.0"),
        ("eu 54,5", "54.5"),
        ("mm 48.2", "48.2"),
        ("IT 14", "54.0"),
        ("CH 14", "54.0"),
        ("ES14", "54.0"),
        ("US 7", "54.4"),
        ("UK A", "37.5"),
        ("UK N½", "54.4"),
        ("uk n 1/2", "54.4"),
        ("GB Z+1", "70.0"),
        ("JP 1", "40.8"),
    ],
)
def test_a_size_with_its_scale_is_understood(typed: str, circumference: str) -> None:
    assert read_size(typed) == Decimal(circumference)


@pytest.mark.parametrize(
    "typed", ["12", "54", "", "N", "XX 12", "FR", "FR 12", "FR 81", "UK 12", "UK B+1", "US -3"]
)
def test_a_bare_or_impossible_size_is_refused(typed: str) -> None:
    with pytest.raises(SizeUnclear) as refused:
        read_size(typed)
    assert refused.value.code == "size_unclear"
    assert refused.value.context == {"typed": typed}


@given(TENTHS)
def test_french_and_italian_sizes_come_back_exactly(circumference: Decimal) -> None:
    said = equivalents(circumference)
    assert read_size(f"FR {said[Scale.FR]}") == circumference
    if circumference >= 40:
        assert read_size(f"IT {said[Scale.IT]}") == circumference


@given(TENTHS.filter(lambda mm: mm >= 40))
def test_other_scales_come_back_within_half_a_step(circumference: Decimal) -> None:
    said = equivalents(circumference)
    assert abs(read_size(f"US {said[Scale.US]}") - circumference) <= Decimal("0.2")
    assert abs(read_size(f"UK {said[Scale.UK]}") - circumference) <= Decimal("0.4")

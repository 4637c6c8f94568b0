"""Ring sizes: one truth in millimetres, five ways to say it (ISO 8653, BS EN 28653)."""

from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from poincon.catalogue.rules import (
    FAMILIES,
    Scale,
    SizeUnclear,
    diameter_mm,
    equivalents,
    family_name,
    is_bare_size,
    meanings,
    read_size,
)
from poincon.catalogue.rules.sizes import PI, said
from poincon.foundation import wording

TENTHS = st.integers(300, 800).map(lambda tenths: Decimal(tenths) / 10)
# Half a step of the coarsest word of each scale, in millimetres of circumference, and a tenth for rounding.
HALF_STEPS = {Scale.FR: "0", Scale.IT: "0", Scale.US: "0.4", Scale.UK: "0.4", Scale.JP: "0.6"}


def test_54_is_what_the_tables_say() -> None:
    said = equivalents(Decimal(54))
    assert diameter_mm(Decimal(54)) == Decimal("17.19")
    assert said[Scale.FR] == "54"
    assert said[Scale.IT] == "14"
    assert said[Scale.US] == "6¾"
    assert said[Scale.UK] == "N"
    assert said[Scale.JP] == "14"


@pytest.mark.parametrize(
    ("typed", "circumference"),
    [
        ("FR 54", "54.0"),
        ("eu 54,5", "54.5"),
        ("mm 48.2", "48.2"),
        ("54 mm", "54.0"),
        ("IT 14", "54.0"),
        ("CH 14", "54.0"),
        ("14 CH", "54.0"),
        ("ES14", "54.0"),
        ("US 7", "54.4"),
        ("US 5 1/4", "49.9"),
        ("us 5.25", "49.9"),
        ("US 5,25", "49.9"),
        ("US 5¼", "49.9"),
        ("US 5-1/4", "49.9"),
        ("5 ¼ US", "49.9"),
        ("US 5½", "50.6"),
        ("US 5 3/4", "51.2"),
        ("US ½", "37.8"),
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
    "typed",
    ["12", "54", "", "N", "XX 12", "FR", "FR 12", "FR 81", "UK 12", "UK B+1", "FR ٥٤", "US 5 1/3", "5¼"],
)
def test_a_bare_or_impossible_size_is_refused(typed: str) -> None:
    with pytest.raises(SizeUnclear) as refused:
        read_size(typed)
    assert refused.value.code == "size_unclear"
    assert refused.value.context["typed"] == typed


def test_what_a_bare_number_could_be_is_told() -> None:
    assert meanings("12") == [("IT/ES/CH", "52"), ("US", "67.2"), ("JP", "52.4")]
    assert meanings("54") == [("FR/EU", "54")]
    assert meanings("N") == [("UK", "53.8")]
    assert meanings("x") == [("UK", "66.3")]
    assert meanings("99") == []


def test_the_question_names_every_meaning_in_the_readers_language() -> None:
    with pytest.raises(SizeUnclear) as refused:
        read_size("12")
    with override("en"):
        assert "“12” alone could be: IT/ES/CH 12 (52 mm), US 12 (67.2 mm), JP 12 (52.4 mm)" in wording.words(
            refused.value
        )
    with override("fr"):
        assert "US 12 (67,2 mm)" in wording.words(refused.value)


@pytest.mark.parametrize(
    ("name", "value", "bare"),
    [
        ("Taille", "12", True),
        ("size", " 6.5 ", True),
        ("Taille", "FR 54", False),
        ("Taille", "Unique", False),
        ("Couleur", "12", False),
    ],
)
def test_a_choice_that_is_a_bare_size_is_known(name: str, value: str, bare: bool) -> None:  # noqa: FBT001
    assert is_bare_size(name, value) is bare


@pytest.mark.parametrize(
    ("circumference", "american"),
    [("36.5", "0"), ("37", "¼"), ("49.3", "5"), ("50", "5¼"), ("50.6", "5½"), ("51.2", "5¾"), ("54.4", "7")],
)
def test_american_sizes_are_said_in_quarters(circumference: str, american: str) -> None:
    assert equivalents(Decimal(circumference))[Scale.US] == american


@given(st.integers(0, 200))
def test_every_quarter_comes_back_as_it_is_said(quarters: int) -> None:
    typed = Decimal(quarters) / 4
    try:
        size = read_size(f"US {typed}")
    except SizeUnclear:
        return
    whole, part = divmod(quarters, 4)
    assert equivalents(size)[Scale.US] == (f"{whole or ''}{['', '¼', '½', '¾'][part]}" or "0")


def test_every_scale_belongs_to_one_family() -> None:
    assert sorted(scale for scales in FAMILIES.values() for scale in scales) == sorted(Scale)
    assert [family_name(scale) for scale in FAMILIES] == ["FR/EU", "IT/ES/CH", "US", "UK", "JP"]


@given(TENTHS, st.sampled_from(Scale))
def test_each_scale_comes_back_within_half_a_step(circumference: Decimal, scale: Scale) -> None:
    family = next(family for family, scales in FAMILIES.items() if scale in scales)
    value = said(circumference, scale)
    if value:
        assert abs(read_size(f"{scale} {value}") - circumference) <= Decimal(HALF_STEPS[family])


@given(TENTHS)
def test_a_scale_is_silent_only_below_its_beginning(circumference: Decimal) -> None:
    begins = {"FR": Decimal(30), "IT": Decimal("40.1"), "US": Decimal("36.3"), "UK": Decimal("37.2")}
    for scale, first in begins.items():
        assert bool(equivalents(circumference)[Scale(scale)]) == (circumference >= first), scale


@given(TENTHS)
def test_the_diameter_and_the_circumference_tell_the_same_ring(circumference: Decimal) -> None:
    assert abs(diameter_mm(circumference) * PI - circumference) < Decimal("0.02")


@given(TENTHS, st.decimals("0.1", "10", places=1))
def test_a_larger_ring_is_never_said_smaller(circumference: Decimal, more: Decimal) -> None:
    for scale in (Scale.FR, Scale.IT, Scale.US, Scale.JP):
        less, larger = said(circumference, scale), said(min(circumference + more, Decimal(80)), scale)
        assert not less or read_size(f"{scale} {larger}") >= read_size(f"{scale} {less}")

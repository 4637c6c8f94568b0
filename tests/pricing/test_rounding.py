"""Where computed prices come to rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poincon.kernel.money import Money
from poincon.pricing.rules import Terms, editing, rounding
from poincon.pricing.states import Change, Cut, Rounding

ENDS = {
    Rounding.EXACT: (1, 0),
    Rounding.WHOLE: (100, 0),
    Rounding.NINETY: (100, 90),
    Rounding.FIVES: (500, 0),
}


@given(st.integers(1, 10_000_000), st.sampled_from(Rounding))
def test_down_takes_no_more_than_is_there_and_nearest_is_near(minor: int, shape: Rounding) -> None:
    step, tail = ENDS[shape]
    down, nearest = rounding.down(minor, shape, "EUR"), rounding.nearest(minor, shape, "EUR")
    assert 0 < down <= minor
    assert minor - down < step or down == minor
    assert down % step == tail or down == minor < step
    assert nearest % step == tail
    assert nearest > 0
    assert 2 * abs(nearest - minor) <= step or minor < step


@given(st.integers(1, 1_000_000), st.integers(1, 99), st.sampled_from(Rounding))
def test_a_percentage_is_never_less_than_was_promised(minor: int, percent: int, shape: Rounding) -> None:
    reduced = Terms(Cut.PERCENT, percent, shape).of(Money(minor, "EUR"))
    assert reduced.minor * 100 <= minor * (100 - percent) or reduced.minor == minor


@pytest.mark.parametrize(
    ("cut", "value", "shape", "reduced"),
    [
        (Cut.PERCENT, 20, Rounding.EXACT, 10_392),
        (Cut.PERCENT, 20, Rounding.WHOLE, 10_300),
        (Cut.PERCENT, 20, Rounding.NINETY, 10_390),
        (Cut.PERCENT, 20, Rounding.FIVES, 10_000),
        (Cut.AMOUNT, 2_000, Rounding.EXACT, 10_990),
        (Cut.AMOUNT, 20_000, Rounding.EXACT, 12_990),
        (Cut.PRICE, 9_900, Rounding.EXACT, 9_900),
    ],
)
def test_by_hand(cut: Cut, value: int, shape: Rounding, reduced: int) -> None:
    assert Terms(cut, value, shape).of(Money(12_990, "EUR")) == Money(reduced, "EUR")


def test_a_currency_without_cents_is_whole() -> None:
    for shape, price in ((Rounding.NINETY, 10_392), (Rounding.WHOLE, 10_392), (Rounding.FIVES, 10_390)):
        assert Terms(Cut.PERCENT, 20, shape).of(Money(12_990, "JPY")) == Money(price, "JPY")


@pytest.mark.parametrize(
    ("change", "value", "shape", "after"),
    [
        (Change.PERCENT, 5, Rounding.EXACT, 10_490),
        (Change.PERCENT, -5, Rounding.NINETY, 9_490),
        (Change.PERCENT, 5, Rounding.WHOLE, 10_500),
        (Change.AMOUNT, 300, Rounding.EXACT, 10_290),
        (Change.AMOUNT, -9_990, Rounding.EXACT, None),
        (Change.PRICE, 12_000, Rounding.FIVES, 12_000),
    ],
)
def test_an_edit_rounds_to_the_nearest(
    change: Change, value: int, shape: Rounding, after: int | None
) -> None:
    found = editing.changed(Money(9_990, "EUR"), change, value, shape)
    assert found == (Money(after, "EUR") if after else None)

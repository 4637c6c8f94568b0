import pytest
from hypothesis import given
from hypothesis import strategies as st

from poincon.kernel.money import Money, total

amounts = st.integers(-(10**12), 10**12)
weights = st.lists(st.integers(0, 10**6), min_size=1, max_size=30).filter(any)


@given(amounts, weights)
def test_a_split_neither_loses_nor_makes_a_cent(minor, weights):
    assert sum(part.minor for part in Money(minor, "EUR").share(weights)) == minor


@given(amounts, weights)
def test_every_part_is_less_than_a_cent_from_fair(minor, weights):
    whole = sum(weights)
    parts = Money(minor, "EUR").share(weights)
    assert all(abs(p.minor * whole - minor * w) < whole for p, w in zip(parts, weights, strict=True))


@given(amounts)
def test_an_amount_survives_being_written_and_read(minor):
    money = Money(minor, "EUR")
    assert Money.of(str(money.amount), "EUR") == money


@pytest.mark.parametrize("text", ["12.345", "abc", "", "1e-7", "NaN", "Infinity"])
def test_what_is_not_an_exact_amount_is_refused(text):
    with pytest.raises(ValueError, match=r"is not an amount|more decimals"):
        Money.of(text, "EUR")


@pytest.mark.parametrize("sign", ["__add__", "__sub__", "__lt__"])
def test_two_currencies_do_not_mix(sign):
    with pytest.raises(ValueError, match="do not mix"):
        getattr(Money(1, "EUR"), sign)(Money(1, "CHF"))


def test_the_sum_of_nothing_is_zero():
    assert total([], "EUR") == Money.zero("EUR")
    assert total([Money(5, "EUR"), Money(7, "EUR")], "EUR") == Money(12, "EUR")


@pytest.mark.parametrize("weights", [[], [0, 0], [3, -1]])
def test_a_split_needs_sensible_weights(weights):
    with pytest.raises(ValueError):  # noqa: PT011 - min() of nothing has its own words
        Money(10, "EUR").share(weights)

"""References as bars, read back from the widths alone with the patterns that the standard prints."""

from itertools import batched, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poincon.kernel import bars
from poincon.kernel.ids import ALPHABET, reference

PRINTED = {
    "*": "nwnnwnwnn",
    "-": "nwnnnnwnw",
    "0": "nnnwwnwnn",
    "1": "wnnwnnnnw",
    "9": "nnwwnnwnn",
    "A": "wnnnnwnnw",
    "J": "nnnnwwwnn",
    "K": "wnnnnnnww",
    "T": "nnnnwnwwn",
    "U": "wwnnnnnnw",
    "Z": "nwwnwnnnn",
}


@pytest.mark.parametrize(("sign", "pattern"), PRINTED.items())
def test_a_sign_is_drawn_as_the_standard_prints_it(sign: str, pattern: str) -> None:
    assert "".join("w" if one == bars.WIDE else "n" for one in bars._sign(sign)) == pattern


def test_no_two_signs_look_alike_and_each_has_three_wide_elements() -> None:
    drawn = {sign: tuple(bars._sign(sign)) for sign in "".join(bars.GROUPS)}
    assert len(set(drawn.values())) == len(drawn) == 40
    assert {widths.count(bars.WIDE) for widths in drawn.values()} == {3}


@given(st.text(ALPHABET + "-", min_size=1, max_size=16))
def test_what_is_drawn_reads_back(text: str) -> None:
    drawn = {tuple(bars._sign(sign)): sign for sign in "".join(bars.GROUPS)}
    read = "".join(drawn[one[:9]] for one in batched(bars.elements(text), 10, strict=False))
    assert read == f"*{text}*"


def test_the_bars_stand_apart_within_their_quiet_zones() -> None:
    text = reference()
    found = bars.bars(text)
    assert found[0][0] == bars.QUIET
    assert all(at + wide < after for (at, wide), (after, _) in pairwise(found))
    assert sum(found[-1]) == bars.width(text) - bars.QUIET


def test_what_cannot_be_said_is_refused() -> None:
    with pytest.raises(ValueError, match="é"):
        bars.bars("é")

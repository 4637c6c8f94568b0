"""What nobody can see is not there; what shapes the letters of a script stays."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poincon.kernel.visible import BLANK, is_seen, one_line, seen

DIRECTIONS = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
NOTHING = "\u200b\ufeff\u00ad\u2060\u2063\u180e\x00\x07\x7f\U000e0041"


@pytest.mark.parametrize("sign", sorted([*DIRECTIONS, *NOTHING, *BLANK]))
def test_a_sign_that_nobody_sees_goes_and_the_name_stays(sign):
    assert seen(f"Mo{sign}reau") == "Moreau"
    assert seen(f"{sign}Claire{sign}") == "Claire"
    assert seen(sign * 3) == one_line(f" {sign} ") == ""


@pytest.mark.parametrize("text", ["\u0301", "\ufe0f\ufe0f", "\u200d", " \n\t ", "", "\u00a0\u202f"])
def test_marks_and_spaces_alone_are_nothing(text):
    assert not is_seen(text)
    assert seen(text) == ""


@pytest.mark.parametrize(
    "name",
    [
        "Éléonore",
        "O’Neill-d’Été",
        "山田 太郎",
        "葛\U000e0100城",
        "عمر",
        "مهدی\u200cپور",
        "ක්\u200dරිස්ටි",
        "👩\u200d👧",
        "❤\ufe0f",
        "Or 750\u202f‰",
        "N\u0303ande",
    ],
)
def test_names_of_the_world_stay_as_they_are(name):
    assert seen(name) == one_line(name) == name


@pytest.mark.parametrize(
    "text", ["Cla\u200dire", "\u200cمهدی", "مهدی\u200c", "پ\u200d\u200cور ", "a\ufe0f\ufe0f"]
)
def test_a_joiner_that_joins_nothing_goes(text):
    assert len(seen(text)) < len(text)


def test_lines_stay_lines_and_one_line_is_one():
    assert seen("Un\nanneau\x0bpoli\u2028d’or") == "Un\nanneau\npoli\nd’or"
    assert one_line("  12,\r\n rue \t des   Lilas \u2029") == "12, rue des Lilas"


@given(st.text(st.characters(), max_size=40))
def test_looking_twice_sees_the_same_and_never_more(text):
    once = seen(text)
    assert seen(once) == once
    assert one_line(one_line(text)) == one_line(text)
    assert is_seen(once) is (once != "")
    hidden = [letter for letter in once if unicodedata.category(letter) in ("Cc", "Cs")]
    assert set(hidden) <= set("\t\n\r")

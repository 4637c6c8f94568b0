"""A price in the words of a search is read where it is clear; what is counted otherwise is none."""

import pytest

from poincon.window.rules.affordable import Affordable, affordable


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("moins de 5000", Affordable("", None, 5000)),
        ("bague saphir à moins de 5\u202f000 €", Affordable("bague saphir", None, 5000)),
        ("under 500", Affordable("", None, 500)),
        ("ring under €1,500.00 gold", Affordable("ring gold", None, 1500)),
        ("plus de 300 euros", Affordable("", 300, None)),
        ("collier entre 400 et 200€", Affordable("collier", 200, 400)),
        ("between 200 and 400", Affordable("", 200, 400)),
    ],
)
def test_prices_are_read(words, found):
    assert affordable(words, "€") == found


@pytest.mark.parametrize(
    "words",
    [
        "moins de 45 cm",
        "plus de 2 carats",
        "plus de 0,5 ct",
        "moins de 18k",
        "au moins",
        "750",
        "bague 54",
        "under the sea",
        "sunder 500",
        "moins de 20 ans",
    ],
)
def test_other_numbers_are_no_prices(words):
    assert affordable(words, "€") is None

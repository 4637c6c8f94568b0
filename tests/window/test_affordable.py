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
        ("100-200 €", Affordable("", 100, 200)),
        ("bague 100 – 200€ or", Affordable("bague or", 100, 200)),
        ("de 100 à 200 €", Affordable("", 100, 200)),
        ("collier de 100 à 1 200", Affordable("collier", 100, 1200)),
        ("50 à 80 euros", Affordable("", 50, 80)),
        ("€100-€200", Affordable("", 100, 200)),
        ("from €100 to €200", Affordable("", 100, 200)),
        ("300€ max", Affordable("", None, 300)),
        ("bague 300 euros maximum", Affordable("bague", None, 300)),
        ("max €300", Affordable("", None, 300)),
        ("pas plus de 300 €", Affordable("", None, 300)),
        ("autour de 200 €", Affordable("", 160, 240)),
        ("environ 200 euros", Affordable("", 160, 240)),
        ("ring around €199", Affordable("ring", 159, 239)),
        ("environ 200", Affordable("", 160, 240)),
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
        "de 40 à 45 cm",
        "de 54 à 56",
        "54-56",
        "100-200",
        "BR-100-200 €",
        "environ 50",
        "max 45 cm",
        "collier 40-45 cm",
    ],
)
def test_other_numbers_are_no_prices(words):
    assert affordable(words, "€") is None

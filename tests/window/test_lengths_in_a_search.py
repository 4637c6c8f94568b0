"""A length in the words of a search narrows the list to what is as long, in centimetres as in inches."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.translation import override
from tests.window.conftest import SILVER, Size

from poincon.window.rules.sought import around, long

CHAINS = [Size(None, columns={"length_mm": length}) for length in (400, 420, 450)]


@pytest.mark.parametrize(
    ("words", "rest", "millimetres"),
    [
        ("bracelet 18 cm", "bracelet", "180"),
        ("18 cm", "", "180"),
        ("collier 42 cm or", "collier or", "420"),
        ("chaîne 45cm", "chaîne", "450"),
        ("180 mm", "", "180"),
        ("sautoir de 45,5 cm", "sautoir", "455"),
        ("collier taille 42 cm", "collier", "420"),
        ("collier longueur 42 cm", "collier", "420"),
        ("chaîne de 45 centimètres de long", "chaîne", "450"),
        ("16 in necklace", "necklace", "406.4"),
        ("gold chain 18-inch", "gold chain", "457.2"),
        ('7.5" bracelet', "bracelet", "190.5"),
        ("necklace length 16 in silver", "necklace silver", "406.4"),
    ],
)
def test_a_length_is_understood(words, rest, millimetres):
    found = long(words)
    assert found is not None
    assert (found.rest, [mm for mm, _near in found.lengths]) == (rest, [Decimal(millimetres)])


@pytest.mark.parametrize(
    ("words", "rest", "millimetres"),
    [
        ("collier 42 cm ou 45 cm", "collier", ["420", "450"]),
        ("collier longueur 42 ou 45 cm or", "collier or", ["420", "450"]),
        ("collier 40/42/45cm", "collier", ["400", "420", "450"]),
        ("16 or 18 in necklace", "necklace", ["406.4", "457.2"]),
    ],
)
def test_any_of_several_lengths_will_do(words, rest, millimetres):
    found = long(words)
    assert found is not None
    assert (found.rest, [mm for mm, _near in found.lengths]) == (rest, [Decimal(one) for one in millimetres])


@pytest.mark.parametrize(
    "words",
    [
        "perle 8 mm",
        "bague 54 mm",
        "ring 16 in gold",
        "pendentif 3 cm",
        "CH-45cm",
        "tour de poignet 16 cm",
        "moins de 45 cm",
        "7 in 1",
        "bracelet in gold",
        "bague 54",
        "1999",
        "9000 cm",
    ],
)
def test_other_measures_are_words(words):
    assert long(words) is None


@pytest.mark.parametrize(
    ("words", "language", "rest", "millimetres"),
    [
        ("chaine 45", "fr", "chaine", ["450"]),
        ("collier 45", "fr", "collier", ["450"]),
        ("collier or 42 ou 45", "fr", "collier or", ["420", "450"]),
        ("collier taille 45", "fr", "collier", ["450"]),
        ("collier 42/45", "fr", "collier", ["420", "450"]),
        ("bracelet 18", "fr", "bracelet", ["180"]),
        ("bracelet 18,5 or", "fr", "bracelet or", ["185"]),
        ("necklace 16", "en", "necklace", ["406.4"]),
        ("gold chain 18", "en", "gold chain", ["457.2"]),
        ("bracelet 7.5", "en", "bracelet", ["190.5"]),
    ],
)
def test_a_bare_number_beside_a_chain_or_a_bracelet_is_a_length(words, language, rest, millimetres):
    found = around(words, language)
    assert found is not None
    assert (found.rest, [mm for mm, _near in found.lengths]) == (rest, [Decimal(one) for one in millimetres])


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("bracelet or 18", "fr"),
        ("bracelet or jaune 18", "fr"),
        ("necklace gold 18", "en"),
        ("collier 3", "fr"),
        ("collier 45 perles", "fr"),
        ("collier 50 €", "fr"),
        ("collier CO-45", "fr"),
        ("collier 750", "fr"),
        ("bracelet 45", "fr"),
        ("bague 54", "fr"),
        ("45", "fr"),
    ],
)
def test_other_bare_numbers_are_words(words, language):
    assert around(words, language) is None


def test_what_is_as_long_is_near():
    there = ["160", "175", "180", "184", "190", "400", "406", "420", "450", "460"]
    assert long("18 cm").near(there) == ["180", "184"]
    assert long("16 in").near(there) == ["400", "406"]
    assert long("18 inches").near(there) == ["450", "460"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "asked", "leads_to"),
    [
        ("fr", "collier 42 cm", "?q=collier&length=420"),
        ("fr", "45cm", "?length=450"),
        ("fr", "collier 40 cm ou 45 cm", "?q=collier&length=400&length=450"),
        ("fr", "collier 43 cm", "?q=collier&length=430"),
        ("en", "16 in necklace", "?q=necklace&length=400"),
        ("fr", "collier 45", "?q=collier&length=450"),
        ("en", "necklace 16", "?q=necklace&length=400"),
        ("en", "necklace 450 mm&metal=gold", "?q=necklace&length=450&metal=gold"),
        ("fr", "collier 42 cm moins de 500&page=2", "?q=collier+42+cm&price_to=500"),
    ],
)
def test_the_shop_leads_to_what_is_that_long(client, make, language, asked, leads_to):
    make(kind="necklace", sizes=CHAINS)
    with override(language):
        search, everything = reverse("window:search"), reverse("window:everything")
    answer = client.get(f"{search}?q={asked}")
    there = (search if "q=" in leads_to else everything) + leads_to
    assert (answer.status_code, answer["Location"]) == (302, there)


@pytest.mark.django_db
def test_the_list_is_the_one_of_the_filter_and_says_so(client, make):
    long_one = make(kind="bracelet", metals=[SILVER], sizes=[Size(None, columns={"length_mm": 180})])
    make(kind="bracelet", sizes=[Size(None, columns={"length_mm": 160})])
    page = client.get("/recherche/?q=bracelet 18 cm", follow=True)
    assert [card.slug for card in page.context["found"].cards] == [long_one.slug]
    assert [" ".join(tag.label.split()) for tag in page.context["tags"]] == ["18 cm"]


@pytest.mark.django_db
def test_other_choices_are_kept_where_a_size_is_named(client, make):
    make()
    answer = client.get("/recherche/?q=bague 54&metal=gold")
    assert answer["Location"] == "/recherche/?q=bague&size=54&metal=gold"

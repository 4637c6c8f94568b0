"""Values in words: each language with its own numbers, spaces and plurals."""

from datetime import date

import pytest
from pytest_django import Settings
from tests.charter.conftest import FIVE, INVENTED, house

from poincon.charter import promises, queries, spelling, wording
from poincon.charter.schema import Charter, Unit
from poincon.kernel.money import Money

NBSP, NARROW = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("count", "fr", "en"),
    [
        (0, "0 jour", "0 days"),
        (1, "1 jour", "1 day"),
        (2, "2 jours", "2 days"),
        (1000, "1 000 jours", "1,000 days"),
    ],
)
def test_plurals_follow_the_language(count: int, fr: str, en: str) -> None:
    said = spelling.counted(count, Unit.DAYS, "fr").replace(NBSP, " ").replace(NARROW, " ")
    assert said == fr
    assert spelling.counted(count, Unit.DAYS, "en-gb").replace(NBSP, " ") == en


@pytest.mark.parametrize(
    ("count", "unit", "fr"),
    [
        (30, Unit.MINUTES, "30 minutes"),
        (60, Unit.MINUTES, "1 heure"),
        (90, Unit.MINUTES, "90 minutes"),
        (120, Unit.MINUTES, "2 heures"),
        (2880, Unit.MINUTES, "48 heures"),
        (72, Unit.HOURS, "72 heures"),
        (100, Unit.HOURS, "100 heures"),
        (168, Unit.HOURS, "7 jours"),
    ],
)
def test_long_terms_are_said_in_the_larger_unit(count: int, unit: Unit, fr: str) -> None:
    assert spelling.counted(count, unit, "fr").replace(NBSP, " ") == fr


def test_zones_of_which_the_same_is_said_are_named_together() -> None:
    said = promises.words(house("cestmoi"), "delivery.free_from_minor", "fr").replace(NBSP, " ")
    assert said == "Livraison offerte dès 35 € en France et au Benelux."
    told = promises.words(house("cestmoi"), "carriers.*.delivery", "en", carrier="mondial_relay")
    assert told.replace(NBSP, " ") == (
        "Mondial Relay: delivery in 3 to 5 working days in France and in the Benelux."
    )


@pytest.mark.parametrize(
    ("minor", "fr", "en"),
    [
        (490, "4,90 €", "€4.90"),
        (4900, "49 €", "€49"),
        (0, "0 €", "€0"),
        (1234567, "12 345,67 €", "€12,345.67"),
    ],
)
def test_money_shows_cents_only_where_there_are_some(minor: int, fr: str, en: str) -> None:
    said = spelling.money(Money(minor, "EUR"), "fr").replace(NBSP, " ").replace(NARROW, " ")
    assert said == fr
    assert spelling.money(Money(minor, "EUR"), "en") == en


def test_money_without_cents_and_in_francs() -> None:
    assert spelling.money(Money(500, "JPY"), "en") == "JP¥500"
    assert spelling.money(Money(150050, "CHF"), "en") == "CHF1,500.50"


def test_weights_and_dates() -> None:
    assert spelling.weight(250, "fr") == f"250{NBSP}g"
    assert spelling.weight(1500, "fr") == f"1,5{NBSP}kg"
    assert spelling.weight(30000, "en") == f"30{NBSP}kg"
    assert spelling.day(date(2026, 12, 1), "fr") == "1er décembre"
    assert spelling.day(date(2026, 12, 11), "fr", year=True) == "11 décembre 2026"
    assert spelling.day(date(2026, 12, 1), "en") == "1 December"


def test_french_punctuation_keeps_its_narrow_space() -> None:
    assert spelling.typeset("« Oui » : non ; si !", "fr") == "«\u202fOui\u202f»\u202f: non\u202f; si\u202f!"
    assert spelling.typeset("https://a.example : x", "fr") == "https://a.example\u202f: x"
    assert spelling.typeset("a : b", "en") == "a : b"


@pytest.mark.parametrize("name", [*FIVE, *INVENTED])
@pytest.mark.parametrize("id", sorted(promises.promises()))
def test_every_promise_can_be_told_by_every_house_in_both_languages(name: str, id: str) -> None:
    c = house(name)
    fr, en = promises.words(c, id, "fr"), promises.words(c, id, "en")
    assert bool(fr) == bool(en)
    for told in (fr, en):
        assert "{" not in told
        assert "None" not in told
        assert told.strip() == told
        assert not told or told[-1] == "."
    assert not any(f" {mark}" in fr for mark in ":;!?»")
    promises.value(c, id, "fr")


def test_the_cut_off_is_told_in_each_language(bijourama: Charter) -> None:
    assert promises.value(bijourama, "orders.change_until", "fr") == f"13{NBSP}h"
    assert promises.value(bijourama, "orders.change_until", "en") == f"1{NBSP}pm"
    assert f"avant 13{NBSP}h" in promises.words(bijourama, "orders.change_until", "fr")


def test_a_promise_is_narrowed_to_one_carrier_and_one_zone(bijourama: Charter) -> None:
    def told(**which: str) -> str:
        return promises.words(bijourama, "carriers.*.delivery", "en", **which).replace(NBSP, " ")

    assert told(carrier="chronopost", zone="eu") == "Chronopost: delivery in 3 working days in Europe."
    assert told(carrier="colissimo") == "La Poste Colissimo: delivery in 2 to 4 working days in France."
    assert "in 24 hours (next working day) in France" in told(carrier="chronopost")
    assert told(zone="eu").count("delivery") == 1
    assert told(carrier="pigeon") == ""
    assert told().count("delivery") == 4


def test_a_threshold_is_told_for_one_zone(bijourama: Charter) -> None:
    words = promises.words(house("cestmoi"), "delivery.free_from_minor", "en", zone="benelux")
    assert words == "Free delivery from €35 in the Benelux."
    assert promises.words(bijourama, "delivery.free_from_minor", "en", zone="eu") == ""


def test_narrowing_what_has_no_parts_is_a_mistake(bijourama: Charter) -> None:
    with pytest.raises(LookupError, match="zone"):
        promises.words(bijourama, "orders.change_until", "en", zone="fr")


def test_what_a_house_does_not_do_is_not_told() -> None:
    assert promises.words(house("cestmoi"), "orders.anonymous_packaging", "fr") == ""
    assert promises.words(house("calmea"), "payments.planned", "fr") == ""
    assert "PayPal" in promises.words(house("bijourama"), "payments.planned", "fr")


def test_several_values_are_each_told_with_their_name(bijourama: Charter) -> None:
    assert promises.value(bijourama, "carriers.*.phone", "en", carrier="colissimo") == "3631"
    told = promises.value(bijourama, "carriers.*.phone", "en").replace("\u00a0", " ")
    assert told.startswith("Mondial Relay: +33 9 69 32 23 32; ")
    assert "Chronopost: 0 825 801 801" in told


@pytest.mark.promise("stock.in_stock_is_in_stock", "stock.sold_out_is_closed")
def test_the_three_states_have_the_house_s_own_words(bijourama: Charter) -> None:
    today, then = date(2026, 11, 22), date(2026, 12, 1)

    def told(c: Charter, state: str, language: str) -> str:
        words = wording.stock_words(c, state, language, today=today, dispatch_on=then)
        return words.replace(NBSP, " ").replace(NARROW, " ")

    assert told(bijourama, "in_stock", "fr") == "En stock"
    assert told(bijourama, "sold_out", "en") == "Sold out"
    assert (
        told(bijourama, "restocking", "fr")
        == "En réapprovisionnement – Expédié sous 9 jours, le 1er décembre"
    )
    assert told(house("sebastienne"), "in_stock", "fr") == "Disponible à l’atelier"
    assert told(house("carme"), "restocking", "en") == "In the workshop – Dispatched on 1 December"


def test_a_dispatch_date_that_has_passed_is_not_told_as_negative(bijourama: Charter) -> None:
    today = date(2026, 11, 22)
    words = wording.stock_words(bijourama, "restocking", "en", today=today, dispatch_on=date(2026, 11, 20))
    assert f"within 0{NBSP}days" in words


@pytest.mark.parametrize(
    ("euros", "said"),
    [
        (400, "Étiquettes de retour : Mondial Relay (4,90 €) et La Poste Colissimo (6,90 €)."),
        (1_200, "Étiquettes de retour : La Poste Colissimo (6,90 €)."),
        (2_350, ""),
    ],
)
def test_a_piece_comes_back_by_who_takes_its_value(settings: Settings, euros: int, said: str) -> None:
    settings.CHARTER = house("bijourama")
    told = queries.label_words(Money(euros * 100, "EUR"), "fr")
    assert told.replace(NBSP, " ").replace(NARROW, " ") == said

"""Values said as a shop assistant writes them: spaces, ordinals and clocks are part of the promise."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poincon.design import words
from poincon.kernel.money import Money

PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("minor", "language", "said"),
    [
        (129_000, "fr", "1\u202f290,00\u00a0€"),
        (129_000, "en", "€1,290.00"),
        (0, "fr", "0,00\u00a0€"),
        (-490, "fr", "-4,90\u00a0€"),
        (-490, "en", "-€4.90"),
        (100_000_000, "fr", "1\u202f000\u202f000,00\u00a0€"),
    ],
)
def test_money_keeps_its_spaces(minor: int, language: str, said: str) -> None:
    assert words.money(Money(minor, "EUR"), language) == said


def test_a_currency_without_cents_shows_none() -> None:
    assert words.money(Money(1500, "JPY"), "en") == "JP¥1,500"


@given(st.integers(-(10**10), 10**10))
def test_the_figures_of_an_amount_are_all_said(minor: int) -> None:
    said = words.money(Money(minor, "EUR"), "fr")
    assert int("".join(c for c in said if c.isdigit())) == abs(minor)


@pytest.mark.parametrize(
    ("on", "language", "said"),
    [
        (date(2026, 11, 24), "fr", "mardi 24 novembre"),
        (date(2026, 11, 24), "en", "Tuesday 24 November"),
        (date(2026, 12, 1), "fr", "mardi 1er décembre"),
        (date(2026, 12, 11), "fr", "vendredi 11 décembre"),
        (date(2026, 12, 1), "en", "Tuesday 1 December"),
    ],
)
def test_a_day_in_words(on: date, language: str, said: str) -> None:
    assert words.day(on, language) == said


def test_a_day_says_its_year_when_asked() -> None:
    assert words.day(date(2027, 1, 1), "fr", year=True) == "vendredi 1er janvier 2027"


@pytest.mark.parametrize(
    ("away", "said"), [(-1, "hier"), (0, "aujourd’hui"), (1, "demain"), (3, "mardi 24 novembre")]
)
def test_a_near_day_is_named_from_today(away: int, said: str) -> None:
    today = date(2026, 11, 21)
    assert words.near_day(today + timedelta(days=away), today, "fr") == said


def test_a_day_of_another_year_is_never_ambiguous() -> None:
    assert words.near_day(date(2027, 1, 4), date(2026, 11, 21), "en") == "Monday 4 January 2027"


@pytest.mark.parametrize(
    ("at", "language", "said"),
    [
        (time(13), "fr", "13\u00a0h"),
        (time(13, 5), "fr", "13\u00a0h\u00a005"),
        (time(0), "fr", "0\u00a0h"),
        (time(13), "en", "1\u00a0pm"),
        (time(12, 30), "en", "12:30\u00a0pm"),
        (time(12), "en", "noon"),
        (time(0), "en", "midnight"),
        (time(0, 10), "en", "12:10\u00a0am"),
    ],
)
def test_an_hour(at: time, language: str, said: str) -> None:
    assert words.hour(at, language) == said


def test_a_moment_is_told_on_the_clock_of_the_shop() -> None:
    at = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    assert words.moment(at, "fr", PARIS) == "mercredi 25 novembre à 0\u00a0h\u00a030"
    assert words.moment(at, "en", PARIS) == "Wednesday 25 November at 12:30\u00a0am"


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(hours=1, minutes=42), "1\u00a0h 42\u00a0min"),
        (timedelta(minutes=42, seconds=59), "42\u00a0min"),
        (timedelta(days=2, hours=3, minutes=9), "2\u00a0jours 3\u00a0h"),
        (timedelta(days=1), "1\u00a0jour"),
        (timedelta(hours=3), "3\u00a0h"),
        (timedelta(seconds=-5), "0\u00a0min"),
    ],
)
def test_a_span_in_its_two_largest_units(length: timedelta, said: str) -> None:
    assert words.span(length, "fr") == said


def test_numbers_and_shares() -> None:
    assert words.number(1290.5, "fr") == "1\u202f290,5"
    assert words.percent(0.994, "fr") == "99,4\u00a0%"
    assert words.percent(0.2, "en") == "20%"


def test_lists_are_joined_as_speech_does() -> None:
    assert words.listed(["or", "argent", "perles"], "fr") == "or, argent et perles"
    assert words.listed(["gold"], "en") == "gold"


def test_countries_have_names_in_both_languages() -> None:
    assert (words.country("de", "fr"), words.country("DE", "en")) == ("Allemagne", "Germany")
    assert words.country("ZZZ", "fr") == "ZZZ"
    assert words.country("HK", "fr") == words.country("hk", "en") == "Hong Kong"


def test_typographic_sets_french_spaces() -> None:
    typed = "« L'or » : 1 290 € ; est-ce vrai ? 9 ct !"
    assert words.typographic(typed, "fr") == (
        "«\u202fL’or\u202f»\u202f: 1\u202f290\u00a0€\u202f; est-ce vrai\u202f? 9\u00a0ct\u202f!"
    )


def test_typographic_leaves_addresses_and_english_alone() -> None:
    assert words.typographic("https://exemple.fr/a?b=1", "fr") == "https://exemple.fr/a?b=1"
    assert words.typographic("Is it gold ?", "en") == "Is it gold ?"


@given(st.text(alphabet="ab1 290;:!?«»'\u00a0\u202f€"))
def test_setting_a_text_twice_changes_nothing_more(text: str) -> None:
    once = words.typographic(text, "fr")
    assert words.typographic(once, "fr") == once


def test_a_telephone_number_is_written_as_it_is_dialled() -> None:
    assert words.telephone("+33 4 65 71 20 20", "fr") == "04\u00a065\u00a071\u00a020\u00a020"
    assert words.telephone("+33465712020", "en") == "+33\u00a04\u00a065\u00a071\u00a020\u00a020"
    assert words.telephone("+32 2 123 45 67", "fr").startswith("+32")
    assert words.telephone("0 825 801 801", "en") == "0\u00a0825\u00a0801\u00a0801"
    assert words.telephone("3631", "en") == "3631"
    assert words.telephone("3631", "en", "FR") == "3631"
    assert words.telephone("0825 801 801", "en", "FR") == "0825\u00a0801\u00a0801"
    assert words.telephone("01 99 00 50 60", "fr", "FR") == "01\u00a099\u00a000\u00a050\u00a060"
    assert words.telephone("01 99 00 50 60", "en", "FR") == "+33\u00a01\u00a099\u00a000\u00a050\u00a060"
    assert words.telephone("915 197 197", "fr", "ES") == "+34\u00a0915\u00a019\u00a071\u00a097"


@pytest.mark.parametrize(
    ("written", "french", "english"),
    [
        ("250 000 €", "250\u202f000\u00a0€", "€250,000"),
        ("8000€", "8\u202f000\u00a0€", "€8,000"),
        ("1 €", "1\u00a0€", "€1"),
        (
            "variable, de 1 000 € au moins",
            "variable, de 1\u202f000\u00a0€ au moins",
            "variable, de €1,000 au moins",
        ),
        ("1,50 €", "1,50 €", "1,50 €"),
        ("250 000 CHF", "250 000 CHF", "250 000 CHF"),
        ("", "", ""),
    ],
)
def test_sums_in_the_house_s_words_are_written_for_the_reader(
    written: str, french: str, english: str
) -> None:
    assert (words.sums(written, "fr"), words.sums(written, "en")) == (french, english)


def test_telephone_links_hold_digits_only() -> None:
    assert words.telephone_link("09 70 00 00 00") == "0970000000"
    assert words.telephone_link("+33 (0)1 42") == "+330142"


def test_an_unknown_language_is_answered_in_french() -> None:
    assert words.hour(time(13), "de") == "13\u00a0h"
    assert words.near_day(date(2026, 11, 21), date(2026, 11, 21), "de") == "aujourd’hui"


@pytest.mark.parametrize(
    ("last", "language", "said"),
    [
        (date(2026, 11, 24), "fr", "le mardi 24 novembre"),
        (date(2026, 11, 26), "fr", "entre le mardi 24 novembre et le jeudi 26 novembre"),
        (date(2026, 11, 24), "en", "on Tuesday 24 November"),
        (date(2026, 11, 26), "en", "between Tuesday 24 November and Thursday 26 November"),
    ],
)
def test_a_span_of_days_is_one_day_when_both_are_the_same(last, language, said):
    assert words.days_between(date(2026, 11, 24), last, language) == said

"""How the charter's values are spoken, beyond what every page uses (design.words): terms, weights, prices."""

import re
from datetime import date
from typing import NamedTuple

from babel.dates import format_date
from babel.numbers import format_currency

from poincon.charter.schema import Unit
from poincon.design import words
from poincon.kernel.money import Money

KILO = 1000
WHOLE = {"fr": "#,##0\u00a0¤", "en": "¤#,##0"}

NOUNS = {
    Unit.DAYS: {"fr": ("jour", "jours"), "en": ("day", "days")},
    Unit.WORKING_DAYS: {"fr": ("jour ouvré", "jours ouvrés"), "en": ("working day", "working days")},
    Unit.HOURS: {"fr": ("heure", "heures"), "en": ("hour", "hours")},
    Unit.MINUTES: {"fr": ("minute", "minutes"), "en": ("minute", "minutes")},
    Unit.MONTHS: {"fr": ("mois", "mois"), "en": ("month", "months")},
    Unit.POINTS: {"fr": ("point", "points"), "en": ("point", "points")},
    Unit.YEARS: {"fr": ("an", "ans"), "en": ("year", "years")},
}


class Larger(NamedTuple):
    """A unit that holds `holds` of a smaller one, spoken of from `least` of these on."""

    unit: Unit
    holds: int
    least: int


# "24 heures" and "72 heures" are how people say it; nobody says "168 heures".
LARGER = {Unit.MINUTES: Larger(Unit.HOURS, 60, 60), Unit.HOURS: Larger(Unit.DAYS, 24, 96)}


def tongue(language: str) -> str:
    """Return which of the two languages is spoken for a code such as "en-gb"."""
    return "fr" if language.startswith("fr") else "en"


def typeset(text: str, language: str) -> str:
    """Put French punctuation behind its narrow no-break space; English stays as it is."""
    if tongue(language) != "fr":
        return text
    return re.sub(r"(?<=«) | (?=[;:!?»])", words.NARROW, text)


def counted(value: int, unit: Unit, language: str) -> str:
    """Say "14 jours" or "1 day", and "2 heures" for 120 minutes; French takes the singular below two."""
    if (larger := LARGER.get(unit)) and value >= larger.least and value % larger.holds == 0:
        return counted(value // larger.holds, larger.unit, language)
    one, many = NOUNS[unit][tongue(language)]
    single = value < 2 if tongue(language) == "fr" else value == 1
    return f"{words.number(value, language)}{words.TIE}{one if single else many}"


def weight(grams: int, language: str) -> str:
    """Say "250 g" or "1,5 kg"."""
    heavy = grams >= KILO
    return f"{words.number(grams / KILO if heavy else grams, language)}{words.TIE}{'kg' if heavy else 'g'}"


def day(value: date, language: str, *, year: bool = False) -> str:
    """Say "1er décembre" or "1 December", with the year where it matters."""
    spoken = format_date(value, "d MMMM y" if year else "d MMMM", words.locale_of(language))
    return f"1er{spoken[1:]}" if value.day == 1 and tongue(language) == "fr" else spoken


def money(value: Money, language: str) -> str:
    """Say "49 €" for whole amounts and "4,90 €" for others."""
    if value.amount != value.amount.to_integral_value():
        return words.money(value, language)
    return format_currency(
        value.amount,
        value.currency,
        format=WHOLE[tongue(language)],
        currency_digits=False,
        locale=words.locale_of(language),
    )

"""How a single value is spoken, in French and in English, with each language's typography."""

import re
from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal

from poincon.charter.schema import Unit
from poincon.kernel.money import Money

NBSP = "\u00a0"
KILO = 1000
NARROW = "\u202f"
LOCALES = {"fr": Locale("fr"), "en": Locale("en", "GB")}

NOUNS = {
    Unit.DAYS: {"fr": ("jour", "jours"), "en": ("day", "days")},
    Unit.WORKING_DAYS: {"fr": ("jour ouvré", "jours ouvrés"), "en": ("working day", "working days")},
    Unit.HOURS: {"fr": ("heure", "heures"), "en": ("hour", "hours")},
    Unit.MINUTES: {"fr": ("minute", "minutes"), "en": ("minute", "minutes")},
    Unit.YEARS: {"fr": ("an", "ans"), "en": ("year", "years")},
}


def locale(language: str) -> Locale:
    """Return the conventions of `language`; English is British."""
    return LOCALES["fr" if language.startswith("fr") else "en"]


def typeset(text: str, language: str) -> str:
    """Put French punctuation behind its narrow no-break space; English stays as it is."""
    if locale(language).language != "fr":
        return text
    return re.sub(r"(?<=«) | (?=[;:!?»])", NARROW, text)


def number(value: int, language: str) -> str:
    return format_decimal(value, locale=locale(language))


def counted(value: int, unit: Unit, language: str) -> str:
    """Say "14 jours" or "1 day"; French takes the singular below two."""
    one, many = NOUNS[unit][locale(language).language]
    single = abs(value) < 2 if locale(language).language == "fr" else abs(value) == 1
    return f"{number(value, language)}{NBSP}{one if single else many}"


def weight(grams: int, language: str) -> str:
    """Say "250 g" or "1,5 kg"."""
    if grams < KILO:
        return f"{number(grams, language)}{NBSP}g"
    return f"{format_decimal(Decimal(grams) / KILO, locale=locale(language))}{NBSP}kg"


def clock(value: time, language: str) -> str:
    """Say "13 h", "13 h 30", "1 pm" or "1:30 pm"."""
    if locale(language).language == "fr":
        return f"{value.hour}{NBSP}h" + (f"{NBSP}{value.minute:02}" if value.minute else "")
    hour, half = value.hour % 12 or 12, "am" if value.hour < 12 else "pm"
    return f"{hour}" + (f":{value.minute:02}" if value.minute else "") + f"{NBSP}{half}"


def day(value: date, language: str, *, year: bool = False) -> str:
    """Say "1er décembre" or "1 December", with the year where it matters."""
    spoken = format_date(value, "d MMMM y" if year else "d MMMM", locale=locale(language))
    first = locale(language).language == "fr" and value.day == 1
    return f"1er{spoken[1:]}" if first else spoken


def money(value: Money, language: str) -> str:
    """Say "49 €" for whole amounts and "4,90 €" for others."""
    whole = value.amount == value.amount.to_integral_value()
    return format_currency(
        value.amount,
        value.currency,
        format=None if not whole else _whole_pattern(language),
        currency_digits=not whole,
        locale=locale(language),
    )


def _whole_pattern(language: str) -> str:
    return "#,##0\u00a0¤" if locale(language).language == "fr" else "¤#,##0"


def joined(words: Sequence[str], language: str) -> str:
    """Say "Visa et Mastercard", "Visa and Mastercard"."""
    if locale(language).language == "en" and len(words) > 1:
        return f"{', '.join(words[:-1])} and {words[-1]}"
    return format_list(words, locale=locale(language))


def country(code: str, language: str) -> str:
    return str(locale(language).territories[code])

"""Amounts, days and hours in words, as a shop assistant writes them; pure, in French and English.

French keeps its spaces: U+202F groups thousands and stands before ; : ! ? and inside « »,
U+00A0 ties a number to its unit. English is British.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from functools import lru_cache

import phonenumbers
from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent
from phonenumbers import PhoneNumberType

from poincon.kernel import territories
from poincon.kernel.money import Money

NARROW = "\u202f"
TIE = "\u00a0"
LOCALES = {"fr": "fr_FR", "en": "en_GB"}
NEAR = {
    "fr": {-1: "hier", 0: "aujourd’hui", 1: "demain"},
    "en": {-1: "yesterday", 0: "today", 1: "tomorrow"},
}
FRANCE = 33
# Free, dear and shared-cost numbers: from other countries hardly any of them can be reached.
AT_HOME = {PhoneNumberType.TOLL_FREE, PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST}
TURNS = {0: "midnight", 12: "noon"}  # nobody knows for sure which 12 is am and which pm
SHORT_NAMES = {"HK": "Hong Kong", "MO": "Macao"}  # nobody writes the full name on an envelope
DAYS = {"fr": ("jour", "jours"), "en": ("day", "days")}


def locale_of(language: str) -> str:
    """Return the Babel locale for a language code such as "fr" or "en-gb"; French for any other."""
    return LOCALES.get(language[:2], LOCALES["fr"])


@lru_cache(maxsize=8192)
def money(amount: Money, language: str) -> str:
    """Return "1 290,00 €" or "€1,290.00"."""
    return format_currency(amount.amount, amount.currency, locale=locale_of(language))


def number(value: int | float | Decimal, language: str) -> str:
    """Return "1 290,5" or "1,290.5", without zeros that say nothing."""
    return format_decimal(value, locale=locale_of(language))


def percent(share: float | Decimal, language: str, *, digits: int = 1) -> str:
    """Return "99,4 %" or "99.4%" for a share of one."""
    pattern = f"#,##0.{'#' * digits}%" if digits else "#,##0%"
    if language[:2] == "fr":
        pattern = pattern.replace("%", f"{TIE}%")
    return format_percent(share, format=pattern, locale=locale_of(language))


@lru_cache(maxsize=1024)
def day(on: date, language: str, *, year: bool = False) -> str:
    """Return "mardi 24 novembre" or "Tuesday 24 November", with the year when it is asked for."""
    return _first(
        format_date(on, "EEEE d MMMM y" if year else "EEEE d MMMM", locale_of(language)), on, language
    )


@lru_cache(maxsize=1024)
def days_between(first: date, last: date, language: str) -> str:
    """Say a span of days: "entre le mardi 24 novembre et le jeudi 26 novembre", or "le mardi 24 novembre"."""
    if first == last:
        return {"fr": "le {}", "en": "on {}"}[_two(language)].format(day(first, language))
    words = {"fr": "entre le {} et le {}", "en": "between {} and {}"}[_two(language)]
    return words.format(day(first, language), day(last, language))


def short_day(on: date, language: str) -> str:
    """Return "24 nov." or "24 Nov"."""
    return _first(format_date(on, "d MMM", locale_of(language)), on, language).replace(" ", TIE)


def plain_date(on: date, language: str) -> str:
    """Return "24/11/2026", as a document writes it."""
    return format_date(on, "dd/MM/y", locale_of(language))


def near_day(on: date, today: date, language: str) -> str:
    """Return "hier", "aujourd’hui" or "demain" when it is one of them, the day in words otherwise."""
    return NEAR[_two(language)].get((on - today).days) or day(on, language, year=on.year != today.year)


def hour(at: time | datetime, language: str) -> str:
    """Return "13 h" and "13 h 05", or "1 pm", "1:05 pm" and "noon", of a time that is already local."""
    if _two(language) == "fr":
        return f"{at.hour}{TIE}h" + (f"{TIE}{at.minute:02}" if at.minute else "")
    if not at.minute and at.hour in TURNS:
        return TURNS[at.hour]
    half = "am" if at.hour < 12 else "pm"
    return f"{at.hour % 12 or 12}" + (f":{at.minute:02}" if at.minute else "") + f"{TIE}{half}"


def moment(at: datetime, language: str, zone: tzinfo) -> str:
    """Return "mardi 24 novembre à 10 h 04" on the clock of `zone`."""
    local = at.astimezone(zone)
    joint = "à" if _two(language) == "fr" else "at"
    return f"{day(local.date(), language)} {joint} {hour(local, language)}"


def span(length: timedelta, language: str) -> str:
    """Return a length of time in its two largest units: "1 h 42 min", "2 jours 3 h"; "0 min" once over."""
    minutes = max(0, int(length.total_seconds()) // 60)
    days, minutes = divmod(minutes, 24 * 60)
    hours, minutes = divmod(minutes, 60)
    counted = [(days, DAYS[_two(language)][days > 1]), (hours, "h"), (minutes, "min")]
    largest = next((i for i, (count, _) in enumerate(counted) if count), 2)
    said = [f"{count}{TIE}{unit}" for count, unit in counted[largest : largest + 2] if count]
    return " ".join(said) or f"0{TIE}min"


def listed(words: Iterable[str], language: str) -> str:
    """Return "or, argent et perles" or "gold, silver and pearls"."""
    return format_list(list(words), locale=locale_of(language))


def country(code: str, language: str) -> str:
    """Return the name of a country, or of a territory taxed apart; its code when nobody knows it."""
    if names := territories.NAMES.get(code.upper()):
        return names[_two(language) != "fr"]
    known = Locale.parse(locale_of(language)).territories
    return SHORT_NAMES.get(code.upper()) or str(known.get(code.upper(), code))


def place(code: str, postcode: str, language: str) -> str:
    """Return where a postcode lies, and the postcode: "Corse (20000)"; without one, the country."""
    named = country(territories.places_of(code, postcode)[0], language)
    return f"{named} ({postcode})" if postcode else named


def vat(code: str, rate_bp: int, language: str) -> str:
    """Return whose VAT a price contains, and its rate given in basis points: "TVA (Belgique, 21 %)"."""
    share = percent(Decimal(rate_bp) / 10_000, language, digits=2)
    return f"{'TVA' if _two(language) == 'fr' else 'VAT'} ({country(code, language)}, {share})"


@lru_cache
def languages_own_name(language: str) -> str:
    """Return what speakers call their language, with a capital: "Français", "English"."""
    name = Locale.parse(language[:2]).get_display_name() or language
    return name[:1].upper() + name[1:]


_BEFORE = re.compile(r"[ \u00a0](?=[;:!?»])|(?<=«)[ \u00a0]")
_THOUSANDS = re.compile(r"(?<=\d)[ \u00a0](?=\d{3}(?!\d))")
_SUM = re.compile(r"(?<![\d,.])(\d{1,3}(?:[ \u00a0\u202f]?\d{3})*)[ \u00a0\u202f]?€")
_UNITS = re.compile(r"(?<=\d) (?=(?:€|%|‰|ct|g|mg|kg|mm|cm|h|min|ans?|jours?|mois)(?!\w))")


def typographic(text: str, language: str) -> str:
    """Return the text with the spaces and apostrophes that a printer would set."""
    curled = text.replace("'", "’")
    if _two(language) != "fr":
        return curled
    spaced = _BEFORE.sub(NARROW, curled)
    return _UNITS.sub(TIE, _THOUSANDS.sub(NARROW, spaced))


def sums(text: str, language: str) -> str:
    """Return words of the house's with their whole sums in euros as read: "250 000 €", "€250,000"."""
    pattern = f"#,##0{TIE}¤" if _two(language) == "fr" else "¤#,##0"
    return _SUM.sub(
        lambda found: format_currency(
            int(re.sub(r"\D", "", found[1])), "EUR", pattern, locale_of(language), currency_digits=False
        ),
        text,
    )


@lru_cache
def telephone(number: str, language: str, written_in: str | None = None) -> str:
    """Return a number as it is dialled: "04 65 71 20 20" for the French, with its country for all others.

    A number that says no country is one of the country where it was `written_in`; what rings in that country
    alone ("3631") is left as the house wrote it.
    """
    try:
        read = phonenumbers.parse(number, written_in)
    except phonenumbers.NumberParseException:
        return number.replace(" ", TIE)
    if not phonenumbers.is_valid_number(read) or phonenumbers.number_type(read) in AT_HOME:
        return number.replace(" ", TIE)
    home = read.country_code == FRANCE and _two(language) == "fr"
    form = phonenumbers.PhoneNumberFormat.NATIONAL if home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(read, form).replace(" ", TIE)


def telephone_link(number: str) -> str:
    """Return what a tel: address wants of "09 70 00 00 00": digits and a leading plus, nothing else."""
    digits = re.sub(r"\D", "", number)
    return f"+{digits}" if number.strip().startswith("+") else digits


def _two(language: str) -> str:
    code = language[:2]
    return code if code in LOCALES else "fr"


def _first(words: str, on: date, language: str) -> str:
    """French counts the first of the month in ordinals: "1er novembre"."""
    if on.day == 1 and _two(language) == "fr":
        return re.sub(r"(?<!\d)1(?= )", "1er", words, count=1)
    return words

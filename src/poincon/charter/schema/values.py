"""The types of single values, each refusing what cannot be, with the reason in plain words."""

import re
from datetime import date, time
from functools import cache
from typing import Annotated, Literal, TypeVar
from zoneinfo import available_timezones

import phonenumbers
from babel import Locale
from pydantic import AfterValidator, Field
from stdnum import bic, get_cc_module, iban
from stdnum.fr import siren

from poincon.charter.schema.declaring import Unit
from poincon.kernel import territories
from poincon.kernel.money import DECIMALS
from poincon.kernel.reason import because

T = TypeVar("T")

# TOML has arrays only; this one conversion is wanted, everything inside stays strict.
Several = Annotated[tuple[T, ...], Field(strict=False)]
Some = Annotated[tuple[T, ...], Field(strict=False, min_length=1)]

# A practice that no house can turn off: the engine knows no other way.
Kept = Literal[True]

Days = Annotated[int, Field(ge=0, le=3660), Unit.DAYS]
WorkingDays = Annotated[int, Field(ge=0, le=366), Unit.WORKING_DAYS]
Hours = Annotated[int, Field(ge=1, le=8784), Unit.HOURS]
Minutes = Annotated[int, Field(ge=1, le=10080), Unit.MINUTES]
Months = Annotated[int, Field(ge=0, le=600), Unit.MONTHS]
Years = Annotated[int, Field(ge=0, le=100), Unit.YEARS]
Percent = Annotated[int, Field(ge=0, le=100), Unit.PERCENT]
Points = Annotated[int, Field(ge=1, le=10**6), Unit.POINTS]
Minor = Annotated[int, Field(ge=0, le=10**12), Unit.MONEY]
Grams = Annotated[int, Field(ge=1, le=10**6), Unit.GRAMS]
Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Line = Annotated[str, Field(min_length=1, max_length=240, pattern=r"^\S(.*\S)?$")]
# What a draft may leave open.
Text = Annotated[str, Field(max_length=240, pattern=r"^(\S(.*\S)?)?$")]

NO_COUNTRY = {"EU", "EZ", "QO", "UN", "XA", "XB", "XK", "ZZ"}


@cache
def countries() -> frozenset[str]:
    """Return the two-letter codes of ISO 3166 that an address can carry."""
    names = (str(code) for code in Locale.parse("en").territories)
    return frozenset(code for code in names if re.fullmatch("[A-Z]{2}", code)) - NO_COUNTRY


def _country(code: str) -> str:
    if code not in countries():
        raise ValueError(because("country", "is no country code (two capital letters, such as FR)"))
    return code


def _place(code: str) -> str:
    if code not in countries() | territories.NAMES.keys():
        raise ValueError(
            because("place", "is no code of a country, or of a part of one (such as FR, GP or FR-20R)")
        )
    return code


def _currency(code: str) -> str:
    if code not in DECIMALS:
        raise ValueError(
            because(
                "currency",
                "is no currency that the till counts in ({known})",
                known=", ".join(sorted(DECIMALS)),
            )
        )
    return code


def _time_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError(because("time_zone", "is no time zone (such as Europe/Paris)"))
    return name


def _whole_minute(clock: time) -> time:
    if clock.tzinfo or clock.second or clock.microsecond:
        raise ValueError(because("whole_minutes", "must be a local time in whole minutes, such as 13:00:00"))
    return clock


def _day(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise ValueError(because("date", "must be a date such as 2026-11-22")) from None
    return text


def _email(text: str) -> str:
    if not re.fullmatch(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+", text):
        raise ValueError(because("email", "is no e-mail address"))
    return text


def _site(text: str) -> str:
    if not re.fullmatch(r"https://[^\s/]+\.[^\s]+", text):
        raise ValueError(because("site", "must be an address that starts with https://"))
    return text


def _tracking(text: str) -> str:
    if text.count("{number}") != 1 or set(re.findall(r"[{}]", text.replace("{number}", ""))):
        raise ValueError(because("tracking", "must hold {{number}} once, where the parcel’s number goes"))
    return _site(text)


def _phone(text: str) -> str:
    try:
        valid = text.startswith("+") and phonenumbers.is_valid_number(phonenumbers.parse(text))
    except phonenumbers.NumberParseException:
        valid = False
    if not valid:
        raise ValueError(because("phone", "is no telephone number in international form (+33 1 …)"))
    return text


def _iban(text: str) -> str:
    if text and not iban.is_valid(text):
        raise ValueError(because("iban", "is no IBAN: its check digits do not agree"))
    return text


def _bic(text: str) -> str:
    if text and not bic.is_valid(text):
        raise ValueError(because("bic", "is no BIC"))
    return text


def _siren(text: str) -> str:
    if text and not siren.is_valid(text):
        raise ValueError(because("siren", "is no SIREN: its check digit does not agree"))
    return text


def _vat_number(text: str) -> str:
    module = get_cc_module(text[:2].lower(), "vat") if text[:2].isalpha() else None
    if text and (module is None or not module.is_valid(text)):
        raise ValueError(because("vat_number", "is no VAT number: its check digits do not agree"))
    return text


Country = Annotated[str, AfterValidator(_country), Unit.COUNTRY]
Place = Annotated[str, AfterValidator(_place), Unit.COUNTRY]
Currency = Annotated[str, AfterValidator(_currency)]
TimeZone = Annotated[str, AfterValidator(_time_zone)]
Language = Literal["fr", "en"]
LocalTime = Annotated[time, AfterValidator(_whole_minute), Unit.CLOCK]
Day = Annotated[str, AfterValidator(_day), Unit.DATE]
Email = Annotated[str, AfterValidator(_email)]
Site = Annotated[str, AfterValidator(_site)]
TrackingUrl = Annotated[str, AfterValidator(_tracking)]
Phone = Annotated[str, AfterValidator(_phone), Unit.TELEPHONE]
Iban = Annotated[str, AfterValidator(_iban)]
Bic = Annotated[str, AfterValidator(_bic)]
Siren = Annotated[str, AfterValidator(_siren)]
VatNumber = Annotated[str, AfterValidator(_vat_number)]

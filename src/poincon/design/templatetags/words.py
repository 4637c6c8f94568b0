"""Filters that say values in the page's language; the saying itself is in poincon.design.words."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Protocol

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from poincon.design import words
from poincon.foundation import languages
from poincon.kernel.money import Money

register = template.Library()


class Where(Protocol):
    """Whatever tells a country's code and a postcode there, or ""."""

    @property
    def country(self) -> str: ...
    @property
    def postcode(self) -> str: ...


def speaking() -> str:
    """Return the two-letter code of the active language."""
    return (get_language() or "fr")[:2]


def _local_date(value: date | datetime) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


@register.filter
def money(amount: Money | None) -> str:
    """Say an amount: `{{ line.total|money }}`; nothing for None."""
    return "" if amount is None else words.money(amount, speaking())


@register.filter
def money_minor(minor: int | None, currency: str = "EUR") -> str:
    """Say an amount kept in minor units: `{{ row.total_minor|money_minor:"EUR" }}`."""
    return "" if minor is None else words.money(Money(minor, currency), speaking())


@register.filter
def number(value: int | float | Decimal | None) -> str:
    return "" if value is None else words.number(value, speaking())


@register.filter
def percent(share: float | Decimal | None, digits: int = 1) -> str:
    return "" if share is None else words.percent(share, speaking(), digits=digits)


@register.filter(expects_localtime=True)
def day(value: date | datetime | None) -> str:
    """Say a day: "mardi 24 novembre"."""
    return words.day(_local_date(value), speaking()) if value else ""


@register.filter(expects_localtime=True)
def full_day(value: date | datetime | None) -> str:
    """Say a day with its year: "mardi 24 novembre 2026"."""
    return words.day(_local_date(value), speaking(), year=True) if value else ""


@register.filter
def days_to(first: date | None, last: date | None) -> str:
    """Say a span of days: `{{ first|days_to:last }}`; one day when both are the same."""
    return words.days_between(first, last, speaking()) if first and last else ""


@register.filter(expects_localtime=True)
def short_day(value: date | datetime | None) -> str:
    """Say a day briefly, for tables: "24 nov."."""
    return words.short_day(_local_date(value), speaking()) if value else ""


@register.filter(expects_localtime=True)
def plain_date(value: date | datetime | None) -> str:
    """Write a day as documents do: "24/11/2026"."""
    return words.plain_date(_local_date(value), speaking()) if value else ""


@register.filter(expects_localtime=True)
def near_day(value: date | datetime | None, today: date | datetime) -> str:
    """Say a day seen from `today`: "demain", or "mardi 24 novembre" when it is further away."""
    return words.near_day(_local_date(value), _local_date(today), speaking()) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """Say an instant on the shop's clock: "mardi 24 novembre à 10 h 04"."""
    return words.moment(value, speaking(), timezone.get_current_timezone()) if value else ""


@register.filter(expects_localtime=True)
def hour(value: time | datetime | None) -> str:
    """Say an hour: "13 h", "1 pm"."""
    return words.hour(value, speaking()) if value is not None else ""


@register.filter
def span(value: timedelta | None) -> str:
    """Say a length of time: "1 h 42 min"."""
    return "" if value is None else words.span(value, speaking())


@register.filter
def listed(value: Iterable[object]) -> str:
    """Join words as speech does: "or, argent et perles"."""
    return words.listed((str(one) for one in value), speaking())


@register.filter
def country(code: str) -> str:
    """Name a country from its ISO code."""
    return words.country(code, speaking())


@register.filter
def place(where: Where) -> str:
    """Name where a parcel goes, with the postcode if one is told: "Corse (20000)"."""
    return words.place(where.country, where.postcode, speaking())


@register.filter
def vat(code: str, rate_bp: int) -> str:
    """Whose VAT a price contains, and its rate in basis points: "VAT (Belgium, 21%)"."""
    return words.vat(code, rate_bp, speaking())


@register.filter
def spoken(row: object, name: str) -> str:
    """Read a column kept in two languages: `{{ piece|spoken:"name" }}`."""
    return languages.spoken(row, name)


@register.filter
def tongue(row: object, name: str) -> SafeString | str:
    """Give the element of a column its language where it is not the page's (WCAG 3.1.2): `<h1{{ … }}>`."""
    other = languages.other_language(row, name)
    return format_html(' lang="{}"', other) if other else ""


@register.filter
def nbsp(text: object) -> str:
    """Keep words together on a line."""
    return str(text).replace(" ", words.TIE)


@register.filter
def typographic(text: object) -> str:
    """Set the spaces and apostrophes of a text that people typed."""
    return words.typographic(str(text), speaking())


@register.filter
def telephone(number: str, written_in: str | None = None) -> str:
    """Write a telephone number for reading: "04 65 71 20 20"; `written_in` is the country it leaves out."""
    return words.telephone(number, speaking(), written_in)


@register.filter
def sums(text: str) -> str:
    """Write the whole sums in the house's own words for the reader: "250 000 €" or "€250,000"."""
    return words.sums(text, speaking())


@register.filter
def telephone_link(number: str) -> str:
    """Return the address behind a telephone number: `href="tel:{{ phone|telephone_link }}"`."""
    return words.telephone_link(number)

"""The tables that pages print, made from the charter. Plain values in, plain values out."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.utils.text import slugify

from poincon.charter import promises
from poincon.charter.queries import Charter, Declared
from poincon.design import words
from poincon.kernel.money import Money

KILO = 1000
CENTS = re.compile(r"[,.]00(?!\d)")


@dataclass(frozen=True, slots=True)
class Fare:
    """One line of the price list: what a parcel costs by one carrier."""

    carrier: str
    weight: str
    value: str
    price: Money


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of the world, in words ("en France"), its countries and its price list."""

    key: str
    words: str
    countries: str
    carriers: tuple[str, ...]
    fares: tuple[Fare, ...]
    by_value: bool
    never_free: str


@dataclass(frozen=True, slots=True)
class Topic:
    """What the house promises about one subject, sentence by sentence."""

    key: str
    sentences: tuple[str, ...]


def zones(charter: Charter, language: str) -> list[Zone]:
    """Return the price list of each zone that the house delivers to, in the charter's order."""
    return [_zone(charter, key, language) for key in charter.zones]


def commitments(charter: Charter, language: str, kept: Collection[str]) -> list[Topic]:
    """Return every promise that this house makes and its code keeps, in words, by topic."""
    told: dict[str, list[str]] = {}
    for declared in (declared for id, declared in promises.promises().items() if id in kept):
        told.setdefault(declared.promise.page, []).extend(_sentences(charter, declared, language))
    return [Topic(key, tuple(sentences)) for key, sentences in told.items() if sentences]


def _sentences(charter: Charter, declared: Declared, language: str) -> Iterator[str]:
    """Yield what a promise says: one sentence, or one for each carrier that makes it."""
    by_carrier = declared.path[0] == "carriers"
    each = [{"carrier": carrier.key} for carrier in charter.carriers] if by_carrier else [{}]
    for which in each:
        if said := promises.words(charter, declared.id, language, **which):
            yield said


def _zone(charter: Charter, key: str, language: str) -> Zone:
    fares = tuple(_fares(charter, key, language))
    serving = [carrier for carrier in charter.carriers if carrier.transit_to(key)]
    return Zone(
        key=key,
        words=charter.zone_words[key].in_(language),
        countries=words.listed(_names(charter.zones[key], language), language),
        carriers=tuple(carrier.key for carrier in serving),
        fares=fares,
        by_value=any(fare.value for fare in fares),
        never_free=words.listed([one.name for one in serving if not one.free_delivery], language),
    )


def _names(codes: Iterable[str], language: str) -> list[str]:
    """Return the countries' names in the order of the alphabet, accents aside."""
    return sorted((words.country(code, language) for code in codes), key=slugify)


def _fares(charter: Charter, zone: str, language: str) -> Iterator[Fare]:
    for rate in charter.delivery.rates:
        if rate.zone == zone:
            yield Fare(
                carrier=charter.carrier(rate.carrier).name,
                weight=_weight(rate.up_to_g, language),
                value=_value(rate.from_value_minor, charter.currency, language),
                price=Money(rate.price_minor, charter.currency),
            )


def _weight(grams: int | None, language: str) -> str:
    if grams is None:
        return ""
    amount, unit = (grams / KILO, "kg") if grams >= KILO else (grams, "g")
    return f"{words.number(amount, language)}{words.TIE}{unit}"


def _value(minor: int, currency: str, language: str) -> str:
    """Return a step of the price list, "5 000 €", or nothing for the first one."""
    return CENTS.sub("", words.money(Money(minor, currency), language)) if minor else ""

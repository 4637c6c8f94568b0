"""Two houses side by side, as a document: what one code does and says for each of them."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from poincon.charter import promises, rules, terms
from poincon.charter.schema import Charter, Declared
from poincon.charter.wording import tellings
from poincon.design import words
from poincon.kernel.money import Money

type Told = Callable[[Charter, datetime, str], str]

COUNTRY, GRAMS, WORTH = "FR", 250, 120_00
INTRODUCTION = (
    "Two houses, one code: what differs is data. This page is written by a command and held against it by a",
    "test, so it cannot grow stale:",
)
TITLES = {
    "account": "Accounts",
    "catalogue": "Pieces",
    "contact": "Service",
    "cookies": "Cookies",
    "delivery": "Delivery",
    "legal": "Terms",
    "loyalty": "Loyalty",
    "news": "News",
    "orders": "Orders",
    "payment": "Payment",
    "privacy": "Personal data",
    "returns": "Returns",
    "services": "Services",
    "stock": "Stock",
}


def document(one: Charter, other: Charter, placed: datetime, language: str) -> str:
    """Return Markdown: one order reckoned in both houses, then every sentence in which they differ.

    `placed` is a local time, the same on the clocks of both.
    """
    heads = (one.house.name, other.house.name)
    when = f"{words.day(placed.date(), language, year=True)} at {words.hour(placed.time(), language)}"
    worth = words.money(Money(WORTH, one.currency), language)
    lines = [
        f"# {one.house.name} and {other.house.name}, side by side",
        "",
        *INTRODUCTION,
        "",
        f"    poincon charter compare {one.house.key} {other.house.key} --into docs/two-houses.md",
        "",
        f"## The same order, placed on {when}",
        "",
        f"A parcel of {GRAMS} g to {words.country(COUNTRY, language)}, worth {worth}.",
        "",
        *_table(("", *heads), [(name, *_both(told, one, other, placed, language)) for name, told in ORDER]),
        "",
        "## What they say",
        *_sentences(one, other, heads, language),
    ]
    return "\n".join(lines) + "\n"


def _both(told: Told, one: Charter, other: Charter, placed: datetime, language: str) -> tuple[str, str]:
    first, second = (told(each, _on_its_clock(each, placed), language) for each in (one, other))
    return first, second


def _on_its_clock(c: Charter, placed: datetime) -> datetime:
    return placed.replace(tzinfo=ZoneInfo(c.time_zone))


def _moment(c: Charter, at: datetime, language: str) -> str:
    return words.moment(at, language, ZoneInfo(c.time_zone))


def _cheapest(c: Charter) -> rules.Offer:
    worth = Money(WORTH, c.currency)
    nature = rules.nature_of(c, value=worth, weight_g=GRAMS)
    return rules.offers(c, country=COUNTRY, weight_g=GRAMS, value=worth, nature=nature)[0]


def _cancelled(c: Charter, placed: datetime, language: str) -> str:
    return _moment(c, rules.cutoff(c, placed, "cancel"), language)


def _price(c: Charter, _placed: datetime, language: str) -> str:
    offer = _cheapest(c)
    return f"{offer.name}, {words.money(offer.price, language) if offer.price else 'free'}"


def _leaves(c: Charter, placed: datetime, language: str) -> str:
    return words.day(rules.dispatch_by(c, placed, carrier=_cheapest(c).carrier), language)


def _arrives(c: Charter, placed: datetime, language: str) -> str:
    offer = _cheapest(c)
    first, last = rules.delivery_window(offer, rules.dispatch_by(c, placed, carrier=offer.carrier))
    return words.days_between(first, last, language)


def _ends(promise: str) -> Told:
    """Tell when a term of the charter is over that starts with the order."""
    return lambda c, placed, language: _moment(c, terms.due(c, promise, placed), language)


def _last_day(promise: str) -> Told:
    """Tell the last day of a term that is counted in days."""

    def told(c: Charter, placed: datetime, language: str) -> str:
        over = terms.due(c, promise, placed).astimezone(ZoneInfo(c.time_zone))
        last = over.date() - rules.DAY
        return words.day(last, language, year=last.year != placed.year)

    return told


ORDER: tuple[tuple[str, Told], ...] = (
    ("can be cancelled until", _cancelled),
    ("the cheapest way", _price),
    ("leaves by", _leaves),
    ("arrives", _arrives),
    ("by card: the pieces are reserved until", _ends("orders.reservation_minutes")),
    ("by card: ends unpaid", _ends("orders.unpaid_card_hours")),
    ("by transfer: the pieces are reserved to the end of", _last_day("payments.transfer.reserve_days")),
    ("by transfer: ends unpaid after", _last_day("payments.transfer.cancel_after_days")),
    ("received that day: can be sent back until", _last_day("withdrawal.window_days")),
    ("declared that day: is refunded by", _last_day("refunds.days")),
    ("received that day: guaranteed until", _last_day("guarantees.conformity_years")),
)


def _sentences(one: Charter, other: Charter, heads: tuple[str, str], language: str) -> Iterator[str]:
    """Yield a table for each subject, with the promises of which the houses speak differently."""
    declared = sorted(promises.promises().values(), key=lambda one: TITLES[one.promise.page])
    for page, alike in groupby(declared, key=lambda one: one.promise.page):
        told = [
            (promise.id, _says(one, promise, language), _says(other, promise, language)) for promise in alike
        ]
        rows = [(f"`{id}`", first or "—", second or "—") for id, first, second in told if first != second]
        if rows:
            yield from ("", f"### {TITLES[page]}", "", *_table(("promise", *heads), rows))


def _says(c: Charter, declared: Declared, language: str) -> str:
    """Return all that a house says by a promise, carrier by carrier and service by service."""
    return " ".join(said.sentence for said in tellings(c, declared, language).values() if said.sentence)


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> list[str]:
    return [_line(head), _line(("---",) * len(head)), *map(_line, rows)]


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"

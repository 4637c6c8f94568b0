"""Change one value of the charter that a sale touches: its screens, its mails and its deeds change as one.

The pages of the house are held to the same in test_pages_follow.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import time
from functools import cache
from pathlib import PurePath
from typing import Any

import pytest
from django.db import transaction
from pytest_django import Settings
from tests.charter.conftest import ROOT, Facts, facts_of, house
from tests.promises import a_sale
from tests.promises.a_sale import Sale
from tests.promises.test_pages_follow import is_decided

from poincon.charter import loading, promises
from poincon.charter.evidence import gather
from poincon.charter.schema import Charter

pytestmark = pytest.mark.django_db
type Part = Callable[[Sale], None]
TRANSFER, CARD, UNPAID = a_sale.by_transfer, a_sale.by_card, a_sale.unpaid


@dataclass(frozen=True)
class Follows:
    """A value to put in place of the house's own, and where a part of the sale must then be another."""

    value: Any
    part: Part
    screens: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    deeds: tuple[str, ...] = ()
    said: bool = (
        False  # by the very sentence of the promise, wherever else it is told by what follows from it
    )
    besides: dict[str, Any] | None = None


ON_THE_WAY = ("delivery", "recap", "order paid")
DATES: dict[str, Any] = {
    "screens": (*ON_THE_WAY, "order awaits its transfer"),
    "mails": ("received", "paid"),
    "deeds": ("leaves on", "arrives"),
}
SUMS: dict[str, Any] = {
    "screens": ("cart", "recap", "order paid"),
    "mails": ("received", "paid"),
    "deeds": ("total",),
}
TO_PAY = ("order awaits its transfer",)
FOLLOWS = {
    "orders.cancel_until": Follows(
        time(15, 40),
        TRANSFER,
        ("recap", *TO_PAY, "order paid"),
        ("paid",),
        ("cancel until", "may cancel at three"),
    ),
    "orders.change_until": Follows(time(15, 40), TRANSFER, ("order paid",), deeds=("change until",)),
    "orders.dispatch_within_days": Follows(3, TRANSFER, **DATES),
    "orders.working_days": Follows(["monday", "tuesday", "thursday", "friday"], TRANSFER, **DATES),
    "orders.closings": Follows(
        [{"from_on": "2026-11-25", "until_on": "2026-11-27", "why_fr": "au salon", "why_en": "at a fair"}],
        TRANSFER,
        **DATES,
    ),
    "carriers.*.collects": Follows(["friday"], TRANSFER, **DATES),
    "carriers.*.delivery": Follows(
        [{"zone": "fr", "days_min": 2, "days_max": 6}],
        TRANSFER,
        DATES["screens"],
        DATES["mails"],
        ("arrives",),
    ),
    "carriers.*.phone": Follows("09 69 32 23 32", TRANSFER, ("order sent",), ("shipped",)),
    "carriers.*.tracking_from_next_day": Follows(False, TRANSFER, ("order sent",), ("shipped",)),
    "carriers.*.needs_phone": Follows(
        True,
        CARD,
        ("delivery",),
        deeds=("goes on without a telephone number",),
    ),
    "delivery.rates": Follows(590, TRANSFER, **(SUMS | {"screens": (*ON_THE_WAY, *TO_PAY)})),
    "delivery.free_from_minor": Follows({"fr": 4_400}, TRANSFER, **SUMS),
    "delivery.valuable_from_minor": Follows(
        4_400, CARD, ("delivery",), deeds=("offers",), besides={"delivery.letter_up_to_minor": 3_000}
    ),
    "orders.reservation_minutes": Follows(
        45, CARD, ("cart", "recap", "order awaits its card"), deeds=("reserved for a card until",)
    ),
    "orders.unpaid_card_hours": Follows(
        30, CARD, ("order awaits its card",), deeds=("kept for a card until",)
    ),
    "orders.ready_escalation_days": Follows(
        12, TRANSFER, ("order ready for eight days",), deeds=("too long ready at",)
    ),
    "payments.means": Follows([], TRANSFER, ("cart", "recap"), deeds=("means",)),
    "payments.transfer.cancel_after_days": Follows(
        25, TRANSFER, TO_PAY, ("received",), ("kept for a transfer until",), said=True
    ),
    "payments.transfer.reserve_days": Follows(
        6, TRANSFER, ("recap", *TO_PAY), ("received",), ("reserved for a transfer until",), said=True
    ),
    "payments.transfer.fees_paid_by": Follows("house", TRANSFER, TO_PAY, ("received",), said=True),
    "payments.transfer.remind_after_days": Follows([3, 20], UNPAID, deeds=("reminders sent, day by day",)),
    "terms_version": Follows("2026-11-20", TRANSFER, mails=("received",), deeds=("terms",)),
    "withdrawal.window_days": Follows(
        30, TRANSFER, ("cart", "recap", "order paid"), ("received",), said=True
    ),
    "refunds.arrives_days_max": Follows(9, TRANSFER, ("order refunded",), ("refunded",), said=True),
    "house.phone": Follows("+33 4 65 71 20 21", TRANSFER, ("cart", "order paid"), ("received", "shipped")),
}
# Proved where more is needed than this sale: another door, another country, many days.
ELSEWHERE = {
    "accounts.checkout": "tests/checkout/test_promises_of_a_sale.py",
    "orders.anonymous_packaging": "tests/checkout/test_promises_of_a_sale.py",
    "payments.planned": "tests/promises/test_houses.py",
    "stock.sells_ahead": "tests/inventory/test_reserving.py",
    "vat.duties_paid_by": "tests/pricing",
    "vat.one_stop_shop_from": "tests/pricing",
    "vat.outside_union": "tests/pricing",
}


def put(facts: Facts, id: str, value: Any) -> None:
    """Write a value into a house's data; of carriers and rates Colissimo's, of means all but the card."""
    *path, name = id.split(".")
    if id == "payments.means":
        facts["payments"]["means"] = [one for one in facts["payments"]["means"] if one["key"] != "card"]
    elif id == "delivery.rates":
        own = [one for one in facts["delivery"]["rates"] if one["carrier"] == a_sale.CARRIER]
        own[0]["price_minor"] = value
    else:
        section: Any = facts
        for step in path:
            found = section[step] if step != "*" else None
            section = next(one for one in section if one["key"] == a_sale.CARRIER) if step == "*" else found
        section[name] = value


def changed(id: str) -> Charter:
    facts, follows = facts_of("bijourama"), FOLLOWS[id]
    for other, value in {id: follows.value, **(follows.besides or {})}.items():
        put(facts, other, value)
    return loading.parse(facts, "changed")


def sold(part: Part) -> Sale:
    """Return a sale, and leave nothing of it behind."""
    sale = Sale()
    with transaction.atomic():
        part(sale)
        transaction.set_rollback(True)
    return sale


@cache
def before(part: Part) -> Sale:
    return sold(part)


def differing(one: dict[str, Any], other: dict[str, Any], names: Iterable[str]) -> list[str]:
    return [name for name in names if one[name] != other[name]]


@pytest.mark.parametrize("id", FOLLOWS)
def test_screens_mails_and_deeds_change_with_the_value(id: str, settings: Settings) -> None:
    follows = FOLLOWS[id]
    settings.CHARTER = house("bijourama")
    was = before(follows.part)
    settings.CHARTER = changed(id)
    now = sold(follows.part)
    assert differing(was.screens, now.screens, follows.screens) == [*follows.screens]
    assert differing(was.mails, now.mails, follows.mails) == [*follows.mails]
    assert differing(was.deeds, now.deeds, follows.deeds) == [*follows.deeds]
    if follows.said:
        both = (settings.CHARTER, house("bijourama"))
        told, untold = (a_sale.spaced(promises.words(one, id, "fr")) for one in both)
        for text in (
            *(now.screens[name] for name in follows.screens),
            *(now.mails[name] for name in follows.mails),
        ):
            assert told in text
            assert untold not in text


@pytest.mark.parametrize("part", [TRANSFER, CARD, UNPAID], ids=lambda part: part.__name__)
def test_under_one_charter_two_sales_are_the_same(part: Part, settings: Settings) -> None:
    """The negative control: what differs in the test above differs by the value alone."""
    settings.CHARTER = house("bijourama")
    assert sold(part) == before(part)


def told_in(places: Iterable[str]) -> set[str]:
    """Return where a sale tells a promise: on its screens, in its mails."""
    found = set()
    for place in map(PurePath, places):
        if place.parts[:2] == ("src", "poincon") and place.parts[2] in {"cart", "checkout", "orders"}:
            found.add("mails" if "mail" in place.parts else "screens")
    return found


def left_out() -> dict[str, set[str]]:
    """Return the values that a sale touches and that nothing above changes, with where they are told.

    A sale touches whatever its code keeps and whatever its screens and mails tell.
    """
    evidence, missing = gather(), {}
    sale = ("charter.rules", "checkout", "orders", "payments", "shipping")
    for id, declared in promises.promises().items():
        keepers = evidence.keepers.get(id, ())
        kept = any(keeper.startswith(f"poincon.{name}") for keeper in keepers for name in sale)
        told = told_in(evidence.pages.get(id, ()))
        if not is_decided(declared) or id in ELSEWHERE or not (kept or told):
            continue
        follows = FOLLOWS.get(id)
        proved = {name for name in ("screens", "mails") if follows and getattr(follows, name)}
        if follows is None or not told <= proved:
            missing[id] = told - proved
    return missing


def test_no_value_that_a_sale_touches_is_left_out() -> None:
    assert left_out() == {}
    assert [place for place in ELSEWHERE.values() if not (ROOT / place).exists()] == []


def test_a_value_that_was_left_out_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control."""
    monkeypatch.delitem(FOLLOWS, "orders.reservation_minutes")
    told_less = replace(FOLLOWS["orders.cancel_until"], mails=())
    monkeypatch.setitem(FOLLOWS, "orders.cancel_until", told_less)
    assert left_out() == {"orders.reservation_minutes": {"screens"}, "orders.cancel_until": {"mails"}}

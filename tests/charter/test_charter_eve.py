"""Until when one can order for 24 December: the last cut-off whose orders arrive in time, none later."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.charter.conftest import house

from poincon.charter.queries import (
    Charter,
    Offer,
    delivery_window,
    dispatch_by,
    eve,
    offers,
    order_before,
)
from poincon.kernel.money import Money

BY = date(2026, 12, 24)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUSES = ("bijourama", "calmea", "carme", "cestmoi", "sebastienne")


def arrives(c: Charter, offer: Offer, at: datetime, **more: int) -> date:
    return delivery_window(offer, dispatch_by(c, at, carrier=offer.carrier, **more))[1]


@pytest.mark.parametrize("name", HOUSES)
@pytest.mark.parametrize("making_days", [0, 5])
def test_an_order_just_before_arrives_in_time_and_one_just_after_does_not(
    name: str, making_days: int
) -> None:
    c = house(name)
    ways = offers(
        c, country=c.delivery.likely_country, weight_g=50, value=Money(20_000, c.currency), nature="parcel"
    )
    assert ways
    for offer in ways:
        before = order_before(c, offer, BY, NOW, making_days=making_days)
        assert before is not None
        moment = timedelta(microseconds=1)
        assert arrives(c, offer, before - moment, making_days=making_days) <= BY
        assert arrives(c, offer, before, making_days=making_days) > BY


def test_what_can_no_longer_arrive_is_said_by_nothing() -> None:
    c = house("bijourama")
    offer = offers(c, country="FR", weight_g=50, value=Money(20_000, c.currency), nature="parcel")[0]
    late = datetime(2026, 12, 23, 20, tzinfo=UTC)
    assert order_before(c, offer, BY, late) is None
    assert order_before(c, offer, BY, NOW, restock_on=date(2026, 12, 23)) is None
    assert order_before(c, offer, BY, NOW, making_days=60) is None


def test_the_instant_itself_never_lies_in_the_past() -> None:
    c = house("bijourama")
    offer = offers(c, country="FR", weight_g=50, value=Money(20_000, c.currency), nature="parcel")[0]
    found = order_before(c, offer, BY, NOW)
    assert found is not None
    assert order_before(c, offer, BY, found - timedelta(seconds=1)) == found
    assert order_before(c, offer, BY, found) is None


@pytest.mark.parametrize(
    ("today", "found"),
    [
        (date(2026, 11, 14), None),
        (date(2026, 11, 15), date(2026, 12, 24)),
        (date(2026, 12, 24), date(2026, 12, 24)),
        (date(2026, 12, 25), None),
        (date(2028, 2, 29), None),
    ],
)
def test_people_ask_from_the_middle_of_november_to_the_eve(today: date, found: date | None) -> None:
    assert eve(today) == found

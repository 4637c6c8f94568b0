"""One value, one place: change the charter, and what is told and what is done change together."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.charter.conftest import FIVE, INVENTED, facts_of, house

from poincon.charter import loading, promises, rules
from poincon.charter.schema import Charter, Declared, Strict, Unit
from poincon.charter.schema.claims import Claim
from poincon.kernel.money import Money

HOUSES = [house(name) for name in (*FIVE, *INVENTED)]
TUESDAY = date(2026, 11, 24)


def teller(declared: Declared) -> Charter:
    """Return a house that promises something here."""
    return next(c for c in HOUSES if promises.value(c, declared.id, "en"))


def other(value: object, declared: Declared) -> object:
    """Return a value unlike the one given, of the same kind."""
    words = declared.promise.words["en"]
    if value is not None and not isinstance(words, str) and not any(key is ... for key in words):
        return next(key for key in words if key != value)
    match value:
        case int():
            return value + 3
        case time():
            return time((value.hour + 1) % 24, 10)
        case str():
            return "2031-07-09" if declared.unit is Unit.DATE else f"{value}0"
        case tuple():
            return value[:-1]
        case dict():
            return {key: item + 100 for key, item in value.items()}
        case Claim():
            return value.model_copy(update={"outcomes": ("other_piece", "resend")})
        case Strict():
            return value.model_copy(update={"name": "Somebody else"})
    return value


def bent(section: Strict, path: tuple[str, ...], declared: Declared) -> Strict:
    """Return the charter with the value at `path` changed, without asking whether it is sound."""
    inner = getattr(section, path[0])
    if len(path) == 1:
        changed = other(inner, declared)
    elif path[1] == "*":
        changed = tuple(bent(member, path[2:], declared) for member in inner)
    else:
        changed = bent(inner, path[1:], declared)
    return section.model_copy(update={path[0]: changed})


def is_fixed(declared: Declared) -> bool:
    """Tell whether no house can decide otherwise: a practice, not a value."""
    section: object = teller(declared)
    for step in declared.path:
        section = section[0] if step == "*" else getattr(section, step)
    return section is True and isinstance(declared.promise.words["en"], str)


VALUES = [declared for declared in promises.promises().values() if not is_fixed(declared)]


@pytest.mark.parametrize("declared", VALUES, ids=lambda declared: declared.id)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_value_that_changes_is_told_otherwise(declared: Declared, language: str) -> None:
    before = teller(declared)
    after = bent(before, declared.path, declared)
    assert isinstance(after, Charter)

    def told(c: Charter) -> tuple[str, str]:
        return promises.words(c, declared.id, language), promises.value(c, declared.id, language)

    assert told(before) != told(after)


def with_orders(**values: object) -> Charter:
    facts = facts_of("bijourama")
    facts["orders"] |= values
    return loading.parse(facts, "bent")


@pytest.mark.promise("orders.change_until")
@given(st.times(time(0, 1), time(16, 59)).map(lambda clock: clock.replace(second=0, microsecond=0)))
def test_the_cut_off_told_is_the_cut_off_kept(clock: time) -> None:
    c = with_orders(change_until=clock, cancel_until=time(0))
    local = datetime.combine(TUESDAY, clock, ZoneInfo(c.time_zone))
    midnight = datetime.combine(TUESDAY, time(), ZoneInfo(c.time_zone)).astimezone(UTC)
    assert rules.is_open(c, midnight, local - timedelta(seconds=1))
    assert not rules.is_open(c, midnight, local)
    hour = f"{clock.hour}\u00a0h" + (f"\u00a0{clock.minute:02}" if clock.minute else "")
    assert f"avant {hour} ;".replace(" ;", "\u202f;") in promises.words(c, "orders.change_until", "fr")


@pytest.mark.promise("delivery.free_from_minor")
@given(st.integers(1, 149_900))
def test_the_threshold_told_is_the_threshold_kept(minor: int) -> None:
    facts = facts_of("bijourama")
    facts["delivery"]["free_from_minor"] = {"fr": minor}
    c = loading.parse(facts, "bent")

    def cheapest(value: int) -> int:
        worth = Money(value, "EUR")
        return rules.offers(c, country="FR", weight_g=300, value=worth, nature="parcel")[0].price.minor

    assert cheapest(minor) == 0
    assert cheapest(minor - 1) > 0
    said = promises.value(c, "delivery.free_from_minor", "en").removesuffix(" in France")
    assert round(float(said.removeprefix("€").replace(",", "")) * 100) == minor


@pytest.mark.promise("carriers.*.delivery")
@given(st.integers(2, 10), st.integers(0, 10))
def test_the_delay_told_is_the_delay_kept(least: int, more: int) -> None:
    facts = facts_of("bijourama")
    colissimo = facts["carriers"][2]
    colissimo["delivery"] = [{"zone": "fr", "days_min": least, "days_max": least + more}]
    c = loading.parse(facts, "bent")
    offer = next(
        offer
        for offer in rules.offers(c, country="FR", weight_g=300, value=Money(100, "EUR"), nature="parcel")
        if offer.carrier == "colissimo"
    )
    first, last = rules.delivery_window(offer, TUESDAY)
    days = rules.HouseDays(frozenset(range(5)), "FR")
    assert (days.add_working_days(TUESDAY, least), days.add_working_days(TUESDAY, least + more)) == (
        first,
        last,
    )
    said = promises.words(c, "carriers.*.delivery", "en", carrier="colissimo").replace("\u00a0", " ")
    assert f"{least} to {least + more} working days" in said or f"in {least} working days" in said

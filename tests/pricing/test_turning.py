"""The scheduler of reductions: late, twice at once or killed, it writes one history."""

from datetime import datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.inventory.conftest import at_once
from tests.pricing.conftest import DAY, Reduce, Sell

from poincon.foundation.models import Fact
from poincon.kernel.money import Money
from poincon.pricing import actions, ledger, queries
from poincon.pricing.actions import reductions, turning
from poincon.pricing.models import Price, Reduction
from poincon.pricing.rules import Priced

HOUR = timedelta(hours=1)


class Killed(BaseException):
    """The worker's process is gone."""


def euros(minor: int) -> Money:
    return Money(minor, "EUR")


def written() -> list[tuple[int, datetime, int, int | None]]:
    rows = Price.objects.order_by("variant_id", "valid_from", "id")
    return list(rows.values_list("variant_id", "valid_from", "amount_minor", "reduction_id"))


@pytest.mark.django_db
def test_it_tells_whoever_shows_prices(sell: Sell, reduce: Reduce) -> None:
    ids = sell(10_000, 5_000, 100)
    row = reduce(ids[:2])
    told = Fact.objects.filter(name="pricing.price_changed")
    before = told.count()
    turning.turn(at=row.starts_at)
    assert {fact.payload["variant_id"] for fact in told.order_by("id")[before:]} == set(ids[:2])
    assert told.count() - before == 2


@pytest.mark.django_db
def test_again_and_again_it_writes_nothing_more(sell: Sell, reduce: Reduce) -> None:
    row = reduce(sell(10_000, 5_000))
    assert [turning.turn(at=row.starts_at + n * HOUR) for n in range(3)] == [1, 0, 0]
    once = written()
    Reduction.objects.update(turned_at=None)
    turning.turn(at=row.starts_at + 5 * HOUR)
    assert written() == once


@pytest.mark.django_db
@pytest.mark.parametrize("survived", [0, 1, 2, 3])
def test_killed_between_two_portions_it_goes_on(
    sell: Sell, reduce: Reduce, monkeypatch: pytest.MonkeyPatch, survived: int
) -> None:
    """Each portion is whole or not there at all, and pages never read anything else than the new price."""
    ids = sell(*range(10_000, 10_007))
    row = reduce(ids)
    monkeypatch.setattr(turning, "AT_ONCE", 2)
    whole, done = ledger.Ledger.close, []

    def close(self: ledger.Ledger) -> dict[int, int]:
        if len(done) == survived:
            raise Killed
        done.append(1)
        return whole(self)

    monkeypatch.setattr(ledger.Ledger, "close", close)
    with pytest.raises(Killed), transaction.atomic():
        turning.turn(at=row.starts_at)
    monkeypatch.setattr(ledger.Ledger, "close", whole)
    reduced = {pk: minor * 80 // 100 for pk, minor in zip(ids, range(10_000, 10_007), strict=True)}
    later = row.starts_at + HOUR
    assert {pk: price.minor for pk, price in queries.prices(ids, at=later).items()} == reduced
    turning.turn(at=later)
    assert [line[1:3] for line in written() if line[3]] == [(row.starts_at, reduced[pk]) for pk in ids]


def test_several_at_once_write_each_line_once(
    shared_database: None, sell: Sell, reduce: Reduce, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = sell(*[10_000] * 40)
    row = reduce(ids)
    monkeypatch.setattr(turning, "AT_ONCE", 5)

    def act(number: int, barrier: Barrier) -> None:
        barrier.wait()
        turning.turn(at=row.starts_at + number * HOUR)

    at_once(4, act)
    assert [line[1:3] for line in written() if line[3]] == [(row.starts_at, 8_000)] * 40


def test_prices_that_are_typed_meanwhile_are_not_lost(
    shared_database: None, sell: Sell, reduce: Reduce, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = sell(*[10_000] * 20)
    row = reduce(ids)
    monkeypatch.setattr(turning, "AT_ONCE", 3)
    at_once(4, lambda number, barrier: _turn_or_type(number, barrier, ids, row.starts_at + HOUR))
    turning.turn(at=row.starts_at + 2 * HOUR)
    assert {line[2] for line in newest()} == {7_200}
    assert lost(ids) == 0


def test_without_the_lock_they_are(
    shared_database: None, sell: Sell, reduce: Reduce, monkeypatch: pytest.MonkeyPatch, unlocked: None
) -> None:
    """Negative control: a worker reads, somebody types a price, and the worker writes what it had read."""
    (ring,) = sell(10_000)
    row = reduce([ring])
    at, real, reading = row.starts_at + HOUR, ledger.standings, Barrier(2, timeout=30)

    def slow(ids: object, *, at: datetime) -> object:
        found = real(ids, at=at)  # type: ignore[arg-type]
        reading.wait()
        reading.wait()
        return found

    def act(number: int, barrier: Barrier) -> None:
        if number:
            turning.turn(at=at)
            return
        reading.wait()
        monkeypatch.setattr(ledger, "standings", real)
        actions.set_price(variant_id=ring, amount=euros(9_000), actor="staff:1", at=at)
        reading.wait()

    monkeypatch.setattr(ledger, "standings", slow)
    at_once(2, act)
    assert lost([ring]) == 1


@pytest.fixture
def unlocked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read current prices without locking them."""
    from django.db.models import QuerySet

    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, *_args, **_more: self)


def _turn_or_type(number: int, barrier: Barrier, ids: list[int], at: datetime) -> None:
    barrier.wait()
    if number % 2:
        turning.turn(at=at)
    else:
        for pk in ids[number // 2 :: 2]:
            actions.set_price(variant_id=pk, amount=euros(9_000), actor=f"staff:{number}", at=at)


def newest() -> list[tuple[int, datetime, int, int | None]]:
    return list({line[0]: line for line in written()}.values())


def lost(ids: list[int]) -> int:
    """Count the variants whose newest typed price is not the one that stands."""
    from poincon.pricing.models import CurrentPrice

    typed = dict(
        Price.objects.filter(cause="typed").order_by("id").values_list("variant_id", "regular_minor")
    )
    stands = dict(CurrentPrice.objects.values_list("pk", "regular_minor"))
    return sum(typed[pk] != stands[pk] for pk in ids)


@pytest.mark.django_db(transaction=True)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    turns=st.lists(st.integers(0, 24 * 40), max_size=6),
    typed=st.lists(st.tuples(st.integers(0, 24 * 40), st.integers(50, 400)), max_size=4),
    cuts=st.lists(st.tuples(st.integers(72, 24 * 30), st.integers(1, 300), st.integers(1, 80)), max_size=3),
)
def test_whenever_it_comes_the_history_is_the_same(
    sell: Sell,
    reduce: Reduce,
    noon: datetime,
    turns: list[int],
    typed: list[tuple[int, int]],
    cuts: list[tuple[int, int, int]],
) -> None:
    """Two pieces live through the same; for one the scheduler runs now and then, for the other once at the
    end. Their histories are alike, and say what everybody could read at every instant.
    """
    often, late = sell(10_000, 10_000)
    for starts, hours, percent in cuts:
        reduce([often, late], percent, starts=noon + starts * HOUR, days=hours / 24)
    hours = sorted({*turns, *(hour for hour, _ in typed)})
    prices = dict(typed)
    read: list[tuple[datetime, Money]] = []
    for hour in hours:
        at = noon + hour * HOUR
        if hour in prices:
            for pk in (often, late):
                actions.set_price(variant_id=pk, amount=euros(prices[hour] * 100), actor="s", at=at)
        if hour in turns:
            ledger_of([often], at)
        asked = queries.prices([often, late], at=at)
        assert asked[often] == asked[late]
        read.append((at, asked[often]))
    turning.turn(at=noon + 24 * 60 * HOUR)
    histories = queries.histories([often, late])
    assert histories[often] == histories[late]
    assert all(_then(histories[late], at) == price for at, price in read)


def ledger_of(ids: list[int], at: datetime) -> None:
    with transaction.atomic():
        ledger.Ledger(ids, at=at).close()


def _then(lines: list[Priced], at: datetime) -> Money:
    return [line for line in lines if line.since <= at][-1].amount


def test_a_draft_that_nobody_wanted_is_forgotten(db: None, sell: Sell, noon: datetime) -> None:
    from poincon.pricing.actions.reductions import Draft
    from poincon.pricing.states import Cut, Rounding

    told = Draft("", "", Cut.PERCENT, 20, Rounding.EXACT, noon + DAY, noon + 2 * DAY)
    reductions.draft(told=told, shares=dict.fromkeys(sell(100)), actor="s", at=noon)
    assert reductions.forget_drafts(before=noon) == 0
    assert reductions.forget_drafts(before=noon + DAY) == 1
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pricing_share")
        assert cursor.fetchone() == (0,)

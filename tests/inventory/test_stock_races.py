"""Many buyers at the same instant: never more sold than there is, never a deadlock, never a wrong refusal.

Each guarantee has its negative control: with the guard taken out the same harness must catch it.
"""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from django.db import OperationalError, transaction
from django.db.models import F
from tests.inventory.conftest import Make, at_once, books

from poincon.inventory import actions, moves
from poincon.inventory.actions import HoldGone, SoldOut
from poincon.inventory.models import Hold, HoldLine, Stock, Unit
from poincon.inventory.states import HoldState, UnitState

pytestmark = [pytest.mark.usefixtures("shared_database")]
QUARTER = timedelta(minutes=15)


def buy(wants: dict[int, int], number: int, at: datetime) -> bool:
    """Reserve and claim as a checkout does; False when told "sold out"."""
    try:
        with transaction.atomic():
            hold = actions.reserve(wants=wants, subject=f"attempt:{number}", until=at + QUARTER, at=at)
            actions.claim(hold_id=hold.pk, at=at)
    except SoldOut:
        return False
    return True


def oversold(variant: int, there_were: int) -> int:
    """Return how many pieces were promised that do not exist."""
    found = books(variant)
    return found["promised"] + found["free"] - there_were


@pytest.mark.promise("stock.in_stock_is_in_stock")
def test_64_buyers_of_the_last_piece_50_times(make_variants: Make, noon: datetime) -> None:
    variants = make_variants(50)
    for variant in variants:
        actions.receive(variant_id=variant, quantity=1, actor="staff:1", at=noon)

    def act(number: int, barrier: Barrier) -> list[bool]:
        won = []
        for variant in variants:
            barrier.wait()
            won.append(buy({variant: 1}, number, noon))
        return won

    rounds = zip(*at_once(64, act), strict=True)
    assert [sum(won) for won in rounds] == [1] * 50
    assert HoldLine.objects.count() == Hold.objects.filter(state=HoldState.CLAIMED).count() == 50
    assert {variant: oversold(variant, 1) for variant in variants} == dict.fromkeys(variants, 0)


@pytest.mark.parametrize("there_are", [19, 40], ids=["units", "counted"])
def test_a_rush_sells_every_piece_and_not_one_more(
    make_variants: Make, noon: datetime, there_are: int
) -> None:
    (variant,) = make_variants()
    actions.receive(variant_id=variant, quantity=there_are, actor="staff:1", at=noon)

    def act(number: int, barrier: Barrier) -> int:
        barrier.wait()
        return sum(buy({variant: 1}, number, noon) for _ in range(4))

    assert sum(at_once(16, act)) == there_are
    assert books(variant)["free"] == 0
    assert oversold(variant, there_are) == 0


@pytest.mark.parametrize("there_are", [8, 24], ids=["units", "counted"])
def test_32_carts_of_5_pieces_in_any_order_neither_deadlock_nor_oversell(
    make_variants: Make, noon: datetime, there_are: int
) -> None:
    variants = make_variants(5)
    for variant in variants:
        actions.receive(variant_id=variant, quantity=there_are, actor="staff:1", at=noon)

    def act(number: int, barrier: Barrier) -> int:
        dice = random.Random(number)
        barrier.wait()
        bought = 0
        for _ in range(4):
            wanted = dice.sample(variants, 5)
            bought += buy({variant: dice.choice([1, 1, 2]) for variant in wanted}, number, noon)
        return bought

    assert sum(at_once(32, act)) >= there_are // 2
    for variant in variants:
        assert oversold(variant, there_are) == 0


def test_buyers_and_expiries_together_lose_no_piece(make_variants: Make, noon: datetime) -> None:
    """Some pay, some leave, holds run out and the sweeper sweeps, all at once."""
    there_are = dict(zip(make_variants(3), (1, 6, 25), strict=True))
    for variant, count in there_are.items():
        actions.receive(variant_id=variant, quantity=count, actor="staff:1", at=noon)

    def act(number: int, barrier: Barrier) -> None:
        dice = random.Random(number)
        barrier.wait()
        for step in range(12):
            behave(dice, list(there_are), noon + step * timedelta(minutes=5))

    at_once(12, act)
    actions.lapse_due(at=noon + timedelta(days=1))
    assert not Hold.objects.filter(state=HoldState.HELD).exists()
    for variant, count in there_are.items():
        sold = HoldLine.objects.filter(variant=variant, hold__state=HoldState.CLAIMED).count()
        assert books(variant)["free"] == count - sold
        assert oversold(variant, count) == 0


def behave(dice: random.Random, variants: list[int], at: datetime) -> None:
    """Do what one visitor does at one moment; being refused is part of it."""
    mood = dice.random()
    if mood < 0.2:
        actions.lapse_due(at=at)
    wants = dict.fromkeys(dice.sample(variants, 2), 1)
    until = at + timedelta(minutes=dice.choice([0, 4, 6]))
    with suppress(SoldOut, HoldGone):
        hold = actions.reserve(wants=wants, subject="attempt:1", until=until, at=at)
        if mood < 0.4:
            actions.claim(hold_id=hold.pk, at=at)
        elif mood < 0.7:
            actions.release(hold_id=hold.pk, at=at, cause="left")


def test_nobody_is_told_sold_out_because_of_a_buyer_who_gives_up(make_variants: Make, noon: datetime) -> None:
    (variant,) = make_variants()
    actions.receive(variant_id=variant, quantity=1, actor="staff:1", at=noon)

    def act(number: int, barrier: Barrier) -> bool:
        if number == 0:
            with transaction.atomic():
                actions.reserve(wants={variant: 1}, subject="attempt:0", until=None, at=noon)
                barrier.wait()
                wait_until_somebody_waits()
                transaction.set_rollback(True)
            return False
        barrier.wait()
        return buy({variant: 1}, number, noon)

    assert at_once(2, act) == [False, True]


@pytest.mark.parametrize("announced", [6, 30], ids=["units", "counted"])
def test_a_delivery_reaches_those_who_order_ahead_at_that_moment(
    make_variants: Make, noon: datetime, announced: int
) -> None:
    """Nobody may be left waiting for a piece that lies on the shelf."""
    variants = make_variants(12)
    for variant in variants:
        on = noon.date() + timedelta(days=9)
        actions.set_restock(variant_id=variant, on=on, quantity=announced, actor="staff:1", at=noon)

    def act(number: int, barrier: Barrier) -> None:
        for variant in variants:
            barrier.wait()
            if number == 0:
                actions.receive(variant_id=variant, quantity=3, actor="staff:1", at=noon)
            else:
                buy({variant: 1}, number, noon)

    at_once(6, act)
    for variant in variants:
        found = books(variant)
        assert found["promised"] + found["free"] == 3
        assert not (found["waiting"] and found["free"])


def wait_until_somebody_waits() -> None:
    """Return once another transaction waits for a lock of ours, which PostgreSQL can tell."""
    from django.db import connection

    with connection.cursor() as cursor:
        for _ in range(10_000):
            cursor.execute("select count(*) from pg_locks where not granted")
            if cursor.fetchone()[0]:
                return
    raise AssertionError("the rival never came")


class TestWithoutTheGuard:
    """The harness sees what the guards prevent."""

    def sell_twice(self, make_variants: Make, noon: datetime, quantity: int) -> int:
        (variant,) = make_variants()
        actions.receive(variant_id=variant, quantity=quantity, actor="staff:1", at=noon)
        if quantity > 1:
            actions.recount(variant_id=variant, free=1, actor="staff:1", at=noon, cause="stock-take")

        def act(number: int, barrier: Barrier) -> bool:
            barrier.wait()
            return buy({variant: 1}, number, noon)

        at_once(2, act)
        return oversold(variant, 1)

    def test_units_read_without_a_lock_are_sold_twice(
        self, make_variants: Make, noon: datetime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seen = Barrier(2, timeout=30)

        def unguarded(variant_id: int, quantity: int) -> list[int]:
            rows = Unit.objects.filter(variant_id=variant_id, state=UnitState.FREE)
            ids = list(rows.order_by("id").values_list("pk", flat=True)[:quantity])
            seen.wait()
            return ids

        monkeypatch.setattr(moves, "pick_units", unguarded)
        assert self.sell_twice(make_variants, noon, 1) == 1

    def test_a_count_read_then_written_is_sold_twice(
        self, make_variants: Make, noon: datetime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seen = Barrier(2, timeout=30)

        def unguarded(stock: Stock, quantity: int) -> int | None:
            left = Stock.objects.get(pk=stock.pk).free
            seen.wait()
            if left < quantity:
                return left
            Stock.objects.filter(pk=stock.pk).update(free=left - quantity)
            return None

        monkeypatch.setattr(moves, "take_counted", unguarded)
        assert self.sell_twice(make_variants, noon, 30) == 1

    def test_pieces_locked_in_the_carts_own_order_deadlock(self, make_variants: Make, noon: datetime) -> None:
        """Two carts that lock the same two counts the other way round."""
        one, two = make_variants(2)
        for variant in (one, two):
            actions.receive(variant_id=variant, quantity=30, actor="staff:1", at=noon)

        def act(number: int, barrier: Barrier) -> str:
            order = (one, two) if number else (two, one)
            return deadlocks(lambda: in_this_order(order, barrier))

        def in_this_order(order: tuple[int, int], barrier: Barrier) -> None:
            with transaction.atomic():
                for variant in order:
                    Stock.objects.filter(pk=variant, free__gte=1).update(free=F("free") - 1)
                    if variant == order[0]:
                        barrier.wait()

        def deadlocks(work: Callable[[], None]) -> str:
            try:
                work()
            except OperationalError as error:
                return str(error).splitlines()[0]
            return ""

        assert "deadlock detected" in at_once(2, act)

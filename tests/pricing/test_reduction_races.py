"""A reduction changed beside somebody who types a price: both get through, nobody is thrown out."""

from datetime import datetime
from threading import Barrier, Event

import pytest
from django.db import OperationalError, transaction
from tests.inventory.conftest import at_once
from tests.pricing.conftest import DAY, Reduce, Sell

from poincon.kernel.money import Money
from poincon.pricing import actions
from poincon.pricing.actions import reductions, turning
from poincon.pricing.models import Reduction

pytestmark = [pytest.mark.usefixtures("shared_database")]


def crossed(row: Reduction, ring: int, at: datetime, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Take a piece out while its price is typed, each holding its first lock; return who was thrown out."""
    held, typed, thrown = Event(), Event(), list[str]()
    refuse_unless = reductions._refuse_unless

    def once_locked(*told: object) -> None:
        refuse_unless(*told)  # type: ignore[arg-type]
        held.set()
        typed.wait(10)

    def act(number: int, _start: Barrier) -> None:
        try:
            if number == 0:
                reductions.take_out(reduction_id=row.pk, variant_ids=[ring], actor="staff:1", at=at)
                return
            held.wait(10)
            with transaction.atomic():
                actions.set_price(variant_id=ring, amount=Money(12_000, "EUR"), actor="staff:2", at=at)
                typed.set()
        except OperationalError:
            thrown.append("out" if number == 0 else "typed")

    monkeypatch.setattr(reductions, "_refuse_unless", once_locked)
    at_once(2, act)
    return thrown


def test_taking_out_and_typing_a_price_both_get_through(
    sell: Sell, reduce: Reduce, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring, chain = sell(10_000, 10_000)
    row = reduce([ring, chain], 20, starts=noon + 60 * DAY)
    turning.turn(at=noon + 61 * DAY)
    assert crossed(row, ring, noon + 61 * DAY, monkeypatch) == []


def test_with_the_whole_row_locked_one_of_them_is_thrown_out(
    sell: Sell, reduce: Reduce, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: prices name their reduction, so that writing one waits for a row that is locked whole."""
    ring, chain = sell(10_000, 10_000)
    row = reduce([ring, chain], 20, starts=noon + 60 * DAY)
    turning.turn(at=noon + 61 * DAY)
    whole = Reduction.objects.select_for_update()
    monkeypatch.setattr(reductions, "_locked", lambda pk: whole.get(pk=pk))
    assert len(crossed(row, ring, noon + 61 * DAY, monkeypatch)) == 1

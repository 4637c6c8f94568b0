"""A bringing beside itself and beside another: each piece comes in once, and one file at a time."""

from datetime import datetime
from threading import Barrier

import pytest
from django.db import IntegrityError
from tests import jobs
from tests.intake.conftest import WriteCsv
from tests.intake.test_bringings import BY, counts, many, rehearsed
from tests.inventory.conftest import at_once, shared_database

from poincon.catalogue.models import Piece
from poincon.intake import actions, bringings
from poincon.intake.models import Bringing
from poincon.intake.states import BringingState
from poincon.kernel.refusal import Refusal

__all__ = ["shared_database"]
pytestmark = pytest.mark.usefixtures("shared_database")


def confirmed(data: bytes, at: datetime) -> Bringing:
    made = rehearsed(data, at)
    bringings.confirm(bringing_id=made.pk, at=at, **BY)
    return made


def test_two_workers_bring_each_piece_in_once_and_count_it_once(
    write: WriteCsv, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "AT_ONCE", 1)
    made = confirmed(many(write, 6), noon)

    def act(_number: int, barrier: Barrier) -> None:
        barrier.wait()
        bringings.carry(bringing_id=made.pk, now=lambda: noon, **BY)

    at_once(2, act)
    assert (Piece.objects.count(), counts(made)["created"], made.state) == (6, 6, BringingState.BROUGHT)


def test_without_holding_the_file_two_workers_bring_in_the_same(
    write: WriteCsv, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: both see that a part is due, and only the keys of the database stop the second."""
    both, made = Barrier(2, timeout=60), confirmed(many(write, 1), noon)

    def seen(bringing_id: int, _state: object, _part: object) -> Bringing:
        row = Bringing.objects.get(pk=bringing_id)
        both.wait()
        return row

    monkeypatch.setattr(bringings, "_due", seen)
    with pytest.raises(IntegrityError):
        at_once(2, lambda _n, _b: bringings.carry(bringing_id=made.pk, now=lambda: noon, **BY))


def test_of_two_files_that_are_confirmed_at_once_one_comes_in(write: WriteCsv, noon: datetime) -> None:
    files = [rehearsed(many(write, 1), noon) for _ in range(2)]

    def act(number: int, barrier: Barrier) -> str:
        barrier.wait()
        try:
            bringings.confirm(bringing_id=files[number].pk, at=noon, **BY)
        except Refusal as refusal:
            return refusal.code
        return "confirmed"

    assert sorted(at_once(2, act)) == ["bringing_busy", "confirmed"]
    assert jobs.waiting().count("intake.carry_bringing") == 1

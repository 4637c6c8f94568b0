"""A bulk edit beside people who set prices by hand: neither overwrites what the other has not seen."""

from datetime import datetime, timedelta
from threading import Barrier

import pytest
from django.db import transaction
from tests.inventory.conftest import at_once
from tests.pricing.conftest import Sell

from poincon.kernel.money import Money
from poincon.pricing import actions
from poincon.pricing.actions import edits
from poincon.pricing.actions.edits import Draft
from poincon.pricing.models import CurrentPrice, EditLine, Price, PriceEdit
from poincon.pricing.queries import edits as asked
from poincon.pricing.states import Change, Fate, Rounding

pytestmark = [pytest.mark.usefixtures("shared_database")]
PIECES = 60
BY_HAND = 77_700


class Killed(BaseException):
    """The worker's process is gone."""


def confirmed(ids: list[int], at: datetime) -> PriceEdit:
    told = Draft(Change.PERCENT, 10, Rounding.EXACT)
    edit = edits.draft(told=told, shares=dict.fromkeys(ids), actor="staff:1", at=at)
    edits.confirm(edit_id=edit.pk, seal=asked.seal_of(edit), actor="staff:1", at=at)
    return edit


def typing(ids: list[int], at: datetime) -> None:
    for pk in ids:
        actions.set_price(variant_id=pk, amount=Money(BY_HAND, "EUR"), actor="staff:2", at=at)


def overwritten(ids: list[int]) -> int:
    """Count the prices set by hand that an edit has written over, in either direction, having seen others."""
    stands = dict(CurrentPrice.objects.filter(pk__in=ids).values_list("pk", "regular_minor"))
    by_hand = dict(Price.objects.filter(actor="staff:2").order_by("id").values_list("variant_id", "id"))
    later = Price.objects.filter(variant_id__in=by_hand, edit__isnull=False)
    return sum(by_hand[pk] < line for pk, line in later.values_list("variant_id", "id")) + sum(
        stands[pk] != BY_HAND for pk in by_hand
    )


@pytest.mark.parametrize("workers", [1, 3])
def test_applied_beside_hands_that_type(sell: Sell, noon: datetime, monkeypatch, workers: int) -> None:
    monkeypatch.setattr(edits, "AT_ONCE", 4)
    ids = sell(*[10_000] * PIECES)
    edit = confirmed(ids, noon)

    def act(number: int, barrier: Barrier) -> None:
        barrier.wait()
        if number < workers:
            edits.apply(edit_id=edit.pk, actor="staff:1", now=lambda: noon)
        else:
            typing(ids[::-3], noon)

    at_once(workers + 1, act)
    assert overwritten(ids) == 0
    fates = asked.fates(edit)
    assert fates.keys() <= {Fate.WRITTEN, Fate.OVERTAKEN}
    assert sum(fates.values()) == PIECES
    assert Price.objects.filter(edit=edit).count() == fates[Fate.WRITTEN]
    others = CurrentPrice.objects.exclude(pk__in=ids[::-3])
    assert set(others.values_list("regular_minor", flat=True)) == {11_000}


@pytest.mark.parametrize("workers", [1, 3])
def test_undone_beside_hands_that_type(sell: Sell, noon: datetime, monkeypatch, workers: int) -> None:
    monkeypatch.setattr(edits, "AT_ONCE", 4)
    ids = sell(*[10_000] * PIECES)
    edit = confirmed(ids, noon)
    edits.apply(edit_id=edit.pk, actor="staff:1", now=lambda: noon)
    edits.undo(edit_id=edit.pk, actor="staff:1", at=noon)

    def act(number: int, barrier: Barrier) -> None:
        barrier.wait()
        if number < workers:
            edits.restore(edit_id=edit.pk, actor="staff:1", now=lambda: noon)
        else:
            typing(ids[::-3], noon)

    at_once(workers + 1, act)
    assert overwritten(ids) == 0
    others = CurrentPrice.objects.exclude(pk__in=ids[::-3])
    assert set(others.values_list("regular_minor", flat=True)) == {10_000}
    restored = Price.objects.filter(edit=edit, cause="undone").values_list("variant_id", flat=True)
    assert len(restored) == len(set(restored)) == asked.fates(edit)[Fate.RESTORED]


@pytest.mark.parametrize("undoing", [False, True], ids=["applied", "undone"])
def test_without_looking_who_set_the_price_hands_are_overwritten(
    sell: Sell, noon: datetime, monkeypatch: pytest.MonkeyPatch, *, undoing: bool
) -> None:
    """Negative control: the comparison is taken out, and what somebody typed meanwhile is gone."""
    ids = sell(*[10_000] * 6)
    edit = confirmed(ids, noon)
    if undoing:
        edits.apply(edit_id=edit.pk, actor="staff:1", now=lambda: noon)
        edits.undo(edit_id=edit.pk, actor="staff:1", at=noon)
    monkeypatch.setattr(edits, "_still", lambda _one, _line_id: True)
    typing(ids[:2], noon)
    act = edits.restore if undoing else edits.apply
    act(edit_id=edit.pk, actor="staff:1", now=lambda: noon)
    assert overwritten(ids) == 4


@pytest.mark.parametrize("survived", [0, 1, 3])
def test_killed_between_two_portions_it_goes_on(
    sell: Sell, noon: datetime, monkeypatch: pytest.MonkeyPatch, survived: int
) -> None:
    monkeypatch.setattr(edits, "AT_ONCE", 2)
    ids = sell(*[10_000] * 7)
    edit = confirmed(ids, noon)
    whole, done = edits._note, []

    def note(*told: object) -> None:
        whole(*told)  # type: ignore[arg-type]
        if len(done) == survived:
            raise Killed
        done.append(1)

    monkeypatch.setattr(edits, "_note", note)
    with pytest.raises(Killed):
        edits.apply(edit_id=edit.pk, actor="staff:1", now=lambda: noon)
    assert Price.objects.filter(edit=edit).count() == 2 * survived
    assert EditLine.objects.filter(edit=edit, fate=Fate.WRITTEN).count() == 2 * survived
    monkeypatch.setattr(edits, "_note", whole)
    with transaction.atomic():
        edits.apply(edit_id=edit.pk, actor="staff:1", now=lambda: noon + timedelta(hours=1))
    assert Price.objects.filter(edit=edit).count() == 7
    edit.refresh_from_db()
    assert edit.state == "applied"

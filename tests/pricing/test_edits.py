"""Bulk edits: shown first, applied as they were shown, and taken back as long as nobody came between."""

from datetime import datetime, timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.pricing.conftest import DAY, Reduce, Sell

from poincon.foundation.models import Entry
from poincon.foundation.registries import CostSource, Registry
from poincon.kernel.flow import StepRefused
from poincon.kernel.money import Money
from poincon.pricing import actions, queries, tasks
from poincon.pricing.actions import edits, reductions, turning
from poincon.pricing.actions.edits import Draft, EditEmpty, EditOvertaken
from poincon.pricing.models import EditLine, Price, PriceEdit
from poincon.pricing.queries import edits as asked
from poincon.pricing.queries.edits import Caution
from poincon.pricing.states import Change, Fate, Rounding

pytestmark = pytest.mark.django_db
FIVE_MORE = Draft(Change.PERCENT, 5, Rounding.EXACT)


def euros(minor: int) -> Money:
    return Money(minor, "EUR")


def draft(ids: list[int], at: datetime, told: Draft = FIVE_MORE) -> PriceEdit:
    return edits.draft(told=told, shares=dict.fromkeys(ids), actor="staff:1", at=at)


def done(ids: list[int], at: datetime, told: Draft = FIVE_MORE) -> PriceEdit:
    """An edit that has been applied as the job does it."""
    edit = draft(ids, at, told)
    edits.confirm(edit_id=edit.pk, seal=asked.seal_of(edit), actor="staff:1", at=at)
    edits.apply(edit_id=edit.pk, actor="staff:1", now=lambda: at)
    edit.refresh_from_db()
    return edit


def prices(ids: list[int], at: datetime) -> list[int]:
    found = queries.prices(ids, at=at)
    return [found[pk].minor for pk in ids]


class TestApplying:
    def test_what_was_shown_is_what_is_written(self, sell: Sell, noon: datetime) -> None:
        ids = sell(10_000, 4_990, 100)
        edit = draft(ids, noon + DAY)
        assert prices(ids, noon + DAY) == [10_000, 4_990, 100]
        shown = [line.after.minor for line in asked.planned(list(asked.lines(edit)), at=noon + DAY)]
        edits.confirm(edit_id=edit.pk, seal=asked.seal_of(edit), actor="staff:1", at=noon + DAY)
        assert prices(ids, noon + DAY) == [10_000, 4_990, 100]
        edits.apply(edit_id=edit.pk, actor="staff:1", now=lambda: noon + DAY)
        assert prices(ids, noon + DAY) == shown == [10_500, 5_240, 105]
        newest = queries.entries(ids[0])[0]
        assert (newest.actor, newest.cause, newest.edit) == ("staff:1", "edited", edit.pk)
        assert asked.fates(edit) == {"written": 3}
        verbs = Entry.objects.filter(subject=f"priceedit:{edit.pk}").order_by("id")
        assert list(verbs.values_list("verb", "actor")) == [("confirm", "staff:1"), ("finish", "staff:1")]

    def test_one_job_is_left_to_do_it(self, sell: Sell, noon: datetime) -> None:
        edit = draft(sell(10_000), noon)
        edits.confirm(edit_id=edit.pk, seal=asked.seal_of(edit), actor="staff:1", at=noon)
        jobs = ProcrastinateJob.objects.filter(task_name="pricing.apply_edit")
        assert [job.args for job in jobs] == [{"edit_id": edit.pk, "actor": "staff:1"}]
        tasks.apply_edit(edit_id=edit.pk, actor="staff:1")
        edit.refresh_from_db()
        assert edit.state == "applied"

    @pytest.mark.parametrize("portion", [1, 2, 100])
    def test_in_any_portions_and_once_more(
        self, sell: Sell, noon: datetime, monkeypatch: pytest.MonkeyPatch, portion: int
    ) -> None:
        monkeypatch.setattr(edits, "AT_ONCE", portion)
        ids = sell(1_000, 2_000, 3_000)
        edit = done(ids, noon)
        edits.apply(edit_id=edit.pk, actor="staff:1", now=lambda: noon)
        assert prices(ids, noon) == [1_050, 2_100, 3_150]
        assert Price.objects.filter(edit=edit).count() == 3

    def test_what_would_not_change_is_left_out_and_counted(self, sell: Sell, noon: datetime) -> None:
        ids = sell(10_000, 500, 9_000)
        edit = draft(ids, noon, Draft(Change.AMOUNT, -1_000, Rounding.EXACT))
        assert [(line.before_minor, line.after_minor) for line in asked.lines(edit)] == [
            (10_000, 9_000),
            (9_000, 8_000),
        ]
        assert edit.left_out == 1
        with pytest.raises(EditEmpty) as refused:
            draft([ids[2]], noon, Draft(Change.PRICE, 9_000, Rounding.EXACT))
        assert refused.value.code == "edit_empty"
        assert PriceEdit.objects.count() == 1

    def test_prices_of_their_own(self, sell: Sell, noon: datetime) -> None:
        ring, chain = sell(10_000, 5_000)
        told = Draft(Change.PRICE, 0, Rounding.EXACT)
        edit = edits.draft(told=told, shares={ring: 9_500, chain: 5_500}, actor="staff:1", at=noon)
        edits.confirm(edit_id=edit.pk, seal=asked.seal_of(edit), actor="staff:1", at=noon)
        edits.apply(edit_id=edit.pk, actor="staff:1", now=lambda: noon)
        assert prices([ring, chain], noon) == [9_500, 5_500]

    def test_below_its_floor_a_price_is_left_as_it_is(self, sell: Sell, noon: datetime) -> None:
        ring, chain = sell(10_000, 10_000)
        actions.set_floor(variant_id=ring, floor=euros(9_900), actor="s", at=noon)
        edit = done([ring, chain], noon, Draft(Change.PERCENT, -10, Rounding.EXACT))
        assert prices([ring, chain], noon) == [10_000, 9_000]
        assert asked.fates(edit) == {"refused": 1, "written": 1}


class TestTheSeal:
    def test_a_price_set_since_refuses_the_whole_and_says_how_many(self, sell: Sell, noon: datetime) -> None:
        ids = sell(10_000, 5_000)
        edit = draft(ids, noon)
        seal = asked.seal_of(edit)
        actions.set_price(variant_id=ids[0], amount=euros(9_000), actor="staff:2", at=noon + DAY)
        with pytest.raises(EditOvertaken) as refused:
            edits.confirm(edit_id=edit.pk, seal=seal, actor="staff:1", at=noon + DAY)
        assert refused.value.code == "edit_overtaken"
        assert asked.overtaken(edit) == 1
        edit.refresh_from_db()
        assert (edit.state, prices(ids, noon + DAY)) == ("draft", [9_000, 5_000])
        edits.reckon_again(edit_id=edit.pk)
        assert asked.overtaken(edit) == 0
        assert [line.after_minor for line in asked.lines(edit)] == [9_450, 5_250]

    def test_set_back_to_what_was_seen_it_is_still_another_price(self, sell: Sell, noon: datetime) -> None:
        ids = sell(10_000)
        edit = draft(ids, noon)
        for minor in (9_000, 10_000):
            actions.set_price(variant_id=ids[0], amount=euros(minor), actor="staff:2", at=noon + DAY)
        assert asked.overtaken(edit) == 1

    def test_another_seal_is_not_this_one(self, sell: Sell, noon: datetime) -> None:
        edit, other = draft(sell(10_000), noon), draft(sell(10_000), noon)
        with pytest.raises(EditOvertaken):
            edits.confirm(edit_id=edit.pk, seal=asked.seal_of(other), actor="staff:1", at=noon)
        assert PriceEdit.objects.filter(state="draft").count() == 2

    def test_confirmed_twice_it_is_applied_once(self, sell: Sell, noon: datetime) -> None:
        edit = draft(sell(10_000), noon)
        told = {"edit_id": edit.pk, "seal": asked.seal_of(edit), "actor": "staff:1", "at": noon}
        edits.confirm(**told)
        with pytest.raises(StepRefused):
            edits.confirm(**told)
        assert ProcrastinateJob.objects.filter(task_name="pricing.apply_edit").count() == 1

    def test_a_price_set_while_it_is_applied_stays(self, sell: Sell, noon: datetime) -> None:
        ring, chain = sell(10_000, 10_000)
        edit = draft([ring, chain], noon)
        edits.confirm(edit_id=edit.pk, seal=asked.seal_of(edit), actor="staff:1", at=noon)
        actions.set_price(variant_id=ring, amount=euros(7_000), actor="staff:2", at=noon)
        edits.apply(edit_id=edit.pk, actor="staff:1", now=lambda: noon)
        assert prices([ring, chain], noon) == [7_000, 10_500]
        assert asked.fates(edit) == {"overtaken": 1, "written": 1}


class TestUndoing:
    def test_every_price_comes_back_and_the_history_tells_both(self, sell: Sell, noon: datetime) -> None:
        ids = sell(10_000, 5_000)
        edit = done(ids, noon + DAY)
        assert asked.restorable(edit) == 2
        edits.undo(edit_id=edit.pk, actor="staff:9", at=noon + 2 * DAY)
        edits.restore(edit_id=edit.pk, actor="staff:9", now=lambda: noon + 2 * DAY)
        edit.refresh_from_db()
        assert (edit.state, edit.undone_by) == ("undone", "staff:9")
        assert prices(ids, noon + 2 * DAY) == [10_000, 5_000]
        assert [line.amount.minor for line in queries.history(ids[0])] == [10_000, 10_500, 10_000]
        undone = queries.entries(ids[0])[0]
        assert (undone.cause, undone.actor, undone.edit) == ("undone", "staff:9", edit.pk)

    def test_what_was_changed_since_is_left_and_counted(self, sell: Sell, noon: datetime) -> None:
        ring, chain = sell(10_000, 5_000)
        edit = done([ring, chain], noon)
        actions.set_price(variant_id=ring, amount=euros(11_000), actor="staff:2", at=noon + DAY)
        assert asked.restorable(edit) == 1
        edits.undo(edit_id=edit.pk, actor="staff:1", at=noon + DAY)
        edits.restore(edit_id=edit.pk, actor="staff:1", now=lambda: noon + DAY)
        assert prices([ring, chain], noon + DAY) == [11_000, 5_000]
        assert asked.fates(edit) == {"changed_since": 1, "restored": 1}

    def test_an_edit_that_followed_is_not_taken_back_with_it(self, sell: Sell, noon: datetime) -> None:
        ids = sell(10_000)
        first, second = done(ids, noon), done(ids, noon + DAY)
        assert [asked.restorable(one) for one in (first, second)] == [0, 1]

    def test_a_reduction_that_started_since_is_no_change(
        self, sell: Sell, reduce: Reduce, noon: datetime
    ) -> None:
        ids = sell(10_000)
        row = reduce(ids)
        edit = done(ids, noon)
        at = row.starts_at + DAY
        turning.turn(at=at)
        assert prices(ids, at) == [8_400]
        edits.undo(edit_id=edit.pk, actor="s", at=at)
        edits.restore(edit_id=edit.pk, actor="s", now=lambda: at)
        assert prices(ids, at) == [8_000]
        assert asked.fates(edit) == {"restored": 1}

    def test_once_and_only_what_was_applied(self, sell: Sell, noon: datetime) -> None:
        ids = sell(10_000)
        with pytest.raises(StepRefused):
            edits.undo(edit_id=draft(ids, noon).pk, actor="s", at=noon)
        edit = done(ids, noon)
        edits.undo(edit_id=edit.pk, actor="s", at=noon)
        with pytest.raises(StepRefused):
            edits.undo(edit_id=edit.pk, actor="s", at=noon)
        tasks.undo_edit(edit_id=edit.pk, actor="s")
        tasks.undo_edit(edit_id=edit.pk, actor="s")
        assert Price.objects.filter(cause="undone").count() == 1


class TestWhatTheDeskIsShown:
    def test_strikes_margins_and_lowest_prices(
        self, sell: Sell, reduce: Reduce, noon: datetime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ring, chain, band, pin = sell(10_000, 10_000, 10_000, 10_000)
        row = reduce([ring, band])
        at = row.starts_at + DAY
        actions.set_floor(variant_id=pin, floor=euros(9_900), actor="s", at=noon)
        sources: Registry[CostSource] = Registry()
        sources.register(CostSource(1, lambda ids: {pk: euros(9_200) for pk in ids if pk == chain}))
        monkeypatch.setattr(asked, "cost_sources", sources)
        up = draft([ring], at, Draft(Change.PERCENT, 20, Rounding.EXACT))
        down = draft([chain, band, pin], at, Draft(Change.PERCENT, -10, Rounding.EXACT))
        actions.set_price(variant_id=band, amount=euros(9_500), actor="s", at=at)
        (raised,) = asked.planned(list(asked.lines(up)), at=at)
        assert (raised.asked, raised.struck) == (euros(9_600), None)
        assert set(raised.cautions) == {Caution.REDUCED, Caution.STRIKE_GONE}
        lowered, reduced, floored = asked.planned(list(asked.lines(down)), at=at)
        assert set(lowered.cautions) == {Caution.NEW_LOW, Caution.BELOW_COST}
        assert lowered.cost == euros(9_200)
        assert set(reduced.cautions) == {Caution.OVERTAKEN, Caution.REDUCED, Caution.NEW_LOW}
        assert set(floored.cautions) == {Caution.BELOW_FLOOR, Caution.NEW_LOW}


def test_a_draft_that_nobody_wanted_is_forgotten(sell: Sell, noon: datetime) -> None:
    ids = sell(10_000)
    draft(ids, noon)
    kept = done(ids, noon)
    assert edits.forget_drafts(before=noon + timedelta(days=8)) == 1
    assert list(PriceEdit.objects.values_list("pk", flat=True)) == [kept.pk]
    assert EditLine.objects.get().fate == Fate.WRITTEN
    assert reductions.forget_drafts(before=noon + timedelta(days=8)) == 0

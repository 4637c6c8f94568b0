"""Reductions: planned once, in force by themselves to the second, and true to clear rules where they meet."""

from datetime import datetime, timedelta

import pytest
from tests.pricing.conftest import DAY, Reduce, Sell

from poincon.foundation.models import Entry
from poincon.kernel.money import Money
from poincon.pricing import actions, queries
from poincon.pricing.actions import PriceBelowFloor, reductions, turning
from poincon.pricing.actions.reductions import (
    DeeperOutside,
    Draft,
    ReductionChanged,
    ReductionEmpty,
    ReductionNotThere,
    ReductionTooShort,
    ReductionTooSoon,
    SalesOutOfSeason,
)
from poincon.pricing.models import CurrentPrice, Price, Reduction, Share
from poincon.pricing.queries import previews
from poincon.pricing.states import Cut, Rounding, Stage

pytestmark = pytest.mark.django_db
MOMENT = timedelta(microseconds=1)
MINUTE = timedelta(minutes=1)


def euros(minor: int) -> Money:
    return Money(minor, "EUR")


def asked(pk: int, at: datetime) -> int:
    return queries.prices([pk], at=at)[pk].minor


def struck(pk: int, at: datetime) -> int | None:
    tag = queries.tags([pk], at=at)[pk]
    return tag.struck.prior.amount.minor if tag.struck else None


class TestInForceByItself:
    def test_it_starts_and_ends_at_its_instant_with_nobody_at_work(self, sell: Sell, reduce: Reduce) -> None:
        (ring,) = sell(10_000)
        row = reduce([ring])
        for at, price in (
            (row.starts_at - MOMENT, 10_000),
            (row.starts_at, 8_000),
            (row.ends_at - MOMENT, 8_000),
            (row.ends_at, 10_000),
        ):
            assert (asked(ring, at), struck(ring, at)) == (price, 10_000 if price == 8_000 else None)
        assert Price.objects.count() == 1

    def test_what_is_written_late_is_what_everybody_read(self, sell: Sell, reduce: Reduce) -> None:
        """The scheduler was away for a month: the history still has the instants themselves."""
        (ring,) = sell(10_000)
        row = reduce([ring])
        turning.turn(at=row.ends_at + 30 * DAY)
        lines = queries.history(ring)
        assert [(line.since, line.amount.minor) for line in lines[1:]] == [
            (row.starts_at, 8_000),
            (row.ends_at, 10_000),
        ]
        assert [entry.cause for entry in queries.entries(ring)] == ["over", "begun", "typed"]
        assert {entry.actor for entry in queries.entries(ring)[:2]} == {"shop"}

    def test_the_price_reads_the_same_before_and_after_it_is_written(
        self, sell: Sell, reduce: Reduce
    ) -> None:
        ring, chain = sell(10_000, 4_990)
        row = reduce([ring, chain], 15, rounding=Rounding.NINETY)
        instants = [row.starts_at, row.starts_at + DAY, row.ends_at - MOMENT, row.ends_at]
        for at in instants:
            before = queries.tags([ring, chain], at=at)
            turning.turn(at=at)
            assert queries.tags([ring, chain], at=at) == before
            assert [queries.price_at(pk, at) for pk in (ring, chain)] == [
                before[pk].asked for pk in (ring, chain)
            ]

    def test_one_percent_of_a_draft_is_nothing(self, sell: Sell, noon: datetime) -> None:
        (ring,) = sell(10_000)
        starts = noon + 60 * DAY
        told = Draft("", "", Cut.PERCENT, 20, Rounding.EXACT, starts, starts + DAY)
        reductions.draft(told=told, shares={ring: None}, actor="staff:1", at=noon)
        assert asked(ring, starts + MINUTE) == 10_000
        assert turning.turn(at=starts + 9 * DAY) == 0


class TestWhereTwoMeet:
    def test_the_lowest_holds_and_they_never_add_up(self, sell: Sell, reduce: Reduce, noon: datetime) -> None:
        (ring,) = sell(10_000)
        starts = noon + 60 * DAY
        reduce([ring], 20, starts=starts, days=10)
        reduce([ring], 30, starts=starts + 2 * DAY, days=3)
        days = {0: 8_000, 1: 8_000, 2: 7_000, 4: 7_000, 5: 8_000, 9: 8_000, 10: 10_000}
        assert {day: asked(ring, starts + day * DAY) for day in days} == days

    def test_another_campaign_is_measured_against_the_first_ones_price(
        self, sell: Sell, reduce: Reduce, noon: datetime
    ) -> None:
        """When it is over, the first one's price is no cut any more: everybody could pay less meanwhile."""
        (ring,) = sell(10_000)
        starts = noon + 60 * DAY
        reduce([ring], 20, starts=starts, days=10)
        reduce([ring], 30, starts=starts + 2 * DAY, days=3)
        assert [struck(ring, starts + day * DAY) for day in (0, 2, 5, 10)] == [10_000, 8_000, None, None]

    @pytest.mark.promise("prices.prior_days")
    def test_a_further_cut_of_the_same_campaign_keeps_the_price_from_before_the_first(
        self, sell: Sell, reduce: Reduce, noon: datetime
    ) -> None:
        (ring,) = sell(10_000)
        starts = noon + 60 * DAY
        first = reduce([ring], 20, starts=starts, days=30)
        reduce([ring], 30, starts=starts + 10 * DAY, days=20, first_id=first.pk)
        reduce([ring], 50, starts=starts + 20 * DAY, days=10, first_id=first.pk)
        for day, price in ((0, 8_000), (10, 7_000), (20, 5_000), (29, 5_000)):
            at = starts + day * DAY
            assert (asked(ring, at), struck(ring, at)) == (price, 10_000)
            turning.turn(at=at)
            assert (asked(ring, at), struck(ring, at)) == (price, 10_000)

    def test_a_further_cut_lies_within_the_first_ones_period(
        self, sell: Sell, reduce: Reduce, noon: datetime
    ) -> None:
        (ring,) = sell(10_000)
        starts = noon + 60 * DAY
        first = reduce([ring], 20, starts=starts, days=10)
        with pytest.raises(DeeperOutside) as refused:
            reduce([ring], 30, starts=starts + 2 * DAY, days=20, first_id=first.pk)
        assert refused.value.code == "deeper_outside"
        assert Reduction.objects.count() == 1

    def test_a_cut_of_a_further_cut_strikes_the_price_from_before_the_first(
        self, sell: Sell, reduce: Reduce, noon: datetime
    ) -> None:
        (ring,) = sell(10_000)
        starts = noon + 60 * DAY
        first = reduce([ring], 20, starts=starts, days=30)
        second = reduce([ring], 30, starts=starts + 10 * DAY, days=20, first_id=first.pk)
        reduce([ring], 40, starts=starts + 20 * DAY, days=10, first_id=second.pk)
        assert (asked(ring, starts + 20 * DAY), struck(ring, starts + 20 * DAY)) == (6_000, 10_000)

    def test_nothing_deepens_a_draft_or_what_is_over(
        self, sell: Sell, reduce: Reduce, noon: datetime
    ) -> None:
        (ring,) = sell(10_000)
        starts = noon + 60 * DAY
        first = reduce([ring], 20, starts=starts, days=10)
        reductions.cancel(reduction_id=first.pk, actor="staff:1", at=noon)
        with pytest.raises(ReductionNotThere) as refused:
            reduce([ring], 30, starts=starts + 2 * DAY, days=2, first_id=first.pk)
        assert refused.value.context["stage"] == Stage.CANCELLED.value
        assert Reduction.objects.count() == 1

    def test_further_cuts_end_with_the_first(self, sell: Sell, reduce: Reduce, noon: datetime) -> None:
        (ring,) = sell(10_000)
        starts = noon + 60 * DAY
        first = reduce([ring], 20, starts=starts, days=30)
        reduce([ring], 30, starts=starts + 5 * DAY, days=25, first_id=first.pk)
        later = reduce([ring], 50, starts=starts + 20 * DAY, days=10, first_id=first.pk)
        turning.turn(at=starts + 6 * DAY)
        reductions.end(reduction_id=first.pk, actor="staff:1", at=starts + 6 * DAY)
        assert {asked(ring, starts + day * DAY) for day in (7, 20, 29)} == {10_000}
        later.refresh_from_db()
        assert later.stage(starts + 20 * DAY) is Stage.CANCELLED

    def test_further_cuts_are_cancelled_with_the_first(
        self, sell: Sell, reduce: Reduce, noon: datetime
    ) -> None:
        (ring,) = sell(10_000)
        starts = noon + 60 * DAY
        first = reduce([ring], 20, starts=starts, days=30)
        reduce([ring], 30, starts=starts + 5 * DAY, days=25, first_id=first.pk)
        reductions.cancel(reduction_id=first.pk, actor="staff:1", at=noon)
        assert {asked(ring, starts + day * DAY) for day in (0, 6, 29)} == {10_000}

    def test_what_is_taken_out_of_the_first_leaves_the_further_ones(
        self, sell: Sell, reduce: Reduce, noon: datetime
    ) -> None:
        ring, chain = sell(10_000, 10_000)
        starts = noon + 60 * DAY
        first = reduce([ring, chain], 20, starts=starts, days=30)
        reduce([ring, chain], 30, starts=starts + 5 * DAY, days=25, first_id=first.pk)
        at = starts + 6 * DAY
        turning.turn(at=at)
        assert reductions.take_out(reduction_id=first.pk, variant_ids=[ring], actor="staff:1", at=at) == 1
        assert (asked(ring, at + DAY), asked(chain, at + DAY)) == (10_000, 7_000)


class TestMeanwhile:
    def test_a_price_that_is_typed_is_the_regular_one_and_the_reduction_is_taken_from_it(
        self, sell: Sell, reduce: Reduce
    ) -> None:
        (ring,) = sell(10_000)
        row = reduce([ring])
        at = row.starts_at + DAY
        assert actions.set_price(variant_id=ring, amount=euros(9_000), actor="staff:7", at=at)
        assert (asked(ring, at), struck(ring, at)) == (7_200, 10_000)
        assert asked(ring, row.ends_at) == 9_000
        newest, begun, _ = queries.entries(ring)
        assert (newest.actor, newest.amount, newest.regular) == ("staff:7", euros(7_200), euros(9_000))
        assert (begun.since, begun.amount) == (row.starts_at, euros(8_000))

    def test_raised_meanwhile_nothing_is_struck_any_more(self, sell: Sell, reduce: Reduce) -> None:
        (ring,) = sell(10_000)
        row = reduce([ring])
        at = row.starts_at + DAY
        actions.set_price(variant_id=ring, amount=euros(12_000), actor="staff:7", at=at)
        assert (asked(ring, at), struck(ring, at)) == (9_600, None)

    def test_the_regular_price_of_before_again_is_no_change(self, sell: Sell, reduce: Reduce) -> None:
        (ring,) = sell(10_000)
        row = reduce([ring])
        turning.turn(at=row.starts_at)
        before = Price.objects.count()
        assert not actions.set_price(
            variant_id=ring, amount=euros(10_000), actor="staff:7", at=row.starts_at + DAY
        )
        assert Price.objects.count() == before

    def test_a_price_of_its_own_that_is_no_lower_any_more_is_no_cut(self, sell: Sell, reduce: Reduce) -> None:
        (ring,) = sell(10_000)
        row = reduce([ring], cut=Cut.PRICE, value=9_500)
        at = row.starts_at + DAY
        actions.set_price(variant_id=ring, amount=euros(9_400), actor="staff:7", at=at)
        assert (asked(ring, at), struck(ring, at)) == (9_400, None)

    def test_taken_out_a_piece_costs_its_regular_price_at_once(self, sell: Sell, reduce: Reduce) -> None:
        ring, chain = sell(10_000, 10_000)
        row = reduce([ring, chain])
        at = row.starts_at + DAY
        assert reductions.take_out(reduction_id=row.pk, variant_ids=[ring], actor="staff:9", at=at) == 1
        assert [asked(pk, at) for pk in (ring, chain)] == [10_000, 8_000]
        out, begun, _ = queries.entries(ring)
        assert (out.cause, out.actor, begun.cause) == ("taken_out", "staff:9", "begun")
        assert reductions.take_out(reduction_id=row.pk, variant_ids=[ring], actor="staff:9", at=at) == 0

    def test_taken_out_before_it_started_it_never_was_in_it(self, sell: Sell, reduce: Reduce) -> None:
        (ring,) = sell(10_000)
        row = reduce([ring])
        reductions.take_out(reduction_id=row.pk, variant_ids=[ring], actor="s", at=row.starts_at - DAY)
        turning.turn(at=row.starts_at + DAY)
        assert asked(ring, row.starts_at + DAY) == 10_000
        assert len(queries.history(ring)) == 1

    def test_ended_early_it_ends_with_the_minute(self, sell: Sell, reduce: Reduce) -> None:
        (ring,) = sell(10_000)
        row = reduce([ring])
        at = row.starts_at + DAY + timedelta(seconds=10)
        ends = reductions.end(reduction_id=row.pk, actor="staff:3", at=at).ends_at
        assert ends == row.starts_at + DAY + MINUTE
        assert [asked(ring, one) for one in (at, ends - MOMENT, ends)] == [8_000, 8_000, 10_000]
        assert Entry.objects.get(subject=f"reduction:{row.pk}", verb="end").actor == "staff:3"
        with pytest.raises(ReductionNotThere):
            reductions.end(reduction_id=row.pk, actor="staff:3", at=ends)

    def test_cancelled_it_never_was(self, sell: Sell, reduce: Reduce) -> None:
        (ring,) = sell(10_000)
        row = reduce([ring])
        reductions.cancel(reduction_id=row.pk, actor="staff:3", at=row.starts_at - DAY)
        row.refresh_from_db()
        assert row.stage(row.starts_at + DAY) is Stage.CANCELLED
        assert asked(ring, row.starts_at + DAY) == 10_000
        assert turning.turn(at=row.starts_at + 90 * DAY) == 0

    def test_in_the_last_half_minute_it_cannot_be_cancelled(self, sell: Sell, reduce: Reduce) -> None:
        """Somebody may read the reduced price before the cancelling is written."""
        (ring,) = sell(10_000)
        row = reduce([ring])
        with pytest.raises(ReductionNotThere) as refused:
            reductions.cancel(reduction_id=row.pk, actor="s", at=row.starts_at - timedelta(seconds=10))
        assert refused.value.code == "reduction_not_there"
        assert asked(ring, row.starts_at) == 8_000


class TestTheFloor:
    def test_no_reduction_goes_below_it(self, sell: Sell, reduce: Reduce, noon: datetime) -> None:
        (ring,) = sell(10_000)
        actions.set_floor(variant_id=ring, floor=euros(8_500), actor="staff:1", at=noon)
        row = reduce([ring])
        assert (asked(ring, row.starts_at), struck(ring, row.starts_at)) == (8_500, 10_000)
        turning.turn(at=row.starts_at)
        assert CurrentPrice.objects.get(pk=ring).amount_minor == 8_500

    def test_at_the_regular_price_it_leaves_no_cut(self, sell: Sell, reduce: Reduce, noon: datetime) -> None:
        (ring,) = sell(10_000)
        actions.set_floor(variant_id=ring, floor=euros(10_000), actor="staff:1", at=noon)
        row = reduce([ring])
        assert (asked(ring, row.starts_at), struck(ring, row.starts_at)) == (10_000, None)

    def test_no_price_is_typed_below_it(self, sell: Sell, noon: datetime) -> None:
        (ring,) = sell(10_000)
        actions.set_floor(variant_id=ring, floor=euros(8_500), actor="staff:1", at=noon)
        with pytest.raises(PriceBelowFloor) as refused:
            actions.set_price(variant_id=ring, amount=euros(8_499), actor="staff:1", at=noon)
        assert refused.value.code == "price_below_floor"
        assert len(queries.history(ring)) == 1
        assert asked(ring, noon) == 10_000

    def test_it_cannot_stand_above_the_price(self, sell: Sell, noon: datetime) -> None:
        (ring,) = sell(10_000)
        with pytest.raises(actions.FloorAbovePrice) as refused:
            actions.set_floor(variant_id=ring, floor=euros(10_001), actor="staff:1", at=noon)
        assert refused.value.code == "floor_above_price"
        assert CurrentPrice.objects.get(pk=ring).floor_minor is None

    def test_set_while_a_reduction_runs_it_lifts_the_price_at_once(self, sell: Sell, reduce: Reduce) -> None:
        (ring,) = sell(10_000)
        row = reduce([ring])
        at = row.starts_at + DAY
        actions.set_floor(variant_id=ring, floor=euros(9_000), actor="staff:1", at=at)
        assert asked(ring, at) == 9_000
        assert [line.amount.minor for line in queries.history(ring)] == [10_000, 8_000, 9_000]
        actions.set_floor(variant_id=ring, floor=None, actor="staff:1", at=at + DAY)
        assert asked(ring, at + DAY) == 8_000


class TestRefused:
    def told(self, starts: datetime, **more: object) -> Draft:
        plain = {"name_fr": "", "name_en": "", "cut": Cut.PERCENT, "value": 20, "rounding": Rounding.EXACT}
        whole = {"starts_at": starts, "ends_at": starts + 7 * DAY}
        return Draft(**(plain | whole | more))  # type: ignore[arg-type]

    def test_nothing_chosen(self, make_variants, noon: datetime) -> None:
        with pytest.raises(ReductionEmpty) as refused:
            reductions.draft(
                told=self.told(noon + DAY), shares=dict.fromkeys(make_variants(2)), actor="s", at=noon
            )
        assert refused.value.code == "reduction_empty"
        assert not Reduction.objects.exists()

    def test_it_ends_before_it_starts(self, sell: Sell, noon: datetime) -> None:
        told = self.told(noon + DAY, ends_at=noon + DAY)
        with pytest.raises(ReductionTooShort):
            reductions.draft(told=told, shares=dict.fromkeys(sell(100)), actor="s", at=noon)
        assert not Share.objects.exists()

    @pytest.mark.promise("prices.sales_in_season")
    @pytest.mark.parametrize("more", [{"sales": True}, {"name_fr": "Soldes d’or"}, {"name_en": "Soldes!"}])
    def test_the_word_is_kept_for_the_sales(
        self, sell: Sell, noon: datetime, more: dict[str, object]
    ) -> None:
        ids = sell(100)
        with pytest.raises(SalesOutOfSeason) as refused:
            reductions.draft(
                told=self.told(noon + DAY, **more), shares=dict.fromkeys(ids), actor="s", at=noon
            )
        assert refused.value.code == "sales_out_of_season"
        inside = datetime(2027, 1, 12, tzinfo=noon.tzinfo)
        assert reductions.draft(told=self.told(inside, **more), shares=dict.fromkeys(ids), actor="s", at=noon)

    def test_its_time_has_come_before_it_was_confirmed(self, sell: Sell, noon: datetime) -> None:
        ids = dict.fromkeys(sell(10_000))
        row = reductions.draft(told=self.told(noon + 2 * MINUTE), shares=ids, actor="s", at=noon)
        late = noon + MINUTE + timedelta(seconds=31)
        with pytest.raises(ReductionTooSoon):
            reductions.plan(reduction_id=row.pk, seal=previews.seal_of(row), actor="s", at=late)
        later = reductions.put_off(reduction_id=row.pk, at=late)
        assert later.starts_at == noon + 3 * MINUTE

    def test_without_a_beginning_it_begins_when_it_is_confirmed(self, sell: Sell, noon: datetime) -> None:
        ids = sell(10_000)
        row = reductions.draft(told=self.told(noon), shares=dict.fromkeys(ids), actor="s", at=noon)
        assert row.starts_at == noon + MINUTE
        seal, later = previews.seal_of(row), noon + timedelta(hours=2)
        done = reductions.plan(reduction_id=row.pk, seal=seal, actor="s", at=later)
        assert done.starts_at == later + MINUTE
        row.refresh_from_db()
        assert (row.stage(later), row.starts_at) == (Stage.PLANNED, later + MINUTE)

    def test_a_price_has_changed_since_it_was_shown(self, sell: Sell, noon: datetime) -> None:
        ids = sell(10_000)
        row = reductions.draft(told=self.told(noon + DAY), shares=dict.fromkeys(ids), actor="s", at=noon)
        seal = previews.seal_of(row)
        actions.set_price(variant_id=ids[0], amount=euros(9_000), actor="s", at=noon)
        with pytest.raises(ReductionChanged) as refused:
            reductions.plan(reduction_id=row.pk, seal=seal, actor="s", at=noon)
        assert refused.value.code == "reduction_changed"
        row.refresh_from_db()
        assert row.stage(noon) is Stage.DRAFT

    def test_what_is_planned_is_not_planned_again(self, sell: Sell, reduce: Reduce) -> None:
        row = reduce(sell(10_000))
        with pytest.raises(ReductionNotThere) as refused:
            reductions.plan(
                reduction_id=row.pk, seal=previews.seal_of(row), actor="s", at=row.starts_at - DAY
            )
        assert refused.value.code == "reduction_not_there"

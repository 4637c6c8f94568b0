"""Holds: set aside, claimed, released, lapsed, and what a buyer is told meanwhile."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries, Settings
from tests.inventory.conftest import Make, books, facts

from poincon.catalogue import actions as catalogue
from poincon.catalogue.models import Variant
from poincon.inventory import actions, queries
from poincon.inventory.actions import HoldGone, SoldOut
from poincon.inventory.models import Hold, HoldLine, Stock, Unit
from poincon.inventory.states import Availability, HoldState, UnitState

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
QUARTER = 15 * MINUTE
FEW, MANY = 3, 30  # kept unit by unit, kept as a count


@pytest.fixture(params=[FEW, MANY], ids=["units", "counted"])
def stocked(request: pytest.FixtureRequest, make_variants: Make, noon: datetime) -> tuple[int, int]:
    """A variant and how many pieces of it there are."""
    (variant,) = make_variants()
    actions.receive(variant_id=variant, quantity=request.param, actor="staff:1", at=noon)
    return variant, request.param


def hold(
    wants: dict[int, int], at: datetime, *, until: datetime | None = None, subject: str = "attempt:1"
) -> Hold:
    with transaction.atomic():  # a refusal undoes what stands around it, and a test goes on after it
        return actions.reserve(wants=wants, subject=subject, until=until, at=at)


def free(variant: int, at: datetime) -> int:
    return queries.availability([variant], at=at)[variant].free


def test_few_pieces_are_units_and_many_a_count(make_variants: Make, noon: datetime) -> None:
    few, many = make_variants(2)
    actions.receive(variant_id=few, quantity=20, actor="staff:1", at=noon)
    actions.receive(variant_id=many, quantity=21, actor="staff:1", at=noon)
    assert not Stock.objects.get(pk=few).counted
    assert list(Unit.objects.filter(variant=few).order_by("id").values_list("serial", flat=True)[:2]) == [
        "00001",
        "00002",
    ]
    assert Stock.objects.get(pk=many).counted
    assert not Unit.objects.filter(variant=many).exists()


def test_a_hold_takes_pieces_away_from_others(stocked: tuple[int, int], noon: datetime) -> None:
    variant, count = stocked
    hold({variant: 2}, noon, until=noon + QUARTER)
    assert free(variant, noon) == count - 2
    assert books(variant)["promised"] == 2
    assert facts("inventory.stock_changed")[-1] == f"variant:{variant}"


def test_sold_out_says_how_many_are_left_and_changes_nothing(
    stocked: tuple[int, int], make_variants: Make, noon: datetime
) -> None:
    variant, count = stocked
    (other,) = make_variants()
    actions.receive(variant_id=other, quantity=5, actor="staff:1", at=noon)
    before, told = books(variant), facts("inventory.stock_changed")
    with pytest.raises(SoldOut) as refused:
        hold({variant: count + 1, other: 1}, noon)
    assert refused.value.code == "sold_out"
    assert refused.value.free == {variant: count}
    assert refused.value.context["variant_ids"] == [variant]
    assert (books(variant), books(other)["free"]) == (before, 5)
    assert facts("inventory.stock_changed") == told
    assert not Hold.objects.exists()


def test_every_short_piece_is_named_at_once(make_variants: Make, noon: datetime) -> None:
    one, two, never_stocked = make_variants(3)
    for variant in (one, two):
        actions.receive(variant_id=variant, quantity=1, actor="staff:1", at=noon)
    with pytest.raises(SoldOut) as refused:
        hold({one: 2, two: 2, never_stocked: 1}, noon)
    assert refused.value.free == {one: 1, two: 1, never_stocked: 0}


@pytest.mark.parametrize("quantity", [0, -1])
def test_a_hold_for_nothing_is_a_mistake(stocked: tuple[int, int], noon: datetime, quantity: int) -> None:
    with pytest.raises(ValueError, match="at least one"):
        hold({stocked[0]: quantity}, noon)


@pytest.mark.promise("window.withdrawn_disappear")
def test_a_withdrawn_piece_cannot_be_held(stocked: tuple[int, int], noon: datetime) -> None:
    variant, count = stocked
    piece = Variant.objects.get(pk=variant).piece_id
    catalogue.withdraw(piece_id=piece, actor="staff:1", at=noon)
    with pytest.raises(SoldOut) as refused:
        hold({variant: 1}, noon)
    assert refused.value.free == {variant: 0}
    assert books(variant)["free"] == count


def test_a_claim_is_for_good_and_may_be_repeated(stocked: tuple[int, int], noon: datetime) -> None:
    variant, count = stocked
    held = hold({variant: 1}, noon, until=noon + QUARTER)
    for _ in range(2):
        actions.claim(hold_id=held.pk, at=noon + MINUTE)
    assert queries.hold(held.pk).state == HoldState.CLAIMED
    assert actions.lapse_due(at=noon + timedelta(days=1)) == 0
    assert not actions.release(hold_id=held.pk, at=noon + QUARTER, cause="late message")
    assert books(variant)["free"] == count - 1


def test_a_release_frees_the_pieces_once(stocked: tuple[int, int], noon: datetime) -> None:
    variant, count = stocked
    held = hold({variant: 2}, noon, until=noon + QUARTER)
    assert actions.release(hold_id=held.pk, at=noon + MINUTE, cause="payment refused")
    assert not actions.release(hold_id=held.pk, at=noon + MINUTE, cause="payment refused")
    assert books(variant) == {"free": count, "promised": 0, "taken": 0, "waiting": 0, "expected": 0}
    with pytest.raises(HoldGone) as refused:
        actions.claim(hold_id=held.pk, at=noon + MINUTE)
    assert refused.value.code == "hold_gone"
    assert books(variant)["free"] == count


def test_a_cancelled_sale_puts_its_pieces_back_once(stocked: tuple[int, int], noon: datetime) -> None:
    variant, count = stocked
    held = hold({variant: 2}, noon)
    assert not actions.put_back(hold_id=held.pk, at=noon, cause="cancelled")
    actions.claim(hold_id=held.pk, at=noon)
    assert actions.put_back(hold_id=held.pk, at=noon, cause="cancelled")
    assert not actions.put_back(hold_id=held.pk, at=noon, cause="cancelled")
    assert queries.hold(held.pk).state == HoldState.RETURNED
    assert books(variant)["free"] == count


class TestTheEndOfAHold:
    @pytest.mark.promise("orders.reservation_minutes")
    def test_the_instant_itself_is_the_end(self, stocked: tuple[int, int], noon: datetime) -> None:
        variant, count = stocked
        end = noon + QUARTER
        hold({variant: count}, noon, until=end)
        just_before = end - timedelta(microseconds=1)
        assert free(variant, just_before) == 0
        assert free(variant, end) == count
        assert actions.lapse_due(at=just_before) == 0
        assert actions.lapse_due(at=end) == 1
        assert actions.lapse_due(at=end) == 0
        assert books(variant)["free"] == count

    def test_lapsing_is_told_with_the_hold(self, stocked: tuple[int, int], noon: datetime) -> None:
        held = hold({stocked[0]: 1}, noon, until=noon + QUARTER)
        actions.lapse_due(at=noon + QUARTER)
        assert facts("inventory.hold_lapsed") == [f"hold:{held.pk}"]

    def test_a_stale_hold_never_blocks_a_buyer_while_the_worker_is_down(
        self, stocked: tuple[int, int], noon: datetime
    ) -> None:
        variant, count = stocked
        end = noon + QUARTER
        stale = hold({variant: count}, noon, until=end)
        with pytest.raises(SoldOut):
            hold({variant: 1}, end - timedelta(microseconds=1), subject="attempt:2")
        assert queries.hold(stale.pk).state == HoldState.HELD
        hold({variant: count}, end, subject="attempt:3")
        assert queries.hold(stale.pk).state == HoldState.RELEASED
        assert facts("inventory.hold_lapsed") == [f"hold:{stale.pk}"]
        assert books(variant)["promised"] == count
        with pytest.raises(HoldGone):
            actions.claim(hold_id=stale.pk, at=end)

    def test_a_late_claim_keeps_pieces_that_nobody_took(
        self, stocked: tuple[int, int], noon: datetime
    ) -> None:
        held = hold({stocked[0]: 1}, noon, until=noon + QUARTER)
        actions.claim(hold_id=held.pk, at=noon + timedelta(hours=3))
        assert queries.hold(held.pk).state == HoldState.CLAIMED

    def test_a_hold_without_end_never_lapses(self, stocked: tuple[int, int], noon: datetime) -> None:
        held = hold({stocked[0]: 1}, noon)
        assert actions.lapse_due(at=noon + timedelta(days=400)) == 0
        assert queries.hold(held.pk).state == HoldState.HELD

    def test_extending_moves_the_end_later_only(self, stocked: tuple[int, int], noon: datetime) -> None:
        held = hold({stocked[0]: 1}, noon, until=noon + QUARTER)
        actions.extend(hold_id=held.pk, until=noon + MINUTE, at=noon)
        assert queries.hold(held.pk).expires_at == noon + QUARTER
        actions.extend(hold_id=held.pk, until=noon + 2 * QUARTER, at=noon)
        assert actions.lapse_due(at=noon + QUARTER) == 0
        actions.extend(hold_id=held.pk, until=None, at=noon)
        assert actions.lapse_due(at=noon + timedelta(days=9)) == 0

    def test_a_released_hold_cannot_be_extended(self, stocked: tuple[int, int], noon: datetime) -> None:
        held = hold({stocked[0]: 1}, noon, until=noon + QUARTER)
        actions.release(hold_id=held.pk, at=noon, cause="left")
        with pytest.raises(HoldGone):
            actions.extend(hold_id=held.pk, until=None, at=noon)
        assert queries.hold(held.pk).expires_at == noon + QUARTER


class TestOrderingAhead:
    """R014: what is being restocked has an exact day, and may be ordered up to what will come."""

    day = date(2026, 12, 4)

    @pytest.fixture(params=[4, 40], ids=["units", "counted"])
    def restocking(self, request: pytest.FixtureRequest, make_variants: Make, noon: datetime) -> int:
        (variant,) = make_variants()
        self.expected = request.param
        actions.set_restock(variant_id=variant, on=self.day, quantity=request.param, actor="staff:1", at=noon)
        return variant

    @pytest.mark.promise("stock.in_stock_is_in_stock", "stock.sold_out_is_closed", "stock.sells_ahead")
    def test_the_three_states(self, restocking: int, noon: datetime) -> None:
        stand = queries.availability([restocking], at=noon)[restocking]
        assert (stand.state, stand.dispatch_on) == (Availability.RESTOCKING, self.day)
        assert stand.orderable == self.expected
        actions.receive(variant_id=restocking, quantity=1, actor="staff:1", at=noon)
        stand = queries.availability([restocking], at=noon)[restocking]
        assert (stand.state, stand.dispatch_on, stand.orderable) == (Availability.IN_STOCK, None, 1)
        assert queries.availability([0], at=noon)[0].state == Availability.SOLD_OUT

    def test_the_promised_day_itself_still_counts_and_the_next_does_not(self, restocking: int) -> None:
        last_second = datetime(2026, 12, 4, 22, 59, 59, tzinfo=UTC)  # 23:59:59 in Paris
        midnight = last_second + timedelta(seconds=1)
        assert queries.availability([restocking], at=last_second)[restocking].state == Availability.RESTOCKING
        assert queries.availability([restocking], at=midnight)[restocking].state == Availability.SOLD_OUT
        with pytest.raises(SoldOut) as refused:
            hold({restocking: 1}, midnight)
        assert refused.value.free == {restocking: 0}
        assert hold({restocking: 1}, last_second).lines.get().from_restock

    @pytest.mark.promise("stock.sells_ahead")
    def test_a_house_that_does_not_sell_ahead_still_says_the_day(
        self, restocking: int, noon: datetime, settings: Settings
    ) -> None:
        stock = settings.CHARTER.stock.model_copy(update={"sells_ahead": False})
        settings.CHARTER = settings.CHARTER.model_copy(update={"stock": stock})
        stand = queries.availability([restocking], at=noon)[restocking]
        assert (stand.state, stand.dispatch_on, stand.orderable) == (Availability.RESTOCKING, self.day, 0)
        with pytest.raises(SoldOut) as refused:
            hold({restocking: 1}, noon)
        assert refused.value.free == {restocking: 0}
        assert books(restocking)["expected"] == self.expected

    def test_no_more_is_sold_ahead_than_will_come(self, restocking: int, noon: datetime) -> None:
        hold({restocking: self.expected - 1}, noon)
        with pytest.raises(SoldOut) as refused:
            hold({restocking: 2}, noon)
        assert refused.value.free == {restocking: 1}
        hold({restocking: 1}, noon)
        assert queries.availability([restocking], at=noon)[restocking].state == Availability.SOLD_OUT

    def test_a_line_is_from_the_shelf_or_from_the_restock_never_both(
        self, restocking: int, noon: datetime
    ) -> None:
        actions.receive(variant_id=restocking, quantity=1, actor="staff:1", at=noon)
        with pytest.raises(SoldOut) as refused:
            hold({restocking: 2}, noon)
        assert refused.value.free == {restocking: 1}

    def test_a_lapsed_order_ahead_is_orderable_again(self, restocking: int, noon: datetime) -> None:
        hold({restocking: self.expected}, noon, until=noon + QUARTER)
        later = noon + QUARTER
        assert queries.availability([restocking], at=later)[restocking].orderable == self.expected
        actions.lapse_due(at=later)
        assert books(restocking)["expected"] == self.expected

    def test_arrivals_go_to_those_who_waited_first(self, restocking: int, noon: datetime) -> None:
        first = hold({restocking: 2}, noon, subject="order:1")
        second = hold({restocking: 1}, noon, subject="order:2")
        for one in (first, second):
            actions.claim(hold_id=one.pk, at=noon)
        actions.receive(variant_id=restocking, quantity=2, actor="staff:1", at=noon)
        assert (queries.is_filled(first.pk), queries.is_filled(second.pk)) == (True, False)
        assert queries.promised_days(second.pk) == {restocking: self.day}
        assert facts("inventory.hold_filled") == [f"hold:{first.pk}"]
        actions.receive(variant_id=restocking, quantity=self.expected - 2, actor="staff:1", at=noon)
        assert queries.is_filled(second.pk)
        left = self.expected - 3
        assert books(restocking) == {
            "free": left,
            "promised": 3,
            "taken": 0 if Stock.objects.get(pk=restocking).counted else 3,
            "waiting": 0,
            "expected": 0,
        }
        assert Stock.objects.get(pk=restocking).restock_on is None

    def test_the_day_stays_while_somebody_waits_for_it(self, restocking: int, noon: datetime) -> None:
        waiting = hold({restocking: self.expected}, noon)
        actions.receive(variant_id=restocking, quantity=1, actor="staff:1", at=noon)
        assert queries.promised_days(waiting.pk) == {restocking: self.day}

    def test_pieces_given_back_go_to_those_who_wait(self, restocking: int, noon: datetime) -> None:
        first, second = hold({restocking: 1}, noon), hold({restocking: 1}, noon)
        actions.receive(variant_id=restocking, quantity=1, actor="staff:1", at=noon)
        actions.release(hold_id=first.pk, at=noon, cause="left")
        assert queries.is_filled(second.pk)
        assert books(restocking)["free"] == 0

    def test_a_withdrawn_promise_keeps_the_places_of_those_who_ordered(
        self, restocking: int, noon: datetime
    ) -> None:
        waiting = hold({restocking: 1}, noon)
        actions.set_restock(variant_id=restocking, on=None, quantity=0, actor="staff:1", at=noon)
        assert queries.availability([restocking], at=noon)[restocking].state == Availability.SOLD_OUT
        actions.receive(variant_id=restocking, quantity=1, actor="staff:1", at=noon)
        assert queries.is_filled(waiting.pk)

    def test_the_desk_sees_who_waits(self, restocking: int, noon: datetime) -> None:
        hold({restocking: 2}, noon)
        sheet = queries.sheets([restocking], at=noon)[restocking]
        assert (sheet.ahead, sheet.free, sheet.restock_free) == (2, 0, self.expected - 2)


class TestCounting:
    @pytest.mark.parametrize("counted", [0, 1, 5])
    def test_a_count_sets_what_is_free_and_once(
        self, stocked: tuple[int, int], noon: datetime, counted: int
    ) -> None:
        variant, _ = stocked
        hold({variant: 1}, noon)
        done = [
            actions.recount(variant_id=variant, free=counted, actor="staff:1", at=noon, cause="stock-take")
            for _ in range(2)
        ]
        assert done == [True, False]
        assert books(variant)["free"] == counted
        assert books(variant)["promised"] == 1

    @pytest.mark.parametrize("counted", [0, 2, 3, 5])
    def test_a_count_of_the_house_takes_what_is_missing_from_the_latest_buyer_last(
        self, stocked: tuple[int, int], noon: datetime, counted: int
    ) -> None:
        variant, _ = stocked
        before = books(variant)
        sold = hold({variant: 1}, noon)
        actions.claim(hold_id=sold.pk, at=noon)
        told = {"variant_id": variant, "counted": counted, "actor": "staff:1", "at": noon, "cause": "count"}
        assert actions.count_house(**told) == (0 if counted else 1)
        assert actions.count_house(**told) == 0
        assert queries.on_shelves(variant) == counted
        assert books(variant)["free"] == max(0, counted - 1)
        assert books(variant)["waiting"] == (0 if counted else 1)
        assert before["free"] > 0

    def test_units_found_again_get_new_numbers(self, make_variants: Make, noon: datetime) -> None:
        (variant,) = make_variants()
        for count in (3, 1, 4):
            actions.recount(variant_id=variant, free=count, actor="staff:1", at=noon, cause="stock-take")
        states = dict(Unit.objects.filter(variant=variant).order_by("id").values_list("serial", "state"))
        assert list(states) == ["00001", "00002", "00003", "00004", "00005", "00006"]
        assert list(states.values()).count(UnitState.REMOVED) == 2

    def test_the_serials_of_a_hold_are_known(self, make_variants: Make, noon: datetime) -> None:
        (variant,) = make_variants()
        actions.receive(variant_id=variant, quantity=3, actor="staff:1", at=noon)
        held = hold({variant: 2}, noon)
        assert queries.serials(held.pk) == {variant: ["00001", "00002"]}

    @pytest.mark.parametrize("wrong", [0, -1])
    def test_an_empty_delivery_is_a_mistake(self, make_variants: Make, noon: datetime, wrong: int) -> None:
        (variant,) = make_variants()
        with pytest.raises(ValueError, match="at least one"):
            actions.receive(variant_id=variant, quantity=wrong, actor="staff:1", at=noon)
        assert not Stock.objects.filter(pk=variant).exists()


def test_availability_asks_once_whatever_the_number(
    make_variants: Make, noon: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    variants = make_variants(30)
    for variant in variants:
        actions.receive(variant_id=variant, quantity=2, actor="staff:1", at=noon)
    for asked in (variants[:1], variants):
        with django_assert_num_queries(1):
            stands = queries.availability(asked, at=noon)
        assert {stand.free for stand in stands.values()} == {2}
    assert HoldLine.objects.count() == 0

"""Prices: one for everybody, a history nobody can rewrite, and the price a cut is measured against."""

import inspect
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from tests.inventory.conftest import Make, at_once

from poincon.foundation.models import Fact
from poincon.kernel.money import Money
from poincon.pricing import actions, queries
from poincon.pricing.actions import PriceNotPositive
from poincon.pricing.models import CurrentPrice, Price
from poincon.pricing.rules import Priced

DAY = timedelta(days=1)


def euros(minor: int) -> Money:
    return Money(minor, "EUR")


@pytest.mark.django_db
class TestSettingAPrice:
    def test_the_first_price_starts_the_history(self, make_variants: Make, noon: datetime) -> None:
        (variant,) = make_variants()
        assert actions.set_price(variant_id=variant, amount=euros(12_990), actor="staff:1", at=noon)
        assert queries.prices([variant], at=noon) == {variant: euros(12_990)}
        assert queries.history(variant) == [Priced(noon, euros(12_990))]
        assert Fact.objects.get(name="pricing.price_changed").payload == {"variant_id": variant}

    def test_the_same_price_again_is_no_change(self, make_variants: Make, noon: datetime) -> None:
        (variant,) = make_variants()
        for _ in range(2):
            actions.set_price(variant_id=variant, amount=euros(100), actor="staff:1", at=noon)
        assert not actions.set_price(variant_id=variant, amount=euros(100), actor="staff:2", at=noon + DAY)
        assert Price.objects.count() == 1
        assert Fact.objects.filter(name="pricing.price_changed").count() == 1

    @pytest.mark.parametrize("minor", [0, -1])
    def test_a_piece_costs_something(self, make_variants: Make, noon: datetime, minor: int) -> None:
        (variant,) = make_variants()
        actions.set_price(variant_id=variant, amount=euros(100), actor="staff:1", at=noon)
        with pytest.raises(PriceNotPositive) as refused:
            actions.set_price(variant_id=variant, amount=euros(minor), actor="staff:1", at=noon)
        assert refused.value.code == "price_not_positive"
        assert queries.prices([variant], at=noon) == {variant: euros(100)}
        assert Price.objects.count() == 1

    def test_what_it_cost_at_any_instant(self, make_variants: Make, noon: datetime) -> None:
        (variant,) = make_variants()
        for days, minor in ((0, 100), (2, 80), (4, 120)):
            actions.set_price(variant_id=variant, amount=euros(minor), actor="staff:1", at=noon + days * DAY)
        moment = timedelta(microseconds=1)
        asked = [noon - moment, noon, noon + 2 * DAY - moment, noon + 2 * DAY, noon + 9 * DAY]
        assert [queries.price_at(variant, at) for at in asked] == [
            None,
            euros(100),
            euros(100),
            euros(80),
            euros(120),
        ]

    def test_a_clock_set_back_does_not_reorder_the_history(self, make_variants: Make, noon: datetime) -> None:
        (variant,) = make_variants()
        actions.set_price(variant_id=variant, amount=euros(100), actor="staff:1", at=noon)
        actions.set_price(variant_id=variant, amount=euros(90), actor="staff:1", at=noon - DAY)
        assert [line.amount for line in queries.history(variant)] == [euros(100), euros(90)]
        assert queries.price_at(variant, noon) == euros(90)

    @pytest.mark.parametrize("change", ["update", "delete"])
    def test_the_database_itself_keeps_the_history(
        self, make_variants: Make, noon: datetime, change: str
    ) -> None:
        (variant,) = make_variants()
        actions.set_price(variant_id=variant, amount=euros(100), actor="staff:1", at=noon)
        rows = Price.objects.filter(variant=variant)
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            rows.update(amount_minor=1) if change == "update" else rows._raw_delete(rows.db)
        assert queries.history(variant) == [Priced(noon, euros(100))]

    @pytest.mark.promise("prices.same_for_all")
    def test_one_price_for_everybody(self, make_variants: Make, noon: datetime) -> None:
        (variant,) = make_variants()
        actions.set_price(variant_id=variant, amount=euros(100), actor="staff:1", at=noon)
        assert list(inspect.signature(queries.prices).parameters) == ["variant_ids", "at"]
        with pytest.raises(IntegrityError), transaction.atomic():
            CurrentPrice.objects.bulk_create(
                [
                    CurrentPrice(
                        variant_id=variant, amount_minor=1, regular_minor=1, currency="EUR", since=noon
                    )
                ]
            )
        assert queries.prices([variant], at=noon) == {variant: euros(100)}


def test_rivals_who_set_prices_leave_the_newest_line_in_force(
    shared_database: None, make_variants: Make, noon: datetime
) -> None:
    (variant,) = make_variants()

    def act(number: int, barrier: Barrier) -> None:
        barrier.wait()
        for step in range(5):
            actions.set_price(
                variant_id=variant, amount=euros(100 + 10 * number + step), actor=f"staff:{number}", at=noon
            )

    at_once(8, act)
    history = queries.history(variant)
    assert len(history) == 40
    assert queries.prices([variant], at=noon)[variant] == history[-1].amount

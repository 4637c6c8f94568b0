"""Whatever happens in whatever order, every piece is somewhere, exactly once."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.inventory.conftest import Make, books

from poincon.foundation.clock import local_day
from poincon.inventory import actions, queries
from poincon.inventory.actions import HoldGone, SoldOut
from poincon.inventory.models import Hold, Unit
from poincon.inventory.states import UnitState

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
DEEDS = st.tuples(
    st.sampled_from(
        [
            "receive",
            "reserve",
            "reserve",
            "reserve",
            "claim",
            "release",
            "put_back",
            "lapse",
            "restock",
            "count",
        ]
    ),
    st.integers(1, 4),
    st.integers(0, 3),
)


class Story:
    """One variant, what was brought in and taken away in all, and the clock."""

    def __init__(self, variant: int, *, counted: bool) -> None:
        self.variant, self.at, self.total = variant, NOON, 0
        self.bring(21 if counted else 2)

    def bring(self, quantity: int) -> None:
        actions.receive(variant_id=self.variant, quantity=quantity, actor="staff:1", at=self.at)
        self.total += quantity

    def go_on(self, deed: str, quantity: int, minutes: int) -> None:
        self.at += timedelta(minutes=minutes)
        with suppress(SoldOut, HoldGone):
            getattr(self, f"_{deed}")(quantity)

    def _receive(self, quantity: int) -> None:
        self.bring(quantity)

    def _reserve(self, quantity: int) -> None:
        until = self.at + timedelta(minutes=quantity) if quantity % 2 else None
        with transaction.atomic():
            actions.reserve(wants={self.variant: quantity}, subject="attempt:1", until=until, at=self.at)

    def _claim(self, quantity: int) -> None:
        actions.claim(hold_id=self._some_hold(quantity), at=self.at)

    def _release(self, quantity: int) -> None:
        actions.release(hold_id=self._some_hold(quantity), at=self.at, cause="left")

    def _put_back(self, quantity: int) -> None:
        actions.put_back(hold_id=self._some_hold(quantity), at=self.at, cause="cancelled")

    def _lapse(self, _quantity: int) -> None:
        actions.lapse_due(at=self.at)

    def _restock(self, quantity: int) -> None:
        on = local_day(self.at) + timedelta(days=3) if quantity > 1 else None
        actions.set_restock(variant_id=self.variant, on=on, quantity=quantity, actor="staff:1", at=self.at)

    def _count(self, quantity: int) -> None:
        found = books(self.variant)["free"]
        if not books(self.variant)["waiting"]:
            actions.recount(
                variant_id=self.variant, free=quantity, actor="staff:1", at=self.at, cause="count"
            )
            self.total += quantity - found

    def _some_hold(self, quantity: int) -> int:
        ids = list(Hold.objects.order_by("id").values_list("pk", flat=True))
        if not ids:
            raise HoldGone
        return ids[quantity % len(ids)]

    def adds_up(self) -> None:
        found = books(self.variant)
        assert found["free"] + found["promised"] == self.total
        assert not (found["waiting"] and found["free"])
        stand = queries.availability([self.variant], at=self.at)[self.variant]
        assert stand.free >= found["free"]
        taken = Unit.objects.filter(variant=self.variant, state=UnitState.TAKEN).count()
        assert taken in {0, found["promised"]}


@pytest.mark.django_db
@pytest.mark.parametrize("counted", [False, True], ids=["units", "counted"])
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(DEEDS, min_size=5, max_size=25))
def test_no_piece_is_lost_or_sold_twice(
    make_variants: Make, *, counted: bool, deeds: list[tuple[str, int, int]]
) -> None:
    with transaction.atomic():
        (variant,) = make_variants()
        story = Story(variant, counted=counted)
        for deed in deeds:
            story.go_on(*deed)
            story.adds_up()
        transaction.set_rollback(True)

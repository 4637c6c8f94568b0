"""Pieces to price: the same as those of the stock."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from tests.inventory.conftest import Make, make_variants, shared_database

from poincon.kernel.money import Money
from poincon.pricing import actions
from poincon.pricing.actions import reductions
from poincon.pricing.actions.reductions import Draft
from poincon.pricing.models import Reduction
from poincon.pricing.queries import previews
from poincon.pricing.states import Cut, Rounding

__all__ = ["make_variants", "shared_database"]

DAY = timedelta(days=1)
Reduce = Callable[..., Reduction]
Sell = Callable[..., list[int]]


@pytest.fixture
def sell(make_variants: Make, noon: datetime) -> Sell:
    """Return a maker of variants that everybody can see, at those prices in cents since noon."""

    def make(*minors: int) -> list[int]:
        ids = make_variants(len(minors))
        for pk, minor in zip(ids, minors, strict=True):
            actions.set_price(variant_id=pk, amount=Money(minor, "EUR"), actor="staff:1", at=noon)
        return ids

    return make


@pytest.fixture
def reduce(noon: datetime) -> Reduce:
    """Return a planner of reductions: of `percent` on `ids`, from `starts` for `days` days."""

    def plan(
        ids: list[int], percent: int = 20, *, starts: datetime | None = None, days: float = 7, **more: object
    ) -> Reduction:
        begins = starts or noon + 60 * DAY
        told = {
            "name_fr": "",
            "name_en": "",
            "cut": Cut.PERCENT,
            "value": percent,
            "rounding": Rounding.EXACT,
        }
        at = begins - 2 * DAY
        row = reductions.draft(
            told=Draft(**(told | more), starts_at=begins, ends_at=begins + days * DAY),  # type: ignore[arg-type]
            shares=dict.fromkeys(ids),
            actor="staff:2",
            at=at,
        )
        return reductions.plan(reduction_id=row.pk, seal=previews.seal_of(row), actor="staff:2", at=at)

    return plan

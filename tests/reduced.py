"""Pieces in a reduction that runs: planned as the desk does it, in force by its own time."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from poincon.pricing.actions import reductions
from poincon.pricing.actions.reductions import Draft
from poincon.pricing.models import Reduction
from poincon.pricing.queries import previews
from poincon.pricing.states import Cut, Rounding

DAY = timedelta(days=1)


def reduce(
    ids: Iterable[int], percent: int = 20, *, starts: datetime, days: float = 7, **more: object
) -> Reduction:
    """Plan a reduction of so many percent, two days before it starts."""
    plain = {"name_fr": "", "name_en": "", "cut": Cut.PERCENT, "value": percent, "rounding": Rounding.EXACT}
    at = starts - 2 * DAY
    row = reductions.draft(
        told=Draft(**(plain | more), starts_at=starts, ends_at=starts + days * DAY),  # type: ignore[arg-type]
        shares=dict.fromkeys(ids),
        actor="staff:2",
        at=at,
    )
    return reductions.plan(reduction_id=row.pk, seal=previews.seal_of(row), actor="staff:2", at=at)

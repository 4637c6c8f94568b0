"""The shapes in which reductions answer programs."""

from datetime import datetime

from pydantic import Field

from poincon.api.shapes import MoneyShape, Shape
from poincon.foundation.languages import spoken
from poincon.pricing.queries import Tag


class CutShape(Shape):
    """What may be struck through beside a price: the lowest that all were asked in the days before the cut.

    For a `new` piece it is the lowest since that went on sale. `percent` is whole, and never more than it is;
    `sales` when the piece takes part in the legal sales ("soldes").
    """

    before: MoneyShape
    percent: int = Field(examples=[20])
    new: bool
    sales: bool


class ReductionShape(CutShape):
    """The reduction that holds now: its name, its end, its cut, and since when its price was looked for."""

    name: str
    ends_at: datetime
    cut_at: datetime
    since: datetime

    @classmethod
    def of(cls, tag: Tag) -> "ReductionShape | None":
        """Return what a price tag announces; None where nothing may be struck through."""
        if tag.struck is None or tag.announced is None:
            return None
        prior = tag.struck.prior
        return cls(
            before=MoneyShape.of(prior.amount),
            percent=tag.struck.percent,
            new=not prior.whole_window,
            sales=tag.sales,
            name=spoken(tag.announced, "name"),
            ends_at=tag.announced.ends,
            cut_at=tag.struck.cut_at,
            since=prior.since,
        )

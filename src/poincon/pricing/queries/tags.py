"""Price tags: what is asked, what may be struck through beside it, and what is said about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from poincon.catalogue import queries as catalogue
from poincon.charter.promises import keeps
from poincon.charter.queries import charter
from poincon.foundation import clock
from poincon.kernel.money import Money
from poincon.pricing.queries import seasons
from poincon.pricing.queries.history import histories
from poincon.pricing.queries.standing import Announced, Standing, standings
from poincon.pricing.rules import Priced, PriorPrice, Span, Struck, Window, prior_price, struck, unfolded
from poincon.pricing.taxing import Taxation


@dataclass(frozen=True, slots=True)
class Tag:
    """What everybody reads beside a variant: its price, and the reduction by which it came about if by any.

    `struck` is None where nothing may be struck through: the reduction lowers nothing below what was asked
    in the days before it. `sales` when the piece takes part in the sales of the season.
    """

    asked: Money
    struck: Struck | None = None
    announced: Announced | None = None
    sales: bool = False

    def elsewhere(self, taxation: Taxation) -> "Tag":
        """Return the same tag where something else is asked for what the window shows: net of VAT, abroad."""
        if self.struck is None:
            return replace(self, asked=taxation.asked(self.asked))
        asked, prior = taxation.asked(self.asked), self.struck.prior
        before = replace(prior, amount=taxation.asked(prior.amount))
        return replace(self, asked=asked, struck=replace(self.struck, prior=before, asked=asked))


@keeps("prices.prior_days")
def window() -> Window:
    """Return how far back this house looks for the price that a cut is measured against."""
    return Window(charter().prices.prior_days, clock.zone())


def tags(variant_ids: Iterable[int], *, at: datetime) -> dict[int, Tag]:
    """Return the tags of those variants that have a price, in one query; in three where some are reduced."""
    found = standings(variant_ids, at=at)
    reduced = {pk: one for pk, one in found.items() if one.at(at).reduction is not None}
    cut = _tags(reduced, at) if reduced else {}
    return {pk: cut.get(pk) or Tag(one.at(at).amount) for pk, one in found.items()}


def prior_prices(variant_ids: Iterable[int], *, cut_at: datetime) -> dict[int, PriorPrice]:
    """Return, of those variants that were for sale, what a cut at that instant would be measured against."""
    found = standings(variant_ids, at=cut_at)
    written, shown, back = histories(found), on_show(found.values()), window()
    priors = {
        pk: prior_price(_unfolded(one, written[pk], cut_at), shown[one.piece_id], cut_at=cut_at, window=back)
        for pk, one in found.items()
    }
    return {pk: prior for pk, prior in priors.items() if prior}


def _tags(reduced: Mapping[int, Standing], at: datetime) -> dict[int, Tag]:
    written, shown, back = histories(reduced), on_show(reduced.values()), window()
    told = {pk: one.announced[one.at(at).reduction or 0] for pk, one in reduced.items()}
    sold_by = {ends: seasons.sold_by(ends) for ends in {one.ends for one in told.values() if one.sales}}
    found = {}
    for pk, one in reduced.items():
        spans, latest = shown[one.piece_id], sold_by.get(told[pk].ends)
        sold_since = max(written[pk][0].since, min((span.since for span in spans), default=at))
        cut = struck(_unfolded(one, written[pk], at), spans, back)
        in_sales = told[pk].sales and latest is not None and sold_since <= latest
        announced = told[pk] if in_sales or not told[pk].sales else told[pk].unnamed()
        found[pk] = Tag(one.at(at).amount, cut, announced, in_sales)
    return found


def _unfolded(one: Standing, written: list[Priced], at: datetime) -> list[Priced]:
    """Return the history as it will be written, up to `at`."""
    return [*written, *unfolded(one.last, one.base, one.reducing, at)]


def on_show(found: Iterable[Standing]) -> dict[int, list[Span]]:
    spans = catalogue.on_show({one.piece_id for one in found})
    return {piece_id: [Span(*span) for span in theirs] for piece_id, theirs in spans.items()}

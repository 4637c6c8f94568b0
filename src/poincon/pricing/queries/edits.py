"""Questions about bulk edits: what they will do, how far they are, and what can be taken back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from django.db.models import Count, F, Q, QuerySet

from poincon.foundation import clock
from poincon.foundation.registries import cost_sources
from poincon.kernel.money import Money
from poincon.kernel.seals import seal
from poincon.pricing.models import CurrentPrice, EditLine, PriceEdit
from poincon.pricing.queries.history import histories
from poincon.pricing.queries.standing import Standing, standings
from poincon.pricing.queries.tags import on_show, window
from poincon.pricing.queries.tax import home, vat_rate
from poincon.pricing.rules import Struck, asked, prior_price, struck, unfolded, vat_in
from poincon.pricing.rules.reducing import HUNDRED
from poincon.pricing.states import Fate

UNCHANGED = Q(variant__current_price__set_by=F("seen")) | Q(
    seen__isnull=True, variant__current_price__set_by__isnull=True
)


class Caution(StrEnum):
    """What the desk should know of one price of a bulk edit before it confirms."""

    OVERTAKEN = "overtaken"
    BELOW_FLOOR = "below_floor"
    NEW_LOW = "new_low"
    STRIKE_GONE = "strike_gone"
    STRIKE_OTHER = "strike_other"
    REDUCED = "reduced"
    BELOW_COST = "below_cost"


@dataclass(frozen=True, slots=True)
class Planned:
    """One price of a bulk edit: regular before and after, what is asked then, and what becomes of the strike.

    `net` is what is asked without tax, `cost` what the house paid without tax, where that is known.
    """

    line: EditLine
    before: Money
    after: Money
    asked: Money | None = None
    net: Money | None = None
    struck: Struck | None = None
    cost: Money | None = None
    cautions: tuple[Caution, ...] = ()

    @property
    def margin(self) -> int | None:
        """The whole percent of the price without tax that are left above the cost, rounded down."""
        if self.cost is None or self.net is None:
            return None
        return (self.net.minor - self.cost.minor) * HUNDRED // self.net.minor


def lines(edit: PriceEdit) -> QuerySet[EditLine]:
    """Return the prices of an edit, in the order in which they are written."""
    return EditLine.objects.filter(edit=edit).order_by("variant_id")


def overtaken(edit: PriceEdit) -> int:
    """Return how many prices of a draft have been set by others since it was reckoned."""
    return lines(edit).exclude(UNCHANGED).count()


def restorable(edit: PriceEdit) -> int:
    """Return how many prices of an applied edit nobody has changed since."""
    return lines(edit).filter(fate=Fate.WRITTEN, variant__current_price__set_by=F("written")).count()


def fates(edit: PriceEdit) -> dict[str, int]:
    """Return how many prices of an edit met with which fate."""
    return dict(EditLine.objects.filter(edit=edit).values_list("fate").annotate(n=Count("pk")).order_by())


def seal_of(edit: PriceEdit) -> str:
    """Return the fingerprint of a draft: what it does, and to which prices."""
    told = lines(edit).values_list("variant_id", "before_minor", "after_minor", "seen_id")
    return seal(edit.change, edit.value, edit.rounding, rows=told)


def planned(some: Sequence[EditLine], *, at: datetime) -> list[Planned]:
    """Return some prices of a draft with what they will do, in a fixed number of queries."""
    seer = _Seer([line.variant_id for line in some], at)
    return [seer.of(line) for line in some]


def past(some: Sequence[EditLine]) -> list[Planned]:
    """Return some prices of an edit that is no draft any more, in one query."""
    ids = [line.variant_id for line in some]
    currencies = dict(CurrentPrice.objects.filter(pk__in=ids).values_list("pk", "currency"))
    return [
        Planned(line, Money(line.before_minor, currency), Money(line.after_minor, currency))
        for line in some
        if (currency := currencies[line.variant_id])
    ]


class _Seer:
    """Sees what will become of prices, from how they stand, what they were, and what the pieces cost."""

    def __init__(self, ids: Sequence[int], at: datetime) -> None:
        self.at, self.window, self.rate = at, window(), vat_rate(home(), clock.local_day(at)) or 0
        self.found = standings(ids, at=at)
        self.written, self.shown = histories(ids), on_show(self.found.values())
        self.costs = _costs(ids)

    def of(self, line: EditLine) -> Planned:
        one = self.found[line.variant_id]
        spans, cost = self.shown[one.piece_id], self.costs.get(line.variant_id)
        now = [*self.written[line.variant_id], *unfolded(one.last, one.base, one.reducing, self.at)]
        after = Money(line.after_minor, one.base.regular.currency)
        then = asked(replace(one.base, regular=after), one.reducing, self.at)
        cuts = (struck(now, spans, self.window), struck([*now, then], spans, self.window))
        lowest = prior_price(now, spans, cut_at=self.at, window=self.window)
        told = Planned(
            line=line,
            before=Money(line.before_minor, after.currency),
            after=after,
            asked=then.amount,
            net=then.amount - vat_in(then.amount, self.rate),
            struck=cuts[1],
            cost=cost,
        )
        low = lowest.amount if lowest else None
        return replace(told, cautions=tuple(_cautions(told, one, then.reduction, cuts, low)))


def _cautions(
    told: Planned,
    one: Standing,
    reduction: int | None,
    cuts: tuple[Struck | None, Struck | None],
    low: Money | None,
) -> Iterable[Caution]:
    before, after = cuts
    if one.set_by != told.line.seen_id:
        yield Caution.OVERTAKEN
    if one.base.floor and told.after < one.base.floor:
        yield Caution.BELOW_FLOOR
    if low and told.asked and told.asked < low:
        yield Caution.NEW_LOW
    if told.cost and told.net and told.net < told.cost:
        yield Caution.BELOW_COST
    if reduction:
        yield Caution.REDUCED
    if before and not after:
        yield Caution.STRIKE_GONE
    elif before and after and before.prior.amount != after.prior.amount:
        yield Caution.STRIKE_OTHER


def _costs(ids: Sequence[int]) -> dict[int, Money]:
    known: dict[int, Money] = {}
    for source in cost_sources:
        known = {**source.told(ids), **known}
    return known

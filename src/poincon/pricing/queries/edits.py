"""Questions about bulk edits: what they will do, how far they are, and what can be taken back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from django.db.models import Count, F, Q, QuerySet

from poincon.foundation.registries import cost_sources
from poincon.kernel.money import Money
from poincon.pricing.models import EditLine, PriceEdit
from poincon.pricing.queries.history import histories
from poincon.pricing.queries.standing import Standing, standings
from poincon.pricing.queries.tags import on_show, window
from poincon.pricing.rules import Priced, Struck, asked, prior_price, struck, unfolded
from poincon.pricing.rules.seals import seal
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

    `cost` is what the house paid, tax excluded, where that is known.
    """

    line: EditLine
    before: Money
    after: Money
    asked: Money
    struck: Struck | None
    cost: Money | None
    cautions: tuple[Caution, ...]


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
    """Return some prices of a draft with what they will do, in six queries."""
    ids = [line.variant_id for line in some]
    found = standings(ids, at=at)
    written, shown, costs = histories(ids), on_show(found.values()), _costs(ids)
    back = window()

    def of(line: EditLine) -> Planned:
        one = found[line.variant_id]
        spans, cost = shown[one.piece_id], costs.get(line.variant_id)
        now = [*written[line.variant_id], *unfolded(one.last, one.base, one.reducing, at)]
        after = Money(line.after_minor, one.base.regular.currency)
        then = asked(replace(one.base, regular=after), one.reducing, at)
        before_cut, cut = struck(now, spans, back), struck([*now, then], spans, back)
        lowest = prior_price(now, spans, cut_at=at, window=back)
        low = lowest.amount if lowest else None
        cautions = tuple(_cautions(line, one, then, (before_cut, cut), low, cost))
        return Planned(
            line, Money(line.before_minor, after.currency), after, then.amount, cut, cost, cautions
        )

    return [of(line) for line in some]


def _cautions(
    line: EditLine,
    one: Standing,
    then: Priced,
    cuts: tuple[Struck | None, Struck | None],
    low: Money | None,
    cost: Money | None,
) -> Iterable[Caution]:
    before, after = cuts
    if one.set_by != line.seen_id:
        yield Caution.OVERTAKEN
    if one.base.floor and line.after_minor < one.base.floor.minor:
        yield Caution.BELOW_FLOOR
    if low and then.amount < low:
        yield Caution.NEW_LOW
    if cost and then.amount < cost:
        yield Caution.BELOW_COST
    if then.reduction:
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

"""What a reduction makes of a price, which of several holds, and how a history goes on by itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from poincon.kernel.money import Money
from poincon.pricing.rules import rounding
from poincon.pricing.states import Cut, Rounding

HUNDRED = 100
LEAD = timedelta(seconds=30)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Terms:
    """By how much: whole percent, or an amount or price in minor units; and where the result rests."""

    cut: Cut
    value: int
    rounding: Rounding

    def of(self, regular: Money) -> Money:
        """Return the reduced price, rounded in the buyer's favour; the regular one where nothing is left."""
        reduced = self._exactly(regular.minor)
        if reduced <= 0:
            return regular
        return Money(rounding.down(reduced, self.rounding, regular.currency), regular.currency)

    def _exactly(self, regular: int) -> int:
        match self.cut:
            case Cut.PERCENT:
                return regular * (HUNDRED - self.value) // HUNDRED
            case Cut.AMOUNT:
                return regular - self.value
            case Cut.PRICE:
                return self.value


@dataclass(frozen=True, slots=True)
class Reducing:
    """A reduction as it bears on one variant: from `starts` up to `ends`, which is no longer in it.

    Reductions that deepen one another are one campaign.
    """

    reduction: int
    campaign: int
    starts: datetime
    ends: datetime
    terms: Terms

    def holds(self, at: datetime) -> bool:
        return self.starts <= at < self.ends


@dataclass(frozen=True, slots=True)
class Priced:
    """One line of a price history: this amount from that instant on, by that reduction if by any."""

    since: datetime
    amount: Money
    reduction: int | None = None
    campaign: int | None = None


@dataclass(frozen=True, slots=True)
class Base:
    """What reductions are taken from: the regular price, and what the price may not fall below."""

    regular: Money
    floor: Money | None = None


def asked(base: Base, reducing: Iterable[Reducing], at: datetime) -> Priced:
    """Return what is asked of everybody at an instant, as the line that would say so.

    Of several reductions the one with the lowest price holds; they never add up. Where two give the same
    price the older one keeps it. None brings a price below its floor, and one that lowers nothing is none.
    """
    best = Priced(at, base.regular)
    for one in sorted(reducing, key=lambda one: (one.starts, one.reduction)):
        reduced = one.terms.of(base.regular) if one.holds(at) else base.regular
        if base.floor is not None:
            reduced = max(reduced, base.floor)
        if reduced < best.amount:
            best = Priced(at, reduced, one.reduction, one.campaign)
    return best


def unfolded(last: Priced, base: Base, reducing: Sequence[Reducing], until: datetime) -> list[Priced]:
    """Return the lines that follow `last` by themselves up to and including `until`.

    One for each instant at which a reduction starts or ends and the price, or what it is owed to, becomes
    another. Whoever writes them late writes the same lines as whoever was on time.
    """
    instants = {edge for one in reducing for edge in (one.starts, one.ends) if last.since < edge <= until}
    lines: list[Priced] = []
    for instant in [*sorted(instants), max(until, last.since)]:
        line, before = asked(base, reducing, instant), lines[-1] if lines else last
        if (line.amount, line.reduction) != (before.amount, before.reduction):
            lines.append(line)
    return lines


def soonest(at: datetime) -> datetime:
    """Return the first whole minute at which something may start or end that is decided now.

    Half a minute ahead at least: by then it is written, and whoever reads a price reads the same.
    """
    later = at + LEAD
    whole = later.replace(second=0, microsecond=0)
    return whole if whole == later else whole + MINUTE

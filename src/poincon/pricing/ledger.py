"""The one place where prices are written: current prices under lock, and the lines that they grow by."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection

from poincon.foundation.facts import announce
from poincon.kernel.money import Money
from poincon.kernel.refusal import Refusal
from poincon.pricing.events import PriceChanged
from poincon.pricing.models import CurrentPrice, Price
from poincon.pricing.queries.standing import Standing, standings
from poincon.pricing.rules import Priced, unfolded
from poincon.pricing.states import Cause

SHOP = "shop"
# One parameter for each column: a statement of its own for each row would take ten times as long.
UPDATE = """
UPDATE pricing_currentprice AS now
   SET amount_minor = told.amount, regular_minor = told.regular, floor_minor = told.floor, since = told.since,
       currency = told.currency, reduction_id = told.reduction, set_by_id = told.set_by
  FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[], %s::timestamptz[], %s::text[],
              %s::bigint[], %s::bigint[])
       AS told (variant, amount, regular, floor, since, currency, reduction, set_by)
 WHERE now.variant_id = told.variant
"""


class PriceNotPositive(Refusal):
    """A piece costs something."""

    code = "price_not_positive"
    status = 422


class PriceBelowFloor(Refusal):
    """The house never asks as little as that for this piece; `floor` is the least that it asks."""

    code = "price_below_floor"
    status = 422


class FloorAbovePrice(Refusal):
    """Less than that is asked already, without any reduction."""

    code = "floor_above_price"
    status = 422


@dataclass(frozen=True, slots=True)
class Hand:
    """Who writes, and why; in which bulk edit if in one."""

    actor: str
    cause: Cause
    edit: int | None = None


def refuse_nothing(amount: Money, variant_id: int) -> None:
    """Raise PriceNotPositive for what is no price."""
    if amount.minor <= 0:
        raise PriceNotPositive(variant_id=variant_id)


class Ledger:
    """Some variants' prices, locked in the order of their ids until the transaction ends.

    Whatever is done, lines that reductions have brought about meanwhile come first, at their own instants.
    Nothing is written before `close`.
    """

    def __init__(self, variant_ids: Iterable[int], *, at: datetime, turned_by: Hand | None = None) -> None:
        """Lock; `turned_by` is who brings about what changes at this very instant, the shop if nobody."""
        ids = CurrentPrice.objects.filter(pk__in=set(variant_ids)).order_by("pk")
        self.at, self.turned_by = at, turned_by
        self.standings = standings(ids.select_for_update().values_list("pk", flat=True), at=at)
        self._before = {pk: one.last for pk, one in self.standings.items()}
        self._lines: list[tuple[Standing, Price, bool]] = []
        self._touched: set[int] = set()
        for one in self.standings.values():
            self._turn(one)

    def set(self, variant_id: int, regular: Money, hand: Hand) -> bool:
        """Ask another regular price from now on; False when it is that already.

        Raises PriceNotPositive or PriceBelowFloor.
        """
        refuse_nothing(regular, variant_id)
        one = self.standings[variant_id]
        if regular == one.base.regular:
            return False
        if one.base.floor is not None and regular < one.base.floor:
            raise PriceBelowFloor(variant_id=variant_id, floor=one.base.floor)
        one.base = replace(one.base, regular=regular)
        self._add(one, one.at(self.at), hand, sets=True)
        return True

    def set_floor(self, variant_id: int, floor: Money | None, hand: Hand) -> None:
        """Never ask less than that from now on, or lift the floor. Raises FloorAbovePrice."""
        one = self.standings[variant_id]
        if floor is not None:
            refuse_nothing(floor, variant_id)
            if floor > one.base.regular:
                raise FloorAbovePrice(variant_id=variant_id, regular=one.base.regular)
        one.base = replace(one.base, floor=floor)
        self._touched.add(variant_id)
        line = one.at(self.at)
        if _differs(line, one.last):
            self._add(one, line, hand)

    def close(self) -> dict[int, int]:
        """Write the lines and what now stands, and announce what changed.

        Returns the ids of the lines by which regular prices were set, by variant.
        """
        Price.objects.bulk_create([line for _, line, _ in self._lines])
        setting = {one.variant_id: line.pk for one, line, sets in self._lines if sets}
        for pk, line_id in setting.items():
            self.standings[pk].set_by = line_id
        self._keep([self.standings[pk] for pk in sorted(self._touched)])
        changed = [pk for pk in sorted(self._touched) if _differs(self.standings[pk].last, self._before[pk])]
        if changed:
            announce(*map(PriceChanged, changed), at=self.at)
        return setting

    def _turn(self, one: Standing) -> None:
        """Add what reductions have brought about since the newest line."""
        for line in unfolded(one.last, one.base, one.reducing, self.at):
            by_itself = Hand(SHOP, Cause.BEGUN if line.reduction else Cause.OVER)
            now = line.since == self.at and self.turned_by
            self._add(one, line, now or by_itself)

    def _add(self, one: Standing, line: Priced, hand: Hand, *, sets: bool = False) -> None:
        price = Price(
            variant_id=one.variant_id,
            amount_minor=line.amount.minor,
            regular_minor=one.base.regular.minor,
            currency=line.amount.currency,
            valid_from=line.since,
            reduction_id=line.reduction,
            edit_id=hand.edit,
            actor=hand.actor,
            cause=hand.cause,
        )
        self._lines.append((one, price, sets))
        one.last = line
        self._touched.add(one.variant_id)

    def _keep(self, touched: Sequence[Standing]) -> None:
        """Write how the touched ones stand now, in one statement."""
        columns = zip(*map(_columns, touched), strict=True)
        with connection.cursor() as cursor:
            if touched:
                cursor.execute(UPDATE, [list(column) for column in columns])


def _differs(line: Priced, other: Priced) -> bool:
    return (line.amount, line.reduction) != (other.amount, other.reduction)


def _columns(one: Standing) -> tuple[object, ...]:
    return (
        one.variant_id,
        one.last.amount.minor,
        one.base.regular.minor,
        one.base.floor.minor if one.base.floor else None,
        one.last.since,
        one.last.amount.currency,
        one.last.reduction,
        one.set_by,
    )

"""Questions to the stock; each asks the database once, whatever the number of variants."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Count, F, IntegerField, OuterRef, QuerySet, Subquery, Sum, Value, When
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce

from poincon.charter.queries import charter
from poincon.foundation.clock import local_day
from poincon.inventory import rules
from poincon.inventory.models import Hold, HoldLine, Stock, Unit
from poincon.inventory.states import Availability, HoldState, Stand, UnitState

NOTHING = Stand(Availability.SOLD_OUT, 0, 0, None)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the desk sees of one variant; `held` is set aside unpaid, `ahead` is ordered before it arrived."""

    counted: bool
    free: int
    held: int
    ahead: int
    restock_on: date | None
    restock_free: int


def availability(variant_ids: Iterable[int], *, at: datetime) -> dict[int, Stand]:
    """Return what a buyer may be told at that instant; every id asked for has an answer.

    Pieces of a hold past its time count as free, whether or not anybody has cleared it away yet.
    """
    ids = set(variant_ids)
    rows = _stocks(ids, at).values("pk", "restock_on", "here", "expected")
    found = {row["pk"]: _stand(row, local_day(at)) for row in rows}
    return {pk: found.get(pk, NOTHING) for pk in ids}


def sheets(variant_ids: Iterable[int], *, at: datetime) -> dict[int, Sheet]:
    """Return the desk's view of the variants that have ever had stock."""
    rows = _stocks(set(variant_ids), at).annotate(
        held=_quantity(HoldLine.objects.filter(hold__state=HoldState.HELD, from_restock=False)) - F("lapsed"),
        ahead=_sum_of(_waiting(), F("quantity") - F("filled")),
    )
    columns = ("pk", "counted", "here", "held", "ahead", "restock_on", "restock_free")
    return {pk: Sheet(*values) for pk, *values in rows.values_list(*columns)}


def is_filled(hold_id: int) -> bool:
    """Tell whether every piece of the hold is here, so that it can be prepared (R054)."""
    return not HoldLine.objects.filter(hold_id=hold_id, from_restock=True, filled__lt=F("quantity")).exists()


def promised_days(hold_id: int) -> dict[int, date]:
    """Return, for the variants of a hold that are still to arrive, the day now expected."""
    rows = HoldLine.objects.filter(hold_id=hold_id, from_restock=True, filled__lt=F("quantity"))
    pairs = rows.values_list("variant_id", "variant__stock__restock_on")
    return {variant_id: on for variant_id, on in pairs if on}


def serials(hold_id: int) -> dict[int, list[str]]:
    """Return the serial numbers of the units that a hold has, by variant."""
    found: dict[int, list[str]] = {}
    for variant_id, serial in (
        Unit.objects.filter(hold_id=hold_id).order_by("id").values_list("variant_id", "serial")
    ):
        found.setdefault(variant_id, []).append(serial)
    return found


def hold(hold_id: int) -> Hold:
    """Return a hold as it stands; raises Hold.DoesNotExist."""
    return Hold.objects.get(pk=hold_id)


def _stocks(ids: set[int], at: datetime) -> QuerySet[Any]:
    """Annotate stock with what is `here` to sell and `expected`, both with the `lapsed` holds' pieces."""
    units = Unit.objects.filter(variant=OuterRef("pk"), state=UnitState.FREE).order_by().values("variant")
    due = HoldLine.objects.filter(hold__state=HoldState.HELD, hold__expires_at__lte=at)
    on_shelf = Case(
        When(counted=True, then=F("free")),
        default=Coalesce(Subquery(units.annotate(n=Count("*")).values("n")), Value(0)),
        output_field=IntegerField(),
    )
    return Stock.objects.filter(pk__in=ids).annotate(
        lapsed=_quantity(due.filter(from_restock=False)),
        here=on_shelf + F("lapsed"),
        expected=F("restock_free") + _sum_of(due.filter(from_restock=True), F("quantity") - F("filled")),
    )


def _waiting() -> QuerySet[HoldLine]:
    return HoldLine.objects.filter(
        from_restock=True, filled__lt=F("quantity"), hold__state__in=[HoldState.HELD, HoldState.CLAIMED]
    )


def _quantity(lines: QuerySet[HoldLine]) -> Coalesce:
    return _sum_of(lines, F("quantity"))


def _sum_of(lines: QuerySet[HoldLine], amount: F | CombinedExpression) -> Coalesce:
    grouped = lines.filter(variant=OuterRef("pk")).order_by().values("variant")
    total = Subquery(grouped.annotate(n=Sum(amount)).values("n"), output_field=IntegerField())
    return Coalesce(total, Value(0))


def _stand(row: dict[str, Any], today: date) -> Stand:
    return rules.stand(
        free=row["here"],
        restock_free=row["expected"],
        restock_on=row["restock_on"],
        today=today,
        sells_ahead=charter().stock.sells_ahead,
    )

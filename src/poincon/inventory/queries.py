"""Questions to the stock; each asks the database once, whatever the number of variants."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, Count, F, IntegerField, OuterRef, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

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
    found = {row.pk: _stand(row, local_day(at)) for row in _stocks(ids, at)}
    return {pk: found.get(pk, NOTHING) for pk in ids}


def sheets(variant_ids: Iterable[int], *, at: datetime) -> dict[int, Sheet]:
    """Return the desk's view of the variants that have ever had stock."""
    rows = _stocks(set(variant_ids), at).annotate(
        held_now=_lines(hold__state=HoldState.HELD, from_restock=False) - F("lapsed"),
        ahead_now=_sum_of(_waiting(), F("quantity") - F("filled")),
    )
    return {
        row.pk: Sheet(row.counted, row.here, row.held_now, row.ahead_now, row.restock_on, row.restock_free)
        for row in rows
    }


def is_filled(hold_id: int) -> bool:
    """Tell whether every piece of the hold is here, so that it can be prepared (R054)."""
    return not HoldLine.objects.filter(hold_id=hold_id, from_restock=True, filled__lt=F("quantity")).exists()


def promised_days(hold_id: int) -> dict[int, date]:
    """Return, for the variants of a hold that are still to arrive, the day now expected."""
    rows = HoldLine.objects.filter(
        hold_id=hold_id, from_restock=True, filled__lt=F("quantity"), variant__stock__restock_on__isnull=False
    )
    return dict(rows.values_list("variant_id", "variant__stock__restock_on"))


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


def _stocks(ids: set[int], at: datetime) -> QuerySet[Stock]:
    units = Unit.objects.filter(variant=OuterRef("pk"), state=UnitState.FREE).order_by().values("variant")
    due = {"hold__state": HoldState.HELD, "hold__expires_at__lte": at}
    return Stock.objects.filter(pk__in=ids).annotate(
        lapsed=_lines(from_restock=False, **due),
        lapsed_ahead=_sum_of(HoldLine.objects.filter(from_restock=True, **due), F("quantity") - F("filled")),
        here=Case(
            When(counted=True, then=F("free")),
            default=Coalesce(Subquery(units.annotate(n=Count("*")).values("n")), Value(0)),
            output_field=IntegerField(),
        )
        + F("lapsed"),
    )


def _waiting() -> QuerySet[HoldLine]:
    return HoldLine.objects.filter(
        from_restock=True, filled__lt=F("quantity"), hold__state__in=[HoldState.HELD, HoldState.CLAIMED]
    )


def _lines(**conditions: object) -> Coalesce:
    return _sum_of(HoldLine.objects.filter(**conditions), F("quantity"))


def _sum_of(lines: QuerySet[HoldLine], amount: object) -> Coalesce:
    grouped = lines.filter(variant=OuterRef("pk")).order_by().values("variant")
    return Coalesce(
        Subquery(grouped.annotate(n=Sum(amount)).values("n"), output_field=IntegerField()), Value(0)
    )


def _stand(row: Stock, today: date) -> Stand:
    return rules.stand(
        free=row.here,
        restock_free=row.restock_free + row.lapsed_ahead,
        restock_on=row.restock_on,
        today=today,
    )

"""Questions to the stock; each asks the database once, whatever the number of variants."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce

from poincon.catalogue import queries as catalogue
from poincon.charter.queries import charter
from poincon.foundation import journal
from poincon.foundation.clock import local_day
from poincon.inventory import rules
from poincon.inventory.models import Hold, HoldLine, Stock, Unit
from poincon.inventory.states import Availability, HoldState, Stand, UnitState

NOTHING = Stand(Availability.SOLD_OUT, 0, 0, None)
# What `_stocks` asks, written out: every piece page and every look at a cart asks it, and making the
# question through the ORM takes five times as long as answering it. What varies is selected, so that it is
# no part of the plan, which is then made once for each connection.
STANDING = f"""
SELECT s.variant_id,
       CASE WHEN s.counted THEN s.free
            ELSE (SELECT count(*) FROM inventory_unit u
                   WHERE u.variant_id = s.variant_id AND u.state = '{UnitState.FREE}')
       END + coalesce(due.here, 0),
       s.restock_free + coalesce(due.expected, 0),
       s.restock_on
  FROM inventory_stock s
  LEFT JOIN LATERAL (
       SELECT sum(l.quantity) FILTER (WHERE NOT l.from_restock) AS here,
              sum(l.quantity - l.filled) FILTER (WHERE l.from_restock) AS expected
         FROM inventory_holdline l JOIN inventory_hold h ON h.id = l.hold_id
        WHERE l.variant_id = s.variant_id AND h.state = '{HoldState.HELD}'
          AND h.expires_at <= (SELECT %s::timestamptz)) due ON TRUE
 WHERE s.variant_id = ANY((SELECT %s::bigint[])::bigint[])
"""  # noqa: S608 - made of this file's words

# What should be in the house: free, and of each hold what has not left in a parcel.
IN_HOUSE = """
SELECT s.variant_id,
       CASE WHEN s.counted THEN s.free
            ELSE (SELECT count(*) FROM inventory_unit u WHERE u.variant_id = s.variant_id AND u.state = %s)
       END + coalesce(sold.here, 0)
  FROM inventory_stock s
  LEFT JOIN LATERAL (
       SELECT sum(CASE WHEN l.from_restock THEN l.filled ELSE l.quantity END - l.gone) AS here
         FROM inventory_holdline l JOIN inventory_hold h ON h.id = l.hold_id
        WHERE l.variant_id = s.variant_id AND h.state = ANY(%s)) sold ON TRUE
 WHERE %s::bigint[] IS NULL OR s.variant_id = ANY(%s)
"""
CORRECTING = ("recount", "write_off", "put_up")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the desk sees of one variant; `held` is set aside unpaid, `ahead` is ordered before it arrived."""

    counted: bool
    free: int
    held: int
    ahead: int
    restock_on: date | None
    restock_free: int


NO_SHEET = Sheet(counted=False, free=0, held=0, ahead=0, restock_on=None, restock_free=0)


def availability(variant_ids: Iterable[int], *, at: datetime) -> dict[int, Stand]:
    """Return what a buyer may be told at that instant; every id asked for has an answer.

    Pieces of a hold past its time count as free, whether or not anybody has cleared it away yet.
    """
    ids = set(variant_ids)
    with connection.cursor() as cursor:
        cursor.execute(STANDING, [at, list(ids)])
        rows = cursor.fetchall()
    today = local_day(at)
    found = {pk: _stand(here, expected, restock_on, today) for pk, here, expected, restock_on in rows}
    return {pk: found.get(pk, NOTHING) for pk in ids}


def sheets(variant_ids: Iterable[int], *, at: datetime) -> dict[int, Sheet]:
    """Return the desk's view of the variants that have ever had stock."""
    rows = _stocks(set(variant_ids), at).annotate(
        held=_quantity(HoldLine.objects.filter(hold__state=HoldState.HELD, from_restock=False)) - F("lapsed"),
        ahead=_sum_of(_waiting(), F("quantity") - F("filled")),
    )
    columns = ("pk", "counted", "here", "held", "ahead", "restock_on", "restock_free")
    return {pk: Sheet(*values) for pk, *values in rows.values_list(*columns)}


def low(most_free: int, *, most: int) -> list[int]:
    """Return variants on sale of which at most so many are free, at most `most` of them, the emptiest first.

    Those that never had any stock are among them.
    """
    units = Unit.objects.filter(variant=OuterRef("pk"), state=UnitState.FREE).order_by().values("variant")
    free = Coalesce(
        Subquery(units.annotate(n=Count("*")).values("n")),
        F("stock__free"),
        Value(0),
        output_field=IntegerField(),
    )
    rows = catalogue.on_sale().annotate(here=free).filter(here__lte=most_free)
    return list(rows.order_by("here", "-pk").values_list("pk", flat=True)[:most])


def awaited(*, most: int) -> dict[int, date]:
    """Return the days of restock with pieces still sold ahead or promised, by variant, the next first."""
    ahead = _waiting().filter(variant=OuterRef("pk"))
    rows = Stock.objects.filter(Q(restock_free__gt=0) | Exists(ahead), restock_on__isnull=False)
    days = rows.order_by("restock_on", "pk").values_list("pk", "restock_on")[:most]
    return {pk: on for pk, on in days if on}


def is_filled(hold_id: int) -> bool:
    """Tell whether every piece of the hold is here, so that it can be prepared (R054)."""
    return not HoldLine.objects.filter(hold_id=hold_id, from_restock=True, filled__lt=F("quantity")).exists()


def unfilled(hold_ids: Iterable[int]) -> set[int]:
    """Return which of these holds wait for pieces to arrive."""
    return set(_waiting().filter(hold__in=list(hold_ids)).values_list("hold", flat=True))


def promised_days(hold_id: int) -> dict[int, date]:
    """Return, for the variants of a hold that are still to arrive, the day now expected."""
    return {variant_id: on for variant_id, on in waited_for(hold_id).items() if on}


def waited_for(hold_id: int) -> dict[int, date | None]:
    """Return the variants of a hold that are still to arrive, each with the day now expected if one is."""
    rows = HoldLine.objects.filter(hold_id=hold_id, from_restock=True, filled__lt=F("quantity"))
    return dict(rows.values_list("variant_id", "variant__stock__restock_on"))


def on_shelves(variant_id: int) -> int:
    """Return how many pieces of a variant should be in the house: free, set aside, and sold but not sent."""
    return in_house([variant_id]).get(variant_id, 0)


def in_house(variant_ids: Iterable[int] | None = None) -> dict[int, int]:
    """Return how many pieces there should be of each variant that has stock; of all of them without ids.

    One look at one instant: a piece that is being sold meanwhile is counted once.
    """
    ids = None if variant_ids is None else list(variant_ids)
    with connection.cursor() as cursor:
        cursor.execute(IN_HOUSE, [UnitState.FREE, [HoldState.HELD, HoldState.CLAIMED], ids, ids])
        return dict(cursor.fetchall())


def corrections(variant_id: int) -> int:
    """Return how often the books of a variant were set right: found, missing, or counted anew."""
    return journal.entries(f"variant:{variant_id}").filter(verb__in=CORRECTING).count()


def house_and_corrections(variant_id: int) -> tuple[int, int]:
    """Return how many pieces of a variant there should be, and how often that was set right by then."""
    before = corrections(variant_id)
    while True:
        house, after = on_shelves(variant_id), corrections(variant_id)
        if before == after:
            return house, after
        before = after


def awaiting(variant_ids: Iterable[int]) -> list[int]:
    """Return the holds that wait for pieces of these variants to arrive, in the order of their places."""
    rows = _waiting().filter(variant__in=set(variant_ids)).order_by("id")
    return list(dict.fromkeys(rows.values_list("hold", flat=True)))


def owed(variant_id: int) -> int:
    """Return how many pieces of a variant its buyers wait for."""
    rows = _waiting().filter(variant=variant_id)
    return rows.aggregate(n=Sum(F("quantity") - F("filled")))["n"] or 0


def would_learn(days: Mapping[int, date | None]) -> int:
    """Return how many orders ahead would learn another day if these variants came on these days.

    The last of its pieces gives an order its day; it has none while one of them has none.
    """
    lines = HoldLine.objects.filter(hold__in=awaiting(days), from_restock=True, filled__lt=F("quantity"))
    holds: dict[int, list[tuple[date | None, date | None]]] = {}
    for hold_id, pk, known in lines.values_list("hold", "variant", "variant__stock__restock_on"):
        holds.setdefault(hold_id, []).append((known, days.get(pk, known)))
    return sum(_last(now for now, _ in of) != _last(then for _, then in of) for of in holds.values())


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


def _last(days: Iterable[date | None]) -> date | None:
    known = list(days)
    dated = [day for day in known if day is not None]
    return max(dated) if len(dated) == len(known) else None


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


def _stand(here: int, expected: int, restock_on: date | None, today: date) -> Stand:
    return rules.stand(
        free=here,
        restock_free=expected,
        restock_on=restock_on,
        today=today,
        sells_ahead=charter().stock.sells_ahead,
    )

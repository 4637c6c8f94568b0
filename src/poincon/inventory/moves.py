"""The row-level moves of stock that actions are made of; each expects the caller's transaction."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db.models import F, QuerySet

from poincon.foundation.facts import announce
from poincon.inventory import rules
from poincon.inventory.events import HoldFilled
from poincon.inventory.models import Hold, HoldLine, Stock, Unit
from poincon.inventory.states import HoldState, Opening, UnitState

AT_ONCE = 2_000


def stocks_of(variant_ids: Iterable[int]) -> dict[int, Stock]:
    """Return the stock rows by variant, unlocked: what may change in them is decided by the updates."""
    return Stock.objects.in_bulk(list(variant_ids))


def open_stock(variant_id: int, *, counted: bool) -> Stock:
    """Return the locked stock row of a variant, made if need be."""
    Stock.objects.bulk_create([Stock(variant_id=variant_id, counted=counted)], ignore_conflicts=True)
    return Stock.objects.select_for_update().get(pk=variant_id)


def open_many(openings: Sequence[Opening]) -> None:
    """Make the stock rows and units of variants that have none yet."""
    stocks = [_opened(one) for one in openings]
    Stock.objects.bulk_create(stocks, batch_size=AT_ONCE)
    few = (one for one in openings if not rules.counted(one.free))
    units = (
        Unit(variant_id=one.variant_id, serial=f"{n:05d}") for one in few for n in range(1, one.free + 1)
    )
    Unit.objects.bulk_create(units, batch_size=AT_ONCE)


def _opened(one: Opening) -> Stock:
    counted = rules.counted(one.free)
    return Stock(
        variant_id=one.variant_id,
        counted=counted,
        free=one.free if counted else 0,
        restock_on=one.restock_on,
        restock_free=one.restock_free,
    )


def take(
    hold: Hold, stock: Stock | None, quantity: int, *, ahead_from: date | None, at: datetime
) -> HoldLine | int:
    """Move pieces into a hold; returns its line for the caller to store, or how many one could have had.

    A line that is ordered ahead is stored already, to have its place in the queue. Pieces to come count when
    they are due on `ahead_from` or later, and not at all without it.
    """
    if stock is None:
        return 0
    free = take_counted(stock, quantity) if stock.counted else _take_units(hold, stock, quantity)
    ahead = free == 0 and _take_ahead(stock, quantity, ahead_from)
    if free is None or ahead:
        line = HoldLine(hold=hold, variant_id=stock.pk, quantity=quantity, from_restock=ahead)
        if ahead:  # a delivery may have come in between our look at the shelf and our place in the queue
            line.save(force_insert=True)
            serve_waiting(Stock.objects.select_for_update().get(pk=stock.pk), at=at)
        return line
    return free or _expected(stock, ahead_from)


def give_back(line: HoldLine, *, at: datetime) -> None:
    """Free what one line of a stepped-back hold had; pieces go to those who wait for them first."""
    stock = Stock.objects.select_for_update().get(pk=line.variant_id)
    line.refresh_from_db(fields=["filled"])
    here = line.filled if line.from_restock else line.quantity
    if stock.counted:
        _change(stock, free=here)
    else:
        Unit.objects.filter(hold_id=line.hold_id, variant_id=line.variant_id).update(
            state=UnitState.FREE, hold=None
        )
    if line.from_restock and stock.restock_on:
        _change(stock, restock_free=line.quantity - line.filled)
    serve_waiting(stock, at=at)


def add(stock: Stock, quantity: int) -> None:
    """Put new pieces on the shelf; units are numbered on from the last."""
    if stock.counted:
        _change(stock, free=quantity)
        return
    last = Unit.objects.filter(variant_id=stock.pk).count()
    numbers = range(last + 1, last + quantity + 1)
    Unit.objects.bulk_create(Unit(variant_id=stock.pk, serial=f"{number:05d}") for number in numbers)


def remove(stock: Stock, quantity: int) -> int:
    """Take free pieces off the shelf for good, and return how many: at most as many as there are."""
    if stock.counted:
        removed = min(quantity, stock.free)
        _change(stock, free=-removed)
        return removed
    ids = _lock_units(stock.pk, quantity, skip_locked=False)
    return Unit.objects.filter(pk__in=ids).update(state=UnitState.REMOVED)


def take_from_buyer(stock: Stock, line: HoldLine, quantity: int) -> None:
    """Note that pieces of a sold line are not there; it waits for others, at the place of its purchase."""
    if not stock.counted:
        mine = Unit.objects.filter(hold_id=line.hold_id, variant_id=stock.pk, state=UnitState.TAKEN)
        ids = list(mine.select_for_update().order_by("-id").values_list("pk", flat=True)[:quantity])
        Unit.objects.filter(pk__in=ids).update(state=UnitState.REMOVED, hold=None)
    line.filled = line.here + line.gone - quantity
    line.from_restock = True
    line.save(update_fields=["filled", "from_restock"])
    _change(stock, restock_free=-min(quantity, stock.restock_free))


def free_now(stock: Stock) -> int:
    """Return how many pieces are free, of a stock row that is locked."""
    return stock.free if stock.counted else _free_units(stock.pk).count()


def serve_waiting(stock: Stock, *, at: datetime) -> int:
    """Give free pieces to the lines that were ordered ahead, oldest first; returns how many went."""
    served = 0
    for line in _waiting(stock).order_by("id"):
        given = min(free_now(stock), line.quantity - line.filled)
        if not given:
            break
        served += _fill(stock, line, given, at=at)
    return served


def reduce_expected(stock: Stock, arrived: int) -> None:
    """Expect that many fewer; a restock that has wholly arrived, for everyone, has no day any more."""
    _change(stock, restock_free=-min(arrived, stock.restock_free))
    if not stock.restock_free and not _waiting(stock).exists():
        stock.restock_on = None
        stock.save(update_fields=["restock_on"])


def _waiting(stock: Stock) -> QuerySet[HoldLine]:
    """Return the lines that were ordered ahead and have not got all their pieces."""
    return HoldLine.objects.filter(
        variant_id=stock.pk,
        from_restock=True,
        filled__lt=F("quantity"),
        hold__state__in=[HoldState.HELD, HoldState.CLAIMED],
    )


def take_counted(stock: Stock, quantity: int) -> int | None:
    """Take from the count in one update that is its own condition; how many are left when it is too few."""
    enough = Stock.objects.filter(pk=stock.pk, free__gte=quantity)
    if enough.update(free=F("free") - quantity):
        return None
    return Stock.objects.values_list("free", flat=True).get(pk=stock.pk)


def _take_units(hold: Hold, stock: Stock, quantity: int) -> int | None:
    ids = pick_units(stock.pk, quantity)
    if len(ids) < quantity:
        return len(ids)
    Unit.objects.filter(pk__in=ids).update(state=UnitState.TAKEN, hold=hold)
    return None


def pick_units(variant_id: int, quantity: int) -> list[int]:
    """Lock free units, and return at most `quantity` of their ids.

    A buyer of one piece passes over those that rivals have locked, and waits for them only when no
    other is left, so that nobody is told "sold out" because of a buyer who then gives up. Whoever
    wants several locks them in id order from the start: two who each had some while waiting for the
    other's would never end.
    """
    passing = _lock_units(variant_id, quantity, skip_locked=True) if quantity == 1 else []
    return passing or _lock_units(variant_id, quantity, skip_locked=False)


def _take_ahead(stock: Stock, quantity: int, ahead_from: date | None) -> bool:
    promised = _promised(stock, ahead_from).filter(free=0, restock_free__gte=quantity)
    return bool(promised.update(restock_free=F("restock_free") - quantity))


def _expected(stock: Stock, ahead_from: date | None) -> int:
    return _promised(stock, ahead_from).values_list("restock_free", flat=True).first() or 0


def _promised(stock: Stock, ahead_from: date | None) -> QuerySet[Stock]:
    rows = Stock.objects.filter(pk=stock.pk)
    return rows.filter(restock_on__gte=ahead_from) if ahead_from else rows.none()


def _fill(stock: Stock, line: HoldLine, given: int, *, at: datetime) -> int:
    if stock.counted:
        _change(stock, free=-given)
    else:
        ids = _lock_units(stock.pk, given, skip_locked=True)
        given = Unit.objects.filter(pk__in=ids).update(state=UnitState.TAKEN, hold=line.hold_id)
    line.filled += given
    line.save(update_fields=["filled"])
    open_lines = HoldLine.objects.filter(hold_id=line.hold_id, from_restock=True, filled__lt=F("quantity"))
    if not open_lines.exists():
        announce(HoldFilled(line.hold_id), at=at)
    return given


def _free_units(variant_id: int) -> QuerySet[Unit]:
    return Unit.objects.filter(variant_id=variant_id, state=UnitState.FREE)


def _lock_units(variant_id: int, quantity: int, *, skip_locked: bool) -> list[int]:
    rows = _free_units(variant_id).select_for_update(skip_locked=skip_locked, no_key=True)
    return list(rows.order_by("id").values_list("pk", flat=True)[:quantity])


def _change(stock: Stock, *, free: int = 0, restock_free: int = 0) -> None:
    """Add to the columns of a locked stock row."""
    stock.free += free
    stock.restock_free += restock_free
    stock.save(update_fields=["free", "restock_free"])

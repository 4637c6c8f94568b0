"""What can be done with stock.

Locks are always taken in one order: holds by id, then stock rows, units and hold lines by variant id.
Every action is one transaction, or part of the caller's, and may be repeated: a kill at any moment
leaves either all of it or nothing.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from poincon.catalogue import queries as catalogue
from poincon.catalogue.actions import refuse_discontinued
from poincon.charter.promises import keeps
from poincon.charter.queries import charter
from poincon.foundation import journal
from poincon.foundation.clock import local_day
from poincon.foundation.facts import announce
from poincon.foundation.stepping import Overtaken, take_step
from poincon.inventory import moves, queries, rules
from poincon.inventory.events import (
    BackInStock,
    HoldLapsed,
    HoldShort,
    HoldYielded,
    RestockMoved,
    StockChanged,
)
from poincon.inventory.models import Hold, HoldLine, Stock
from poincon.inventory.states import HOLD_FLOW, HoldState, Opening
from poincon.kernel.refusal import Refusal

# Every purchase asks it and nearly always nothing is due. It is written out, since wording it through the ORM
# takes many times as long as answering it from the index of holds that have an end.
LOCK_DUE = f"""
SELECT h.*
  FROM inventory_hold h
 WHERE h.state = '{HoldState.HELD}' AND h.expires_at <= %s
   AND EXISTS (SELECT FROM inventory_holdline l WHERE l.hold_id = h.id AND l.variant_id = ANY(%s))
 ORDER BY h.id
   FOR UPDATE OF h SKIP LOCKED
"""  # noqa: S608 - made of this file's words

TRIES = 5


class SoldOut(Refusal):
    """Not enough is left; `variant_ids` lists where, and `free` says how many each could still give."""

    code = "sold_out"

    def __init__(self, free: dict[int, int]) -> None:
        self.free = free
        super().__init__(variant_ids=sorted(free), free=free)


class HoldGone(Refusal):
    """The pieces were released before they were claimed; they must be reserved again."""

    code = "hold_gone"


class HouseMoved(Refusal):
    """The books were set otherwise since somebody looked: `house` pieces now. Nothing has been booked."""

    code = "house_moved"


@keeps("orders.reservation_minutes")
@transaction.atomic(savepoint=False)
def reserve(*, wants: Mapping[int, int], subject: str, until: datetime | None, at: datetime) -> Hold:
    """Set pieces aside for `subject` until `until` (None: until somebody decides), all of them or none.

    A line is served from the pieces here or, where none is here, from those announced (R014). Holds past
    their time stand in nobody's way. Raises SoldOut, which undoes the caller's transaction as well: who
    means to go on without the pieces asks for them within a savepoint.
    """
    if not wants or min(wants.values()) < 1:
        raise ValueError("a hold is for at least one piece of each variant")
    due = _lock_due(wants, at)
    stocks = moves.stocks_of(set(wants))
    short = dict.fromkeys(catalogue.off_sale(wants), 0)
    ahead_from = local_day(at) if charter().stock.sells_ahead else None
    hold = Hold.objects.create(subject=subject, expires_at=until, created_at=at)
    returned = _step_back(due, "lapse", actor="shop", at=at, cause="expired")
    lines: list[HoldLine] = []
    for variant_id in sorted({*wants, *returned}):
        for line in returned.get(variant_id, ()):
            moves.give_back(line, at=at)
        if variant_id in wants and variant_id not in short:
            took = moves.take(hold, stocks.get(variant_id), wants[variant_id], ahead_from=ahead_from, at=at)
            if isinstance(took, HoldLine):
                lines.append(took)
            else:
                short[variant_id] = took
    if short:
        raise SoldOut(short)
    HoldLine.objects.bulk_create(line for line in lines if line.pk is None)
    announce(*_each(HoldLapsed, (one.pk for one in due)), *_each(StockChanged, {*wants, *returned}), at=at)
    return hold


@transaction.atomic
def claim(*, hold_id: int, at: datetime, actor: str = "shop") -> None:
    """Make the held pieces sold; a hold already claimed stays so.

    A hold past its time that nobody cleared away can still be claimed: its pieces went to nobody else.
    Raises HoldGone.
    """
    hold = Hold.objects.select_for_update().get(pk=hold_id)
    if hold.state == HoldState.CLAIMED:
        return
    if hold.state != HoldState.HELD:
        raise HoldGone(hold_id=hold_id)
    take_step(hold, HOLD_FLOW, "claim", actor=actor, at=at, expires_at=None)


def release(*, hold_id: int, at: datetime, cause: str, actor: str = "shop") -> bool:
    """Free the pieces of a hold that was not claimed; False when there was nothing left to free."""
    return _back(hold_id, HoldState.HELD, "release", actor=actor, at=at, cause=cause)


def put_back(*, hold_id: int, at: datetime, cause: str, actor: str = "shop") -> bool:
    """Return the pieces of a cancelled sale to stock; False when that was already done."""
    return _back(hold_id, HoldState.CLAIMED, "put_back", actor=actor, at=at, cause=cause)


@transaction.atomic
def extend(*, hold_id: int, until: datetime | None, at: datetime, actor: str = "shop") -> None:
    """Give a hold another end, never an earlier one; None holds until somebody decides. Raises HoldGone."""
    hold = Hold.objects.select_for_update().get(pk=hold_id)
    if hold.state != HoldState.HELD:
        raise HoldGone(hold_id=hold_id)
    if hold.expires_at is None or (until is not None and until <= hold.expires_at):
        return
    hold.expires_at = until
    hold.save(update_fields=["expires_at"])
    journal.write(subject=journal.subject_of(hold), verb="extend", actor=actor, at=at)


def lapse_due(*, at: datetime, limit: int = 500) -> int:
    """Free the pieces of holds whose time is up, each in a transaction of its own; returns how many holds."""
    due = Hold.objects.filter(state=HoldState.HELD, expires_at__lte=at).order_by("expires_at")
    ids = list(due.values_list("pk", flat=True)[:limit])
    return sum(_lapse(hold_id, at) for hold_id in ids)


def insist_on_buyers(*, variant_id: int, quantity: int) -> None:
    """Refuse more pieces of what is sold no longer than its buyers wait for (R004). Raises Discontinued."""
    if quantity > queries.owed(variant_id):
        refuse_discontinued(variant_id=variant_id)


@transaction.atomic
def receive(*, variant_id: int, quantity: int, actor: str, at: datetime, cause: str = "") -> None:
    """Book pieces in. Those who ordered ahead are served first, oldest first; the rest can be sold.

    The first delivery decides whether the variant is kept unit by unit or as a count. Raises Discontinued.
    """
    if quantity < 1:
        raise ValueError("a delivery brings at least one piece")
    insist_on_buyers(variant_id=variant_id, quantity=quantity)
    stock = moves.open_stock(variant_id, counted=rules.counted(quantity))
    moves.add(stock, quantity)
    served = moves.serve_waiting(stock, at=at)
    moves.reduce_expected(stock, quantity - served)
    journal.write(
        subject=f"variant:{variant_id}", verb="receive", after=str(quantity), actor=actor, at=at, cause=cause
    )
    announce(*_arrived(stock, more=served < quantity), at=at)


@transaction.atomic
def recount(*, variant_id: int, free: int, actor: str, at: datetime, cause: str) -> bool:
    """Set how many can be sold to what a file says; False when that is so already.

    A file tells of free pieces alone; who counted all those in the house books it with `count_house`.
    """
    if free < 0:
        raise ValueError("there cannot be fewer than no pieces")
    stock = moves.open_stock(variant_id, counted=rules.counted(free))
    before = moves.free_now(stock)
    if before == free:
        return False
    if free > before:
        moves.add(stock, free - before)
        served = moves.serve_waiting(stock, at=at)
    else:
        moves.remove(stock, before - free)
        served = 0
    journal.write(
        subject=f"variant:{variant_id}",
        verb="recount",
        before=str(before),
        after=str(free),
        actor=actor,
        at=at,
        cause=cause,
    )
    announce(*_arrived(stock, more=before < free - served), at=at)
    return True


@transaction.atomic
def put_up(*, variant_id: int, quantity: int, actor: str, at: datetime, cause: str) -> None:
    """Put found pieces on the shelf; nobody had expected them, so what is awaited stays awaited."""
    if quantity < 1:
        raise ValueError("at least one piece was found")
    stock = moves.open_stock(variant_id, counted=rules.counted(quantity))
    moves.add(stock, quantity)
    served = moves.serve_waiting(stock, at=at)
    subject = f"variant:{variant_id}"
    journal.write(subject=subject, verb="put_up", after=str(quantity), actor=actor, at=at, cause=cause)
    announce(*_arrived(stock, more=served < quantity), at=at)


def write_off(*, variant_id: int, quantity: int, actor: str, at: datetime, cause: str) -> int:
    """Book that pieces are not there any more; returns how many of them had been promised to buyers (R017).

    Free pieces go first, then those set aside and unpaid, whose reservation ends, then those of the latest
    buyers, who wait for others from then on at the place of their purchase: a HoldShort for each.
    """
    if quantity < 1:
        raise ValueError("at least one piece is missing")
    for _ in range(TRIES):
        with transaction.atomic():
            short = _write_off(variant_id, quantity, actor, at)
            if short is not None:
                subject = f"variant:{variant_id}"
                after = str(quantity)
                journal.write(subject=subject, verb="write_off", after=after, actor=actor, at=at, cause=cause)
                announce(StockChanged(variant_id), at=at)
                return short
            transaction.set_rollback(True)  # somebody bought meanwhile: look again at who has the pieces
    raise Overtaken(verb="write_off")


def count_house(
    *, variant_id: int, counted: int, actor: str, at: datetime, cause: str, seen: int | None = None
) -> int:
    """Set the books to what was counted in the house; returns how many missing pieces had been sold (R017).

    Counted are all the pieces, set aside or sold and not yet sent as well. What is found is put up, what is
    missing written off, so that a sold piece that is not there opens its case. Raises HouseMoved where the
    books say other than was `seen`, Discontinued for more of what is sold no longer.
    """
    if counted < 0:
        raise ValueError("there cannot be fewer than no pieces")
    for _ in range(TRIES):
        with transaction.atomic():
            house, corrected = queries.house_and_corrections(variant_id)
            if seen not in (None, house):
                raise HouseMoved(house=house, seen=seen)
            if counted == house:
                return 0
            short, more = 0, counted - house
            if more > 0:
                insist_on_buyers(variant_id=variant_id, quantity=more)
                put_up(variant_id=variant_id, quantity=more, actor=actor, at=at, cause=cause)
            else:
                short = write_off(variant_id=variant_id, quantity=-more, actor=actor, at=at, cause=cause)
            if queries.corrections(variant_id) == corrected + 1:
                return short
            transaction.set_rollback(True)  # a colleague set the books right meanwhile: compare anew
    raise Overtaken(verb="count_house")


def hand_out(*, hold_id: int, contents: Mapping[int, int]) -> None:
    """Note that pieces of a hold have left in a parcel: variant to quantity."""
    for variant_id, quantity in sorted(contents.items()):
        mine = HoldLine.objects.filter(hold_id=hold_id, variant_id=variant_id)
        mine.update(gone=F("gone") + quantity)


@transaction.atomic
def set_restock(*, variant_id: int, on: date | None, quantity: int, actor: str, at: datetime) -> None:
    """Say when pieces ordered from the supplier can be dispatched and how many may be sold ahead.

    `on=None` withdraws the promise for new buyers; who ordered ahead keeps the place. Raises Discontinued.
    """
    if quantity < 0:
        raise ValueError("there cannot be fewer than no pieces")
    if on and (quantity or not queries.owed(variant_id)):
        refuse_discontinued(variant_id=variant_id)
    stock = moves.open_stock(variant_id, counted=rules.counted(quantity))
    before = stock.restock_on.isoformat() if stock.restock_on else ""
    expected = quantity if on else 0
    if (stock.restock_on, stock.restock_free) == (on, expected):
        return
    stock.restock_on, stock.restock_free = on, expected
    stock.save(update_fields=["restock_on", "restock_free"])
    after = on.isoformat() if on else ""
    subject = f"variant:{variant_id}"
    journal.write(subject=subject, verb="set_restock", before=before, after=after, actor=actor, at=at)
    announce(*([RestockMoved(variant_id)] if before != after else []), StockChanged(variant_id), at=at)


@transaction.atomic
def open_many(*, openings: Iterable[Opening], actor: str, at: datetime) -> None:
    """Put the first stock of many new variants on the shelves; announces nothing, the window is rebuilt."""
    opened = list(openings)
    moves.open_many(opened)
    journal.write(subject="stock", verb="open_many", after=str(len(opened)), actor=actor, at=at)


def _lock_sold(variant_id: int) -> list[HoldLine]:
    """Lock the holds that have pieces of a variant in the house, and return their lines, the latest first."""
    states = [HoldState.HELD, HoldState.CLAIMED]
    lines = HoldLine.objects.filter(variant=variant_id, hold__state__in=states)
    ids = lines.values_list("hold", flat=True)
    held = Hold.objects.select_for_update().filter(pk__in=list(ids), state__in=states).in_bulk()
    found = list(lines.filter(hold__in=held).order_by("-id"))
    for line in found:
        line.hold = held[line.hold_id]
    return [line for line in found if line.here > 0]


def _write_off(variant_id: int, quantity: int, actor: str, at: datetime) -> int | None:
    """Take missing pieces away; None when they went to buyers whose holds are not locked yet."""
    lines = _lock_sold(variant_id)
    stock = moves.open_stock(variant_id, counted=rules.counted(quantity))
    left = quantity - moves.remove(stock, quantity)
    for line in [one for one in lines if one.hold.state == HoldState.HELD]:
        if left:
            _back(line.hold_id, HoldState.HELD, "release", actor=actor, at=at, cause="short")
            announce(HoldYielded(line.hold_id), at=at)
            stock.refresh_from_db()
            left -= moves.remove(stock, left)
    if left and _has_others(variant_id, lines):
        return None
    return _take_from_buyers(stock, lines, left, at)


def _has_others(variant_id: int, lines: Iterable[HoldLine]) -> bool:
    states = [HoldState.HELD, HoldState.CLAIMED]
    others = HoldLine.objects.filter(variant=variant_id, hold__state__in=states)
    return any(one.here > 0 for one in others.exclude(pk__in=[line.pk for line in lines]))


def _take_from_buyers(stock: Stock, lines: Iterable[HoldLine], missing: int, at: datetime) -> int:
    left = missing
    for line in lines:
        taken = min(left, line.here) if line.hold.state == HoldState.CLAIMED else 0
        if taken:
            moves.take_from_buyer(stock, line, taken)
            announce(HoldShort(line.hold_id, stock.pk, taken), at=at)
            left -= taken
    return missing - left


def _arrived(stock: Stock, *, more: bool) -> list[BackInStock | StockChanged]:
    """Return what is to be told of a shelf that was changed; `more` when there is more on it to sell."""
    return [*([BackInStock(stock.pk)] if more else []), StockChanged(stock.pk)]


@transaction.atomic
def _back(hold_id: int, state: HoldState, verb: str, *, actor: str, at: datetime, cause: str) -> bool:
    hold = Hold.objects.select_for_update().get(pk=hold_id)
    if hold.state != state:
        return False
    returned = _step_back([hold], verb, actor=actor, at=at, cause=cause)
    for variant_id in sorted(returned):
        for line in returned[variant_id]:
            moves.give_back(line, at=at)
    announce(*_each(StockChanged, returned), at=at)
    return True


@transaction.atomic
def _lapse(hold_id: int, at: datetime) -> bool:
    due = Hold.objects.filter(pk=hold_id, state=HoldState.HELD, expires_at__lte=at)
    if not due.select_for_update(skip_locked=True):
        return False
    _back(hold_id, HoldState.HELD, "lapse", actor="shop", at=at, cause="expired")
    announce(HoldLapsed(hold_id), at=at)
    return True


def _lock_due(variant_ids: Iterable[int], at: datetime) -> list[Hold]:
    """Lock the holds of these whose time is up; one that somebody is claiming right now is left to them."""
    return list(Hold.objects.raw(LOCK_DUE, [at, list(variant_ids)]))


def _step_back(
    holds: list[Hold], verb: str, *, actor: str, at: datetime, cause: str
) -> dict[int, list[HoldLine]]:
    """Step the holds and return their lines by variant, for the caller to give back in variant order."""
    for hold in holds:
        take_step(hold, HOLD_FLOW, verb, actor=actor, at=at, cause=cause)
    found: dict[int, list[HoldLine]] = {}
    for line in HoldLine.objects.filter(hold__in=holds).order_by("id"):
        found.setdefault(line.variant_id, []).append(line)
    return found


def _each[F: (StockChanged, HoldLapsed)](kind: type[F], ids: Iterable[int]) -> list[F]:
    return [kind(pk) for pk in sorted(ids)]

"""Changing what is made of a piece for its wearer, after the order and before the work on it."""

from datetime import datetime

from django.db import transaction

from poincon.catalogue import queries as catalogue
from poincon.catalogue import rules
from poincon.catalogue.rules import Engraving, Measure, Wish
from poincon.foundation import journal
from poincon.foundation.facts import announce
from poincon.kernel.refusal import Refusal
from poincon.orders import locking
from poincon.orders.actions.life import OrderEnded
from poincon.orders.events import OrderRemade
from poincon.orders.models import Order, OrderLine
from poincon.orders.states import Life, Work


class TooLateToChange(Refusal):
    """The cut-off has passed: `until` was the last instant at which the customer could change it (R059)."""

    code = "too_late_to_change"


class WorkHasBegun(Refusal):
    """The piece is at the workshop, or further: what is cut is cut."""

    code = "work_has_begun"


class ChangedMeanwhile(Refusal):
    """Somebody has changed the same words or size since they were shown."""

    code = "changed_meanwhile"


class NotAnotherPrice(Refusal):
    """It would be another price: words were bought and none are left."""

    code = "not_another_price"
    status = 422


def reason_against(*, order: Order, at: datetime, at_desk: bool = False) -> Refusal | None:
    """Return why nothing can be changed at that instant: by the customer, or by the desk for them."""
    if order.life != Life.OPEN:
        return OrderEnded(life=order.life)
    if order.work != Work.WAITING:
        return WorkHasBegun(work=order.work)
    if not at_desk and at >= order.change_until:
        return TooLateToChange(until=order.change_until)
    return None


def change(*, order_id: int, line_id: int, wish: Wish, seen: int, actor: str, at: datetime) -> OrderLine:
    """Make a line otherwise at the customer's wish, until the cut-off, decided from the request (R059).

    `seen` is the round of what they were shown. Price, days and the notice that was ticked stay as they were.
    Raises TooLateToChange, WorkHasBegun, OrderEnded, ChangedMeanwhile, NotAnotherPrice, or why it cannot be
    made so (NotEngraved, SignNotEngraved, TooLongToEngrave, SizeNotMade); then nothing has changed.
    """
    return _remake(order_id, line_id, wish, seen, actor, at, at_desk=False)


def change_at_desk(
    *, order_id: int, line_id: int, wish: Wish, seen: int, actor: str, at: datetime
) -> OrderLine:
    """Make a line otherwise for a customer who asks the desk, until the work has begun; refused as above."""
    return _remake(order_id, line_id, wish, seen, actor, at, at_desk=True)


def offers(*, line: OrderLine) -> tuple[Engraving | None, Measure | None]:
    """Return what the line was sold under: its engraving for ever, its sizes as they are made today."""
    engraving = catalogue.engraving_sold(line.engraving_id) if line.engraving_id else None
    return engraving, catalogue.variant_facts([line.variant_id])[line.variant_id].measure


def _remake(
    order_id: int, line_id: int, wish: Wish, seen: int, actor: str, at: datetime, *, at_desk: bool
) -> OrderLine:
    with transaction.atomic():
        order = locking.locked(order_id)
        if refusal := reason_against(order=order, at=at, at_desk=at_desk):
            raise refusal
        line = order.lines.select_related("making").get(pk=line_id, making__isnull=False)
        if line.making.round != seen:
            raise ChangedMeanwhile
        wanted = _checked(line, wish)
        if wanted != line.wish:
            _write(line, wanted, actor, at)
    return line


def _checked(line: OrderLine, wish: Wish) -> Wish:
    """Return the wish as it is made under the offers that the line was sold under."""
    before = line.wish
    engraving, measure = offers(line=line)
    words = rules.engraved(wish.words, wish.face, engraving)
    if before.words and not words:
        raise NotAnotherPrice
    same = wish.size_mm == before.size_mm
    size = before.size_mm if same else rules.sized(wish.size_mm, measure if before.size_mm else None)
    return Wish(words, wish.face if words else before.face, size)


def _write(line: OrderLine, wish: Wish, actor: str, at: datetime) -> None:
    making = line.making
    making.words, making.face, making.size_mm = wish.words, wish.face, wish.size_mm
    making.round += 1
    making.save(update_fields=["words", "face", "size_mm", "round"])
    journal.write(
        subject=f"order:{line.order_id}", verb="remake", field=f"line:{line.pk}", actor=actor, at=at
    )
    announce(OrderRemade(line.order_id, line.pk, making.round), at=at)

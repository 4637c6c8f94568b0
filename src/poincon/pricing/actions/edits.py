"""Bulk edits: reckoned first, confirmed as they were shown, applied in one job, and taken back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from poincon.foundation.stepping import end_work, take_step
from poincon.kernel.money import Money
from poincon.kernel.refusal import Refusal
from poincon.pricing.ledger import Hand, Ledger, PriceBelowFloor
from poincon.pricing.models import CurrentPrice, EditLine, PriceEdit
from poincon.pricing.queries import edits
from poincon.pricing.queries.standing import Standing
from poincon.pricing.rules import editing
from poincon.pricing.states import EDIT_FLOW, Cause, Change, EditState, Fate, Rounding

AT_ONCE = 500
NOTE = """
UPDATE pricing_editline AS line SET fate = told.fate, written_id = COALESCE(told.written, line.written_id)
  FROM unnest(%s::bigint[], %s::text[], %s::bigint[]) AS told (id, fate, written)
 WHERE line.id = told.id
"""


class EditEmpty(Refusal):
    """Nothing that was chosen would cost something else than now."""

    code = "edit_empty"
    status = 422


class EditOvertaken(Refusal):
    """Prices have been set by others since the preview was reckoned."""

    code = "edit_overtaken"


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be done to regular prices: whole percent or minor units, below nought to lower them."""

    change: Change
    value: int
    rounding: Rounding


@transaction.atomic
def draft(*, told: Draft, shares: Mapping[int, int | None], actor: str, at: datetime) -> PriceEdit:
    """Reckon a bulk edit that nobody sees yet; a variant may have a new price of its own.

    Raises EditEmpty.
    """
    edit = PriceEdit.objects.create(
        change=told.change.value,
        value=told.value,
        rounding=told.rounding.value,
        made_by=actor,
        made_at=at,
    )
    _reckon(edit, shares)
    return edit


@transaction.atomic
def reckon_again(*, edit_id: int) -> None:
    """Reckon a draft anew from the prices of now. Raises EditEmpty; StepRefused for what is no draft."""
    edit = _held(edit_id)
    EDIT_FLOW.after("confirm", EditState(edit.state))
    own = edit.change == Change.PRICE and edit.value == 0
    told = dict(edit.prices.values_list("variant_id", "after_minor"))
    edit.prices.all().delete()
    _reckon(edit, {pk: after if own else None for pk, after in told.items()})


@transaction.atomic
def confirm(*, edit_id: int, seal: str, actor: str, at: datetime) -> None:
    """Have a draft applied as it was shown under `seal`, by a job of its own.

    Raises EditOvertaken when a price has been set since, StepRefused when it is confirmed already.
    """
    from poincon.pricing.tasks import apply_edit

    edit = _held(edit_id)
    take_step(edit, EDIT_FLOW, "confirm", actor=actor, at=at, confirmed_at=at)
    if edits.overtaken(edit) or edits.seal_of(edit) != seal:
        raise EditOvertaken()
    apply_edit.defer(edit_id=edit.pk, actor=actor)


@transaction.atomic
def undo(*, edit_id: int, actor: str, at: datetime) -> None:
    """Have an applied edit taken back by a job of its own, price by price as long as nobody has changed it.

    Raises StepRefused unless it is applied.
    """
    from poincon.pricing.tasks import undo_edit

    edit = _held(edit_id)
    take_step(edit, EDIT_FLOW, "undo", actor=actor, at=at, undone_by=actor)
    undo_edit.defer(edit_id=edit.pk, actor=actor)


def apply(*, edit_id: int, actor: str, now: Callable[[], datetime]) -> None:
    """Write the prices of a confirmed edit that still wait; may be killed anywhere, and run twice at once."""
    hand = Hand(actor, Cause.EDITED, edit_id)
    while _next(edit_id, Fate.WAITING, hand, now()):
        pass
    end_work(PriceEdit, edit_id, EDIT_FLOW, "finish", state=EditState.APPLYING, actor=actor, at=now())


def restore(*, edit_id: int, actor: str, now: Callable[[], datetime]) -> None:
    """Write back the prices from before an edit that nobody has changed since; may be killed or run twice."""
    hand = Hand(actor, Cause.UNDONE, edit_id)
    while _next(edit_id, Fate.WRITTEN, hand, now()):
        pass
    end_work(PriceEdit, edit_id, EDIT_FLOW, "restore", state=EditState.UNDOING, actor=actor, at=now())


@transaction.atomic
def discard(*, edit_id: int) -> None:
    """Forget a draft. Raises StepRefused for what is none."""
    edit = _held(edit_id)
    EDIT_FLOW.after("confirm", EditState(edit.state))
    edit.delete()


def forget_drafts(*, before: datetime) -> int:
    """Forget the drafts that nobody has confirmed since; returns how many there were."""
    stale = PriceEdit.objects.filter(state=EditState.DRAFT, made_at__lt=before)
    return stale.delete()[1].get("pricing.PriceEdit", 0)


def _held(edit_id: int) -> PriceEdit:
    return PriceEdit.objects.select_for_update(no_key=True).get(pk=edit_id)


def _reckon(edit: PriceEdit, shares: Mapping[int, int | None]) -> None:
    rows = CurrentPrice.objects.filter(pk__in=shares).order_by("pk")
    lines = []
    for now in rows:
        regular, own = Money(now.regular_minor, now.currency), shares[now.pk]
        change, value = (Change.PRICE, own) if own is not None else (Change(edit.change), edit.value)
        after = editing.changed(regular, change, value, Rounding(edit.rounding))
        if after is not None and after != regular:
            lines.append(
                EditLine(
                    edit=edit,
                    variant_id=now.pk,
                    before_minor=regular.minor,
                    after_minor=after.minor,
                    seen_id=now.set_by_id,
                )
            )
    if not lines:
        raise EditEmpty()
    EditLine.objects.bulk_create(lines, batch_size=2_000)
    edit.left_out = len(rows) - len(lines)
    edit.save(update_fields=["left_out"])


@transaction.atomic
def _next(edit_id: int, waiting: Fate, hand: Hand, at: datetime) -> int:
    """Deal with the next lines of an edit; returns how many there were.

    A rival that holds some of them is waited for, and what it has dealt with is left out.
    """
    of_edit = EditLine.objects.select_for_update().filter(edit=edit_id, fate=waiting)
    lines = list(of_edit.order_by("variant_id")[:AT_ONCE])
    ledger = Ledger((line.variant_id for line in lines), at=at)
    deal = _write if waiting is Fate.WAITING else _write_back
    fates = [deal(line, ledger, hand) for line in lines]
    written = ledger.close()
    _note(lines, fates, written if waiting is Fate.WAITING else {})
    return len(lines)


def _write(line: EditLine, ledger: Ledger, hand: Hand) -> Fate:
    one = ledger.standings[line.variant_id]
    if not _still(one, line.seen_id):
        return Fate.OVERTAKEN
    try:
        ledger.set(line.variant_id, Money(line.after_minor, one.base.regular.currency), hand)
    except PriceBelowFloor:
        return Fate.REFUSED
    return Fate.WRITTEN


def _write_back(line: EditLine, ledger: Ledger, hand: Hand) -> Fate:
    one = ledger.standings[line.variant_id]
    if not _still(one, line.written_id):
        return Fate.CHANGED_SINCE
    try:
        ledger.set(line.variant_id, Money(line.before_minor, one.base.regular.currency), hand)
    except PriceBelowFloor:
        return Fate.CHANGED_SINCE
    return Fate.RESTORED


def _still(one: Standing, line_id: int | None) -> bool:
    """Tell whether the regular price is the one that this line of the history has set."""
    return one.set_by == line_id


def _note(lines: Sequence[EditLine], fates: Sequence[Fate], written: Mapping[int, int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            NOTE,
            [
                [line.pk for line in lines],
                [fate.value for fate in fates],
                [written.get(line.variant_id) for line in lines],
            ],
        )

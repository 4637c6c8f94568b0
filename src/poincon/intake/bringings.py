"""Another shop's product file at the desk: handed in, rehearsed, confirmed, brought in part by part."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from django.db import IntegrityError, transaction

from poincon.catalogue.rules import Scale
from poincon.charter.queries import charter
from poincon.foundation.stepping import held, take_step
from poincon.intake import actions, figures, handed, systems
from poincon.intake.barcodes import CameIn
from poincon.intake.courier import Courier, Terms
from poincon.intake.dialects.fields import Dialect
from poincon.intake.figures import Figures
from poincon.intake.models import Bringing, RowTold
from poincon.intake.parts import Watched
from poincon.intake.planning import Plan, plan
from poincon.intake.rows import FileRefused
from poincon.intake.sheets import Table, opened
from poincon.intake.states import BRINGING_FLOW, BringingState
from poincon.kernel.refusal import Refusal


class BringingBusy(Refusal):
    """Another file is being brought in."""

    code = "bringing_busy"


class BringingBegun(Refusal):
    """It has been confirmed: what came in of it stays."""

    code = "bringing_begun"


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a file is to be read and brought in; without a system it is heard from the columns."""

    system: str = ""
    language: str = ""
    ring_scale: str = ""
    supplier_id: int | None = None
    without_tax: bool = False
    with_stock: bool = False
    as_drafts: bool = True


@dataclass(frozen=True, slots=True)
class _Part:
    """Some pieces of a file, which are kept together; `rows` are those of the file up to their end."""

    number: int
    plan: Plan
    terms: Terms
    rows: int


@transaction.atomic
def hand_in(
    *, wanted: Wanted, first: BinaryIO, second: BinaryIO | None, actor: str, at: datetime
) -> Bringing:
    """Keep a product file, and have it rehearsed by a job of its own.

    Every row of it has been looked at: raises FileRefused, with `beside` in its context for the second file,
    and NoVatRate where prices without tax cannot get any.
    """
    from poincon.intake.tasks import rehearse_bringing

    table = opened(first, systems.DIALECTS[wanted.system]) if wanted.system else systems.heard(first)
    count = systems.rows_in([table]) + (_rows_beside(table, second) if second else 0)
    system = table.dialect.system
    untaxed = system == systems.UNTAXED or (wanted.without_tax and system == systems.EITHER)
    if untaxed:
        systems.rate_of_the_day(at)
    files = [first, second] if second else [first]
    row = Bringing.objects.create(
        system=system,
        with_stock=wanted.with_stock,
        as_drafts=wanted.as_drafts,
        without_tax=untaxed,
        ring_scale=wanted.ring_scale,
        language=wanted.language,
        supplier_id=wanted.supplier_id,
        digest=handed.digest_of(*files),
        rows=count,
        made_by=actor,
        made_at=at,
    )
    handed.keep(row, *files)
    rehearse_bringing.defer(bringing_id=row.pk, actor=actor)
    return row


def confirm(*, bringing_id: int, actor: str, at: datetime) -> None:
    """Have a rehearsed file brought in by a job of its own; rows that are refused stay out.

    Raises StepRefused unless it is rehearsed and waits, BringingBusy while another one comes in.
    """
    with transaction.atomic():
        row = _held(bringing_id)
        _begin(row, "confirm", actor, at, confirmed_at=at, parts=0, dealt=0, figures={})
        RowTold.objects.filter(bringing=row).delete()


def go_on(*, bringing_id: int, actor: str, at: datetime) -> None:
    """Have one that was stopped go on where it was, or be rehearsed anew.

    Raises StepRefused unless it was stopped, FileGone, BringingBusy.
    """
    from poincon.intake.tasks import rehearse_bringing

    with transaction.atomic():
        row = _held(bringing_id)
        if not handed.is_there(row):
            raise handed.FileGone()
        if row.confirmed_at:
            _begin(row, "go_on", actor, at)
        else:
            take_step(row, BRINGING_FLOW, "rehearse_again", actor=actor, at=at)
            rehearse_bringing.defer(bringing_id=row.pk, actor=actor)


def _begin(row: Bringing, verb: str, actor: str, at: datetime, **changes: Any) -> None:
    from poincon.intake.tasks import carry_bringing

    try:
        with transaction.atomic():
            take_step(row, BRINGING_FLOW, verb, actor=actor, at=at, **changes)
    except IntegrityError:
        raise BringingBusy() from None
    carry_bringing.defer(bringing_id=row.pk, actor=actor)


@transaction.atomic
def discard(*, bringing_id: int) -> None:
    """Forget a file that nobody has confirmed, with all that was told of it. Raises BringingBegun."""
    row = _held(bringing_id)
    if row.confirmed_at:
        raise BringingBegun()
    row.delete()


def rehearse(*, bringing_id: int, actor: str, now: Callable[[], datetime]) -> None:
    """Bring a file in and undo each part again; may be killed anywhere, and run twice at once."""
    _go_through(bringing_id, BringingState.REHEARSING, actor, now)


def carry(*, bringing_id: int, actor: str, now: Callable[[], datetime]) -> None:
    """Bring in what is not yet of a confirmed file; may be killed anywhere, and run twice at once."""
    _go_through(bringing_id, BringingState.BRINGING, actor, now)


@transaction.atomic
def stop(*, bringing_id: int, actor: str, at: datetime) -> None:
    """Note that a job could not go on; what came in stays, and somebody at the desk decides."""
    row = Bringing.objects.select_for_update(no_key=True).filter(pk=bringing_id).first()
    if row and BRINGING_FLOW.offers("stop", BringingState(row.state)):
        take_step(row, BRINGING_FLOW, "stop", actor=actor, at=at)


def forget(*, before: datetime) -> None:
    """Forget the files that were handed in before, and those of them that nobody has confirmed."""
    old = Bringing.objects.filter(made_at__lt=before).exclude(state=BringingState.BRINGING)
    old.filter(confirmed_at=None).delete()
    for row in old:
        handed.forget(row)


def _held(bringing_id: int) -> Bringing:
    return Bringing.objects.select_for_update(no_key=True).get(pk=bringing_id)


def _rows_beside(table: Table, second: BinaryIO) -> int:
    try:
        return systems.rows_in([opened(second, _dialect_beside(table.dialect))])
    except FileRefused as refused:
        refused.context["beside"] = True
        raise


def _dialect_beside(dialect: Dialect) -> Dialect:
    found = systems.beside(dialect)
    if found is None:
        raise FileRefused(reason="not_beside", shop=dialect.name)
    return found


def _go_through(bringing_id: int, state: BringingState, actor: str, now: Callable[[], datetime]) -> None:
    row = Bringing.objects.filter(pk=bringing_id, state=state).first()
    if row is None:
        return
    rehearsed = CameIn()
    watched = Watched(systems.DIALECTS[row.system])
    with suppress(_Ended):
        for part in _parts(row, watched, actor, now):
            if part.number < row.parts:
                for piece in part.plan.pieces:
                    rehearsed.add(piece)
            else:
                _deal(row.pk, state, part, rehearsed, watched)
        _finish(row.pk, state, watched, actor, now())


class _Ended(Exception):
    """Somebody has forgotten or stopped what a job is at."""


def _parts(row: Bringing, watched: Watched, actor: str, now: Callable[[], datetime]) -> Iterator[_Part]:
    """Yield the parts of a file, always the same ones in the same order."""
    number, rows, language = 0, 0, row.language
    scale = Scale(row.ring_scale) if row.ring_scale else None
    taxed = systems.rate_of_the_day(row.made_at) if row.without_tax else None
    with handed.opened(row) as (first, second):
        table = opened(first, systems.DIALECTS[row.system])
        beside = opened(second, _dialect_beside(table.dialect)) if second else None
        for sheet in watched.over(systems.sheets_of(table, beside, taxed)):
            whole = plan(sheet, currency=charter().currency, ring_scale=scale)
            language = language or (whole.language if whole.pieces else "")
            done, every = 0, max(1, len(whole.pieces))
            for some in whole.in_parts(actions.AT_ONCE):
                done += len(some.pieces)
                terms = Terms(
                    language,
                    actor,
                    now(),
                    with_stock=row.with_stock,
                    as_drafts=row.as_drafts,
                    supplier_id=row.supplier_id,
                )
                yield _Part(number, some, terms, rows + len(sheet.lines) * done // every)
                number += 1
            rows += len(sheet.lines)


@transaction.atomic
def _deal(bringing_id: int, state: BringingState, part: _Part, rehearsed: CameIn, watched: Watched) -> None:
    """Deal with a part unless a rival has: its pieces and what came of them are kept together, or neither.

    In a rehearsal the pieces are undone at once, so that nothing is held while a shop sells.
    """
    row = _due(bringing_id, state, part)
    if row is None:
        return
    rehearsing = state == BringingState.REHEARSING
    told = Figures.of(row)
    report = figures.new_report(told)
    with transaction.atomic():
        Courier(part.plan, part.terms, rehearsed if rehearsing else None).take_all(report, lambda: None)
        transaction.set_rollback(rehearsing)
    told.add(report)
    told.second_from = watched.second_from
    figures.keep_rows(row, report)
    row.figures, row.parts, row.language = told.noted(), part.number + 1, part.terms.language
    row.dealt = min(part.rows, row.rows)
    row.save(update_fields=["figures", "parts", "language", "dealt"])


def _due(bringing_id: int, state: BringingState, part: _Part) -> Bringing | None:
    """Hold a bringing of which this part is the next one; None where a rival was first."""
    row = held(Bringing, bringing_id, state=state)
    if row is None:
        raise _Ended
    return row if row.parts == part.number else None


@transaction.atomic
def _finish(bringing_id: int, state: BringingState, watched: Watched, actor: str, at: datetime) -> None:
    """Note that all is done, unless a rival has."""
    row = held(Bringing, bringing_id, state=state)
    if row is None:
        return
    told = Figures.of(row)
    told.end(watched)
    changes: dict[str, Any] = {"figures": told.noted(), "dealt": row.rows}
    if state == BringingState.REHEARSING:
        take_step(row, BRINGING_FLOW, "tell", actor=actor, at=at, **changes)
    else:
        take_step(row, BRINGING_FLOW, "finish", actor=actor, at=at, ended_at=at, **changes)
        handed.forget(row)

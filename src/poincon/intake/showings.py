"""Many pieces put on show at once: chosen, shown with what each lacks, confirmed, applied, taken back."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction

from poincon.catalogue import actions as catalogue
from poincon.catalogue import queries as pieces
from poincon.catalogue.actions import PieceUnfit
from poincon.catalogue.states import PieceState
from poincon.foundation.stepping import Overtaken, end_work, take_step
from poincon.intake import queries
from poincon.intake.models import Showing, ShowingLine
from poincon.intake.states import SHOWING_FLOW, ShowingFate, ShowingState
from poincon.kernel.flow import StepRefused
from poincon.kernel.refusal import Refusal

AT_ONCE = 50
CAUSE = "showing"

type Deal = Callable[[ShowingLine, str, datetime], ShowingFate]


class ShowingEmpty(Refusal):
    """None of what was chosen is a draft."""

    code = "showing_empty"
    status = 422


class ShowingOvertaken(Refusal):
    """Not the same pieces as were shown would go on show now."""

    code = "showing_overtaken"


@transaction.atomic
def draft(*, piece_ids: Iterable[int], actor: str, at: datetime) -> Showing:
    """Choose drafts that may go on show together; nothing is shown yet. Raises ShowingEmpty."""
    chosen = pieces.desk_list(state=PieceState.DRAFT).filter(pk__in=[*piece_ids]).order_by("pk")
    ids = list(chosen.values_list("pk", flat=True))
    if not ids:
        raise ShowingEmpty()
    showing = Showing.objects.create(made_by=actor, made_at=at)
    _judge(showing, ids)
    return showing


@transaction.atomic
def reckon_again(*, showing_id: int) -> None:
    """Look anew at what the pieces of a draft lack. Raises ShowingEmpty; StepRefused for what is no draft."""
    showing = _held(showing_id)
    SHOWING_FLOW.after("confirm", ShowingState(showing.state))
    chosen = list(showing.pieces.values_list("piece_id", flat=True))
    still = pieces.desk_list(state=PieceState.DRAFT).filter(pk__in=chosen).order_by("pk")
    ids = list(still.values_list("pk", flat=True))
    if not ids:
        raise ShowingEmpty()
    showing.pieces.all().delete()
    _judge(showing, ids)


@transaction.atomic
def confirm(*, showing_id: int, seal: str, actor: str, at: datetime) -> None:
    """Have the pieces that lack nothing put on show as they were shown under `seal`, by a job of its own.

    Raises ShowingEmpty when each lacks something, ShowingOvertaken when they are others than were shown,
    StepRefused when it is confirmed already.
    """
    from poincon.intake.tasks import apply_showing

    showing = _held(showing_id)
    take_step(showing, SHOWING_FLOW, "confirm", actor=actor, at=at, confirmed_at=at)
    if not showing.pieces.filter(fate=ShowingFate.WAITING).exists():
        raise ShowingEmpty()
    if queries.seal_of(showing) != seal:
        raise ShowingOvertaken()
    apply_showing.defer(showing_id=showing.pk, actor=actor)


@transaction.atomic
def undo(*, showing_id: int, actor: str, at: datetime) -> None:
    """Have the pieces taken off show again by a job of its own, each as long as nobody has since.

    Raises StepRefused unless it is applied.
    """
    from poincon.intake.tasks import undo_showing

    showing = _held(showing_id)
    take_step(showing, SHOWING_FLOW, "undo", actor=actor, at=at, undone_by=actor)
    undo_showing.defer(showing_id=showing.pk, actor=actor)


def apply(*, showing_id: int, actor: str, now: Callable[[], datetime]) -> None:
    """Put on show what still waits of a confirmed showing; may be killed anywhere, and run twice at once."""
    while _next(showing_id, ShowingFate.WAITING, _show, actor, now()):
        pass
    end_work(Showing, showing_id, SHOWING_FLOW, "finish", state=ShowingState.APPLYING, actor=actor, at=now())


def restore(*, showing_id: int, actor: str, now: Callable[[], datetime]) -> None:
    """Take off show what a showing put there and nobody has touched since; may be killed or run twice."""
    while _next(showing_id, ShowingFate.SHOWN, _hide, actor, now()):
        pass
    end_work(Showing, showing_id, SHOWING_FLOW, "restore", state=ShowingState.UNDOING, actor=actor, at=now())


@transaction.atomic
def discard(*, showing_id: int) -> None:
    """Forget a draft. Raises StepRefused for what is none."""
    showing = _held(showing_id)
    SHOWING_FLOW.after("confirm", ShowingState(showing.state))
    showing.delete()


def forget_drafts(*, before: datetime) -> int:
    """Forget the drafts that nobody has confirmed since; returns how many there were."""
    stale = Showing.objects.filter(state=ShowingState.DRAFT, made_at__lt=before)
    return stale.delete()[1].get("intake.Showing", 0)


def _held(showing_id: int) -> Showing:
    return Showing.objects.select_for_update(no_key=True).get(pk=showing_id)


def _judge(showing: Showing, ids: list[int]) -> None:
    """Write down which pieces would go on show, as last judged: the gate is asked again for each of them."""
    lacking = pieces.kept_off(ids)
    fates = (ShowingFate.LACKING if pk in lacking else ShowingFate.WAITING for pk in ids)
    lines = [
        ShowingLine(showing=showing, piece_id=pk, fate=fate) for pk, fate in zip(ids, fates, strict=True)
    ]
    ShowingLine.objects.bulk_create(lines, batch_size=2_000)


@transaction.atomic
def _next(showing_id: int, waiting: ShowingFate, deal: Deal, actor: str, at: datetime) -> int:
    """Deal with the next pieces of a showing; returns how many there were.

    A rival that holds some of them is waited for, and what it has dealt with is left out.
    """
    lines = _waiting(showing_id, waiting)
    for line in lines:
        line.fate = deal(line, actor, at).value
    ShowingLine.objects.bulk_update(lines, ["fate", "shown_at"])
    return len(lines)


def _waiting(showing_id: int, waiting: ShowingFate) -> list[ShowingLine]:
    of_showing = ShowingLine.objects.select_for_update().filter(showing=showing_id, fate=waiting)
    return list(of_showing.order_by("piece_id")[:AT_ONCE])


def _show(line: ShowingLine, actor: str, at: datetime) -> ShowingFate:
    try:
        catalogue.publish(piece_id=line.piece_id, actor=actor, at=at, cause=CAUSE)
    except PieceUnfit:
        return ShowingFate.REFUSED
    except StepRefused as refused:
        is_gone = refused.context["state"] == PieceState.WITHDRAWN
        return ShowingFate.GONE if is_gone else ShowingFate.ALREADY
    line.shown_at = at
    return ShowingFate.SHOWN


def _hide(line: ShowingLine, actor: str, at: datetime) -> ShowingFate:
    try:
        catalogue.unpublish(piece_id=line.piece_id, actor=actor, at=at, cause=CAUSE, shown_at=line.shown_at)
    except (Overtaken, StepRefused):
        return ShowingFate.CHANGED_SINCE
    return ShowingFate.HIDDEN

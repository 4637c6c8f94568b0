"""Set an arrangement of the first page, at once or for a day; call off what waits; go back."""

from datetime import datetime

from django.db import transaction

from poincon.entrance import checking
from poincon.entrance.actions.drafting import alone, earlier, seen_draft
from poincon.entrance.models import Arrangement
from poincon.entrance.queries import arranged
from poincon.entrance.refusals import AnotherWaits, NeverSet, NothingNew, NotReady, Overrun, ShownAlready
from poincon.entrance.rules import blocks as rules
from poincon.entrance.rules.blocks import Blocks
from poincon.entrance.states import ARRANGEMENT, ArrangementState
from poincon.foundation import journal
from poincon.foundation.stepping import take_step


@transaction.atomic
def publish(*, seen: str, from_at: datetime, actor: str, at: datetime) -> Arrangement:
    """Have the draft shown from an instant on, at once if that is past; `seen` is the mark of what it says.

    Raises NoDraft, ChangedMeanwhile, NothingNew, Overrun, AnotherWaits, and NotReady with every reason
    against it; then the draft is as it was.
    """
    alone()
    draft, newest = seen_draft(seen=seen), arranged.newest()
    wanted = arranged.blocks_of(draft)
    if wanted == arranged.blocks_of(newest):
        raise NothingNew
    if draft.basis_id != (newest.pk if newest else None):
        raise Overrun
    from_at = _in_turn(max(from_at, at), newest)
    _insist(wanted, at)
    take_step(
        draft,
        ARRANGEMENT,
        "set",
        actor=actor,
        at=at,
        from_at=from_at,
        set_at=at,
        set_by=actor,
        number=_number(newest),
    )
    return draft


@transaction.atomic
def go_back(*, arrangement_id: int, actor: str, at: datetime) -> Arrangement:
    """Show an earlier arrangement again, at once; 0 is what came with the house.

    It is an arrangement of its own; a draft stays. Raises NeverSet, NothingNew, AnotherWaits, NotReady.
    """
    alone()
    newest, wanted = arranged.newest(), earlier(arrangement_id=arrangement_id, states=[ArrangementState.SET])
    if wanted == arranged.blocks_of(newest):
        raise NothingNew
    from_at = _in_turn(at, newest)
    _insist(wanted, at)
    row = Arrangement.objects.create(
        basis=newest,
        blocks=rules.as_data(wanted),
        state=ArrangementState.SET,
        returns=True,
        begun_at=at,
        begun_by=actor,
        changed_at=at,
        changed_by=actor,
        number=_number(newest),
        from_at=from_at,
        set_at=at,
        set_by=actor,
    )
    told = str(arrangement_id)
    journal.write(
        subject=journal.subject_of(row), verb="go_back", actor=actor, at=at, field="state", after=told
    )
    return row


@transaction.atomic
def call_off(*, arrangement_id: int, actor: str, at: datetime) -> None:
    """Withdraw an arrangement that waits for its day. Raises ShownAlready, NeverSet."""
    alone()
    newest = arranged.newest()
    if newest is None or newest.pk != arrangement_id or newest.from_at is None:
        raise NeverSet
    if newest.from_at <= at:
        raise ShownAlready
    take_step(newest, ARRANGEMENT, "call_off", actor=actor, at=at)


def _number(newest: Arrangement | None) -> int:
    return ((newest.number or 0) if newest else 0) + 1


def _in_turn(from_at: datetime, newest: Arrangement | None) -> datetime:
    if newest and newest.from_at and newest.from_at > from_at:
        raise AnotherWaits
    return from_at


def _insist(wanted: Blocks, at: datetime) -> None:
    if found := checking.lacks(wanted, at):
        raise NotReady(found)

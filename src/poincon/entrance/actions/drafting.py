"""The draft of the first page, which all at the desk share: block by block, each change told from what."""

from collections.abc import Callable, Collection
from datetime import datetime

from django.db import connection, transaction

from poincon.entrance import shipped
from poincon.entrance.models import Arrangement
from poincon.entrance.queries import arranged
from poincon.entrance.refusals import (
    BlockGone,
    ChangedMeanwhile,
    DraftThere,
    NeverSet,
    NoDraft,
    TooManyBlocks,
)
from poincon.entrance.rules import blocks as rules
from poincon.entrance.rules.blocks import Block, Blocks, Kind
from poincon.entrance.states import ARRANGEMENT, ArrangementState
from poincon.foundation import journal
from poincon.foundation.stepping import take_step

LOCK = 0x656E7472  # "entr": whoever arranges waits for whoever is arranging


@transaction.atomic
def add_block(*, kind: Kind, actor: str, at: datetime) -> int:
    """Put an empty block at the end of the draft and return its number. Raises TooManyBlocks."""
    alone()
    draft = _draft(actor, at)
    before = arranged.blocks_of(draft)
    if len(before) >= rules.MOST_BLOCKS:
        raise TooManyBlocks(most=rules.MOST_BLOCKS)
    number = max(rules.next_number(before), rules.next_number(arranged.blocks_of(draft.basis)))
    _keep(draft, (*before, Block(number=number, kind=kind)), "add_block", number, actor, at)
    return number


@transaction.atomic
def change_block(*, wanted: Block, seen: str, actor: str, at: datetime) -> bool:
    """Put a block into the draft in the place of the one with its number; False when it says this already.

    `seen` is the mark of the block from which it was changed. Raises BlockGone, ChangedMeanwhile.
    """
    alone()
    draft = _draft(actor, at)
    before = arranged.blocks_of(draft)
    there = _seen(before, wanted.number, seen)
    if there == wanted:
        return False
    _keep(draft, rules.replaced(before, wanted), "change_block", wanted.number, actor, at)
    return True


@transaction.atomic
def move_block(*, number: int, steps: int, actor: str, at: datetime) -> bool:
    """Move a block so many places, up when negative; False when it stays where it is. Raises BlockGone."""
    alone()
    draft = _draft(actor, at)
    before = arranged.blocks_of(draft)
    _found(before, number)
    after = rules.moved(before, number, steps)
    if after == before:
        return False
    _keep(draft, after, "move_block", number, actor, at)
    return True


@transaction.atomic
def remove_block(*, number: int, seen: str, actor: str, at: datetime) -> None:
    """Take a block out of the draft. Raises BlockGone, ChangedMeanwhile."""
    alone()
    draft = _draft(actor, at)
    before = arranged.blocks_of(draft)
    _seen(before, number, seen)
    _keep(draft, rules.without(before, number), "remove_block", number, actor, at)


@transaction.atomic
def take_file(*, content: bytes, actor: str, at: datetime) -> int:
    """Make a draft of what a file says and return its number. Raises FileUnread, DraftThere."""
    wanted = shipped.parsed(content)
    return _begun_with(lambda: wanted, "take_file", actor, at)


@transaction.atomic
def take_up(*, arrangement_id: int, actor: str, at: datetime) -> int:
    """Make a draft of an earlier arrangement, be it set or put aside; 0 is what came with the house.

    Raises DraftThere, NeverSet.
    """
    taken = (ArrangementState.SET, ArrangementState.ASIDE, ArrangementState.CALLED_OFF)
    return _begun_with(lambda: earlier(arrangement_id=arrangement_id, states=taken), "take_up", actor, at)


@transaction.atomic
def put_aside(*, seen: str, actor: str, at: datetime) -> None:
    """Lay the draft aside: it stays among the arrangements. Raises NoDraft, ChangedMeanwhile."""
    alone()
    draft = seen_draft(seen=seen)
    take_step(draft, ARRANGEMENT, "put_aside", actor=actor, at=at)


@transaction.atomic
def stand_on_newest(*, seen: str, actor: str, at: datetime) -> None:
    """Let the draft follow what was set since it was begun, knowingly. Raises NoDraft, ChangedMeanwhile."""
    alone()
    draft = seen_draft(seen=seen)
    draft.basis = arranged.newest()
    draft.save(update_fields=["basis"])
    _tell(draft, "stand_on_newest", "", actor, at)


def alone() -> None:
    """Wait until nobody else arranges, until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def seen_draft(*, seen: str) -> Arrangement:
    """Return the draft if it says what was seen. Raises NoDraft, ChangedMeanwhile."""
    draft = arranged.draft()
    if draft is None:
        raise NoDraft
    if rules.mark(arranged.blocks_of(draft)) != seen:
        raise ChangedMeanwhile
    return draft


def earlier(*, arrangement_id: int, states: Collection[ArrangementState]) -> Blocks:
    """Return what an arrangement in one of these states says; 0 is what came with the house.

    Raises NeverSet.
    """
    if not arrangement_id:
        return arranged.blocks_of(None)
    found = Arrangement.objects.filter(pk=arrangement_id, state__in=states).first()
    if found is None:
        raise NeverSet
    return arranged.blocks_of(found)


def _draft(actor: str, at: datetime) -> Arrangement:
    """Return the draft; without one, one that says what was set last and is not stored yet."""
    return arranged.draft() or _blank(arranged.newest(), actor, at)


def _blank(basis: Arrangement | None, actor: str, at: datetime) -> Arrangement:
    return Arrangement(
        basis=basis,
        blocks=rules.as_data(arranged.blocks_of(basis)),
        begun_at=at,
        begun_by=actor,
        changed_at=at,
        changed_by=actor,
    )


def _begun_with(wanted: Callable[[], Blocks], verb: str, actor: str, at: datetime) -> int:
    alone()
    if arranged.draft():
        raise DraftThere
    draft = _blank(arranged.newest(), actor, at)
    _keep(draft, wanted(), verb, 0, actor, at)
    return draft.pk


def _found(before: Blocks, number: int) -> Block:
    there = next((block for block in before if block.number == number), None)
    if there is None:
        raise BlockGone
    return there


def _seen(before: Blocks, number: int, seen: str) -> Block:
    there = _found(before, number)
    if there.mark != seen:
        raise ChangedMeanwhile
    return there


def _keep(draft: Arrangement, after: Blocks, verb: str, number: int, actor: str, at: datetime) -> None:
    draft.blocks, draft.changed_at, draft.changed_by = rules.as_data(after), at, actor
    draft.save()
    _tell(draft, verb, str(number) if number else "", actor, at)


def _tell(draft: Arrangement, verb: str, after: str, actor: str, at: datetime) -> None:
    subject = journal.subject_of(draft)
    journal.write(subject=subject, verb=verb, actor=actor, at=at, field="blocks", after=after)

"""Taking one step of a flow on a row, safely."""

from datetime import datetime
from enum import StrEnum

from django.db import models, transaction

from poincon.foundation import journal
from poincon.kernel.flow import Flow
from poincon.kernel.refusal import Refusal


class Overtaken(Refusal):
    """Somebody else moved the row between our reading it and our writing it."""

    code = "overtaken"


def take_step[S: StrEnum](
    row: models.Model,
    flow: Flow[S],
    verb: str,
    *,
    actor: str,
    at: datetime,
    cause: str = "",
    field: str = "state",
    **changes: object,
) -> None:
    """Move `row` along `flow` and write the journal line that proves it.

    The update names the state that it starts from, so that of two rivals exactly one succeeds.
    Raises StepRefused when the verb is not on offer, Overtaken when a rival was first.
    """
    before = flow.states(getattr(row, field))
    after = flow.after(verb, before)
    claimed = type(row)._base_manager.filter(pk=row.pk, **{field: before})
    with transaction.atomic(savepoint=False):  # both lines or neither: nothing in here is refused halfway
        moved = claimed.update(**{field: after, **changes})
        if moved:
            journal.write(
                subject=journal.subject_of(row),
                field=field,
                verb=verb,
                before=before,
                after=after,
                actor=actor,
                at=at,
                cause=cause,
            )
    if not moved:
        raise Overtaken(verb=verb, state=before.value)
    for name, value in {field: after, **changes}.items():
        setattr(row, name, value)


def begin_with[S: StrEnum](
    row: models.Model, flow: Flow[S], verb: str, *, actor: str, at: datetime, field: str = "state"
) -> None:
    """Store a new row that takes the first step of `flow` at once, with the journal line that proves it."""
    after = flow.after(verb, flow.start)
    setattr(row, field, after)
    with transaction.atomic(savepoint=False):
        row.save(force_insert=True)
        journal.write(
            subject=journal.subject_of(row),
            field=field,
            verb=verb,
            before=flow.start,
            after=after,
            actor=actor,
            at=at,
        )

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


def held[M: models.Model](model: type[M], pk: int, *, state: StrEnum) -> M | None:
    """Hold a row against rivals until the transaction ends; None where it is in another state, or gone."""
    return model._base_manager.select_for_update(no_key=True).filter(pk=pk, state=state).first()


@transaction.atomic
def end_work[S: StrEnum](
    model: type[models.Model], pk: int, flow: Flow[S], verb: str, *, state: S, actor: str, at: datetime
) -> None:
    """Note that a job has done all its work on a row, unless a rival has noted it first."""
    if row := held(model, pk, state=state):
        take_step(row, flow, verb, actor=actor, at=at)


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

"""Starting, stopping and moving clocks, always inside the transaction of what makes it so.

A clock is locked last: whoever moves the subject holds the subject's own lock already.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Case, F, Q, QuerySet, Value, When

from poincon.charter import terms
from poincon.charter.models import Clock
from poincon.charter.queries import charter
from poincon.charter.states import OPEN, ClockState
from poincon.foundation import journal


@dataclass(frozen=True, slots=True)
class Term:
    """One clock to start: when it is due, and when to remind of it; both from the promise when not told.

    `waits` is False where nothing has to come first: a refund of what was never sent waits for no parcel.
    """

    promise: str
    due_at: datetime | None = None
    reminders: Sequence[datetime] | None = None
    waits: bool = True


def start(*, subject: str, of: Sequence[Term], at: datetime) -> None:
    """Start clocks on a subject such as "order:12", in one statement; what is due already is left out."""
    Clock.objects.bulk_create(clock for term in of if (clock := _started(subject, term, at)).due_at > at)


def move(*, subject: str, term: Term, at: datetime) -> None:
    """Give a clock another end, also one that stands still, or start it anew when it is over."""
    fresh = _started(subject, term, at)
    wakes = Case(When(state=ClockState.RUNNING, then=Value(fresh.wake_at)), default=None)
    changes = {"due_at": fresh.due_at, "wake_at": wakes, "reminders": fresh.reminders, "tries": 0}
    moved = Clock.objects.filter(subject=subject, promise=term.promise, state__in=OPEN)
    if not moved.update(**changes):
        start(subject=subject, of=[term], at=at)


def bring_forward(*, subject: str, term: Term, at: datetime) -> None:
    """Give an open clock an earlier end, where more is promised than before; it never gets a later one."""
    owed = Clock.objects.filter(subject=subject, promise=term.promise, state__in=OPEN)
    if term.due_at and owed.filter(due_at__gt=term.due_at).exists():
        move(subject=subject, term=term, at=at)


def end(*, subject: str, promises: Sequence[str], at: datetime) -> None:
    """Stop clocks because what they wait for has happened.

    What was due by then is kept when it is in time, broken and made good when it is late; what would
    have been done at the end, or could have been done until then, is not needed any more.
    """
    mine = Clock.objects.filter(subject=subject, promise__in=promises)
    by = [promise for promise in promises if terms.clock_of(promise).due == "by"]
    if by:
        _judge(mine.filter(promise__in=by), at)
    if len(by) < len(promises):
        _close(mine.exclude(promise__in=by).filter(state__in=OPEN), ClockState.VOID, at, "done")


def keep(*, subject: str, promises: Sequence[str], at: datetime) -> None:
    """Note that what was promised for the end of a term has been done."""
    mine = Clock.objects.filter(subject=subject, promise__in=promises, state__in=OPEN)
    _close(mine, ClockState.KEPT, at, "")


def drop(*, subject: str, at: datetime, cause: str, only: Sequence[str] = ()) -> None:
    """Stop clocks whose promise is void: the order was cancelled, the question withdrawn."""
    left = Clock.objects.filter(subject=subject, state__in=OPEN)
    _close(left.filter(promise__in=only) if only else left, ClockState.VOID, at, cause)


def pause(*, subject: str, promises: Sequence[str], at: datetime) -> None:
    """Let clocks stand still: the answer is now the customer's."""
    running = Clock.objects.filter(subject=subject, promise__in=promises, state=ClockState.RUNNING)
    running.filter(due_at__gt=at).update(state=ClockState.PAUSED, paused_at=at, wake_at=None)


def resume(*, subject: str, promises: Sequence[str], at: datetime) -> None:
    """Let clocks run on, with the time that they stood still added to their end.

    One whose end waits for something else stands still until that has happened.
    """
    paused = Clock.objects.filter(subject=subject, promise__in=promises, state=ClockState.PAUSED)
    rows = paused.filter(Q(waits=False) | Q(due_at__gt=F("paused_at")))
    for clock in rows.select_for_update().order_by("id"):
        stood = clock.paused_at or at
        clock.due_at = terms.prolonged(charter(), clock.promise, clock.due_at, stood, at)
        clock.reminders = terms.reminders(clock.promise, at, clock.due_at)
        clock.wake_at = min([*clock.reminders, clock.due_at])
        clock.state, clock.paused_at = ClockState.RUNNING, None
        clock.save(update_fields=["due_at", "reminders", "wake_at", "state", "paused_at"])


def free(*, subject: str, promises: Sequence[str], at: datetime) -> None:
    """Note that what clocks waited for has happened; past its term, one ends with the day of that.

    Where less is left than the promise wants for its reminder, the reminder is due at once.
    """
    rows = Clock.objects.filter(subject=subject, promise__in=promises, state__in=OPEN, waits=True)
    for clock in rows.select_for_update().order_by("id"):
        stands_still = clock.paused_at is not None and clock.paused_at < clock.due_at
        clock.due_at = max(clock.due_at, terms.day_of(charter(), at))
        clock.waits = False
        if not stands_still:
            soon = [at] if terms.clock_of(clock.promise).remind else []
            clock.reminders = terms.reminders(clock.promise, at, clock.due_at) or soon
            clock.wake_at = min([*clock.reminders, clock.due_at])
            clock.state, clock.paused_at = ClockState.RUNNING, None
        clock.save(update_fields=["due_at", "waits", "reminders", "wake_at", "state", "paused_at"])


def give_cause(*, clock_id: int, cause: str, actor: str, at: datetime) -> bool:
    """Note why a promise was broken, once somebody knows; False when it was not, or that was known."""
    with transaction.atomic():
        mine = Clock.objects.filter(pk=clock_id, state=ClockState.BROKEN).exclude(cause=cause)
        noted = bool(mine.update(cause=cause))
        if noted:
            journal.write(subject=f"clock:{clock_id}", verb="explain", actor=actor, at=at, cause=cause)
    return noted


def _started(subject: str, term: Term, at: datetime) -> Clock:
    due_at = term.due_at or terms.due(charter(), term.promise, at)
    waits = term.waits and bool(terms.clock_of(term.promise).not_before)
    given = term.reminders
    if given is None:
        given = [] if waits else terms.reminders(term.promise, at, due_at)
    reminders = sorted(moment for moment in given if at < moment < due_at)
    return Clock(
        promise=term.promise,
        subject=subject,
        opened_at=at,
        due_at=due_at,
        reminders=reminders,
        wake_at=min([*reminders, due_at]),
        waits=waits,
    )


def _judge(clocks: QuerySet[Clock], at: datetime) -> None:
    """The fact's own instant decides, whatever the scheduler has noted meanwhile."""
    owed = clocks.filter(Q(state__in=OPEN) | Q(state=ClockState.BROKEN, made_good_at=None))
    in_time = Q(due_at__gte=at) | Q(state=ClockState.PAUSED) | Q(waits=True, state__in=OPEN)
    _close(owed.filter(in_time), ClockState.KEPT, at, "")
    owed.filter(due_at__lt=at).update(
        state=ClockState.BROKEN, closed_at=F("due_at"), made_good_at=at, paused_at=None, wake_at=None
    )


def _close(clocks: QuerySet[Clock], state: ClockState, at: datetime, cause: str) -> None:
    clocks.update(state=state, closed_at=at, cause=cause, paused_at=None, wake_at=None)

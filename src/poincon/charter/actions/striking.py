"""The one scheduler: what happens when clocks remind and when they end.

It may run twice at once, be killed anywhere and come back after days: every clock is moved by an update that
names where it stood, in the transaction of what is done for it, and what was missed is found by its time.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.db import transaction
from django.db.models import F, QuerySet

from poincon.charter import terms
from poincon.charter.models import Clock
from poincon.charter.states import ClockState
from poincon.foundation.registries import ClockOwner, clock_owners

AT_ONCE = 1_000
LONGEST_WAIT = timedelta(hours=6)
logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Struck:
    """How many clocks were kept, broken and reminded of in a round, and how many must be tried again."""

    kept: int = 0
    broken: int = 0
    reminded: int = 0
    failed: int = 0

    @property
    def any(self) -> bool:
        return bool(self.kept or self.broken or self.reminded)


def strike(*, at: datetime) -> Struck:
    """Deal with every clock that is due at `at`, and with every reminder; returns what was done."""
    done = Struck()
    for owner in _owners():
        _remind(owner, at, done)
    while _stand_still(at):
        pass
    while _end_all("until", ClockState.KEPT, at, done) or _end_all("by", ClockState.BROKEN, at, done):
        pass
    for clock in _acting(at):
        _act(clock, at, done)
    return done


def _owners() -> Iterator[ClockOwner]:
    yield from clock_owners


def _owner(promise: str) -> ClockOwner | None:
    return next((owner for owner in clock_owners if owner.promise == promise), None)


def _deed(promise: str) -> Callable[[int, datetime], bool]:
    """Return what is done at the end of a promise; one that nobody answers for is a LookupError."""
    owner = _owner(promise)
    if owner is None or owner.act is None:
        raise LookupError(f"nobody acts at the end of {promise}")
    return owner.act


def _awake(at: datetime) -> QuerySet[Clock]:
    return Clock.objects.filter(state=ClockState.RUNNING, wake_at__lte=at)


def _stand_still(at: datetime) -> int:
    """Stop a thousand clocks whose term is over before what they wait for has happened; none is broken."""
    with transaction.atomic():
        over = _awake(at).filter(waits=True, due_at__lte=at).order_by("wake_at")
        ids = list(over.select_for_update(skip_locked=True).values_list("pk", flat=True)[:AT_ONCE])
        Clock.objects.filter(pk__in=ids).update(state=ClockState.PAUSED, paused_at=F("due_at"), wake_at=None)
    return len(ids)


def _due(kind: str, at: datetime) -> QuerySet[Clock]:
    over = _awake(at).filter(promise__in=terms.due_kind(kind), due_at__lte=at, waits=False)
    return over.order_by("wake_at")


def _end_all(kind: str, state: ClockState, at: datetime, done: Struck) -> int:
    """End a thousand clocks that nobody need act for; those that a rival is moving are left to them."""
    with transaction.atomic():
        clocks = list(_due(kind, at).select_for_update(skip_locked=True)[:AT_ONCE])
        for promise, alike in _by_promise(clocks):
            _write_off(promise, alike, state)
    if state is ClockState.KEPT:
        done.kept += len(clocks)
    else:
        done.broken += len(clocks)
    return len(clocks)


def _by_promise(clocks: list[Clock]) -> Iterator[tuple[str, list[Clock]]]:
    for promise, alike in groupby(sorted(clocks, key=lambda one: one.promise), key=lambda one: one.promise):
        yield promise, list(alike)


def _write_off(promise: str, clocks: Sequence[Clock], state: ClockState) -> None:
    """Close clocks of one promise at their own time, those that are broken with the cause that is known."""
    known = _causes(promise, clocks) if state is ClockState.BROKEN else {}
    for cause in {known.get(clock.pk, "") for clock in clocks}:
        ids = [clock.pk for clock in clocks if known.get(clock.pk, "") == cause]
        Clock.objects.filter(pk__in=ids).update(state=state, closed_at=F("due_at"), wake_at=None, cause=cause)


def _causes(promise: str, clocks: Iterable[Clock]) -> dict[int, str]:
    owner = _owner(promise)
    if owner is None or owner.causes is None:
        return {}
    numbers = {clock.pk: clock.number for clock in clocks}
    try:
        with transaction.atomic():
            known = owner.causes(list(numbers.values()))
    except Exception:
        logger.exception("nobody can say why a promise is broken", extra={"of": promise})
        return {}
    return {pk: known.get(number, "") for pk, number in numbers.items()}


def _acting(at: datetime) -> Iterator[Clock]:
    """Yield the clocks at whose end somebody acts, the longest due first, without locking them.

    With them those of promises that are no more: nobody acts for them, which is reported each time.
    """
    strangers = _awake(at).filter(due_at__lte=at).exclude(promise__in=terms.known())
    due = (_due("at", at) | strangers).order_by("wake_at")
    ids = list(due.values_list("pk", flat=True))
    for start in range(0, len(ids), AT_ONCE):
        yield from Clock.objects.filter(pk__in=ids[start : start + AT_ONCE]).order_by("wake_at")


def _act(clock: Clock, at: datetime, done: Struck) -> None:
    """Have the owner do what was promised. Its failure costs this clock a later attempt, and no other.

    The owner notes in its own transaction that the promise is kept; a clock that is still open afterwards
    asked for nothing more than was done, or had become needless.
    """
    try:
        acted = _deed(clock.promise)(clock.number, at)
    except Exception as error:  # noqa: BLE001 - reported, and the clock is tried again
        _note_failure(clock, error, at + _wait(clock), done)
        return
    done.kept += acted
    state, cause = (ClockState.KEPT, "") if acted else (ClockState.VOID, "needless")
    _as_read(clock).update(state=state, closed_at=at, wake_at=None, cause=cause)


def _remind(owner: ClockOwner, at: datetime, done: Struck) -> None:
    """Remind of each clock that asks for it; one that cannot be is tried again, at the latest at its end."""
    due = _awake(at).filter(promise=owner.promise, due_at__gt=at).order_by("wake_at")
    for clock in due.iterator(AT_ONCE):
        try:
            done.reminded += _reminded(owner, clock, at)
        except Exception as error:  # noqa: BLE001 - reported, and the clock is tried again
            _note_failure(clock, error, min(at + _wait(clock), clock.due_at), done)


def _reminded(owner: ClockOwner, clock: Clock, at: datetime) -> int:
    left = [moment for moment in clock.reminders if moment > at]
    with transaction.atomic():
        if owner.remind:
            owner.remind(clock.number, at)
        noted = _as_read(clock).update(reminders=left, wake_at=min([*left, clock.due_at]), tries=0)
        if not noted:
            transaction.set_rollback(True)
    return noted


def _wait(clock: Clock) -> timedelta:
    """Return how long a clock that failed waits, longer each time."""
    return min(timedelta(minutes=2**clock.tries), LONGEST_WAIT)


def _note_failure(clock: Clock, error: Exception, again: datetime, done: Struck) -> None:
    which = {"clock": clock.pk, "of": clock.promise}
    logger.error("a clock could not be dealt with", exc_info=error, extra=which)
    done.failed += 1
    _as_read(clock).update(wake_at=again, tries=F("tries") + 1)


def _as_read(clock: Clock) -> QuerySet[Clock]:
    """The clock, if nobody has moved it since it was read."""
    return Clock.objects.filter(pk=clock.pk, state=ClockState.RUNNING, wake_at=clock.wake_at)

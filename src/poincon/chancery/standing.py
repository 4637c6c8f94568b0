"""The charter in force, as every process reads it: the newest approved edition whose day has come."""

import threading
from datetime import date, datetime
from types import MappingProxyType

from poincon.chancery.models import Edition
from poincon.chancery.states import SERVED, SETTLED
from poincon.charter import floors, loading
from poincon.charter.schema import Charter
from poincon.charter.serving import Given, Words
from poincon.foundation import clock
from poincon.foundation.reading import Reading

_lock = threading.Lock()
_written: dict[int, Given] = {}
_running: dict[int, dict[date, Charter]] = {}
DAYS_KEPT = 400
_served = Reading(
    lambda: (
        Edition.objects.filter(state__in=SERVED)
        .order_by("-from_at", "-approved_at", "-pk")
        .values_list("pk", "from_at")
    )
)


def in_force() -> Given | None:
    """Return the charter and the words in force now, None while they are the house's: one small question."""
    at = clock.now()
    edition_id = in_force_id(at)
    if edition_id is None:
        return None
    return Given(running(edition_id, clock.local_day(at)), words(edition_id))


def in_force_at(instant: datetime) -> Charter | None:
    """Return the charter that was in force at an instant of the past, None where it was the house's file."""
    settled = Edition.objects.filter(state__in=SETTLED, from_at__lte=instant)
    edition_id = settled.order_by("-from_at", "-approved_at", "-pk").values_list("pk", flat=True).first()
    return None if edition_id is None else running(edition_id, clock.local_day(instant))


def in_force_id(at: datetime) -> int | None:
    """Return which edition is in force at an instant, None for the house's file.

    Nobody has to be awake when a day comes: what was approved for it is in force from then on.
    """
    return next((pk for pk, from_at in _served.rows() if from_at <= at), None)


def written(edition_id: int) -> Charter:
    """Return an edition's charter as it was written."""
    return _read(edition_id).charter


def words(edition_id: int) -> Words:
    """Return the texts that an edition puts in the place of ours."""
    return _read(edition_id).words


def _read(edition_id: int) -> Given:
    """Return an edition as it was written, read once by each process."""
    with _lock:
        if edition_id not in _written:
            text, own = Edition.objects.values_list("text", "words").get(pk=edition_id)
            charter = loading.parse_text(text.encode(), f"edition {edition_id}")
            _written[edition_id] = Given(charter, MappingProxyType(own))
        return _written[edition_id]


def running(edition_id: int, on: date) -> Charter:
    """Return an edition with the legal floors of a day: the same object while nothing about it changes."""
    charter = written(edition_id)
    with _lock:
        known = _running.setdefault(edition_id, {})
        if on not in known:
            fresh, _flags = floors.applied(charter, on)
            if len(known) > DAYS_KEPT:
                known.clear()
            known[on] = next((same for same in known.values() if same == fresh), fresh)
        return known[on]


def forget() -> None:
    """Read every edition anew: for a process whose database is another one now."""
    with _lock:
        _written.clear()
        _running.clear()

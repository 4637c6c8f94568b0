"""Which charter this process serves: the one that somebody above keeps in force, or the house's file.

A page and a job are served by one charter from beginning to end, so that what they show agrees with itself;
who keeps it in force is asked once for each of them.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.signals import request_finished, request_started

from poincon.charter.schema import Carrier, Charter


@dataclass(frozen=True, slots=True)
class Keeper:
    """Who keeps the charter in force, where it is not the house's file for ever.

    `in_force()` and `in_force_at(instant)` return None while the file's is the one; `carrier(key)` finds one
    that the charter in force no longer names, while parcels that it took are still on their way.
    """

    in_force: Callable[[], Charter | None]
    in_force_at: Callable[[datetime], Charter | None]
    carrier: Callable[[str], Carrier | None]


class _Held(threading.local):
    """What this thread was told, while it is busy with one request or one job."""

    busy = False
    charter: Charter | None = None


_held = _Held()
_kept: list[tuple[Keeper, Charter]] = []


def keep(keeper: Keeper, *, instead_of: Charter) -> None:
    """Have `keeper` asked in place of the file's charter.

    Settings that name another charter than `instead_of` win over both.
    """
    _kept[:] = [(keeper, instead_of)]


@contextmanager
def nobody() -> Iterator[None]:
    """Serve the file's charter for a while, and ask nobody: where there is no database."""
    kept = list(_kept)
    _kept.clear()
    try:
        yield
    finally:
        _kept[:] = kept


def served() -> Charter:
    """Return the charter in force now; within a request or a job, always the same object."""
    shipped, keeper = _shipped_and_keeper()
    if keeper is None:
        return shipped
    if not _held.busy:
        return keeper.in_force() or shipped
    if _held.charter is None:
        _held.charter = keeper.in_force() or shipped
    return _held.charter


def served_at(instant: datetime) -> Charter:
    """Return the charter that was in force at an instant: what was promised then."""
    shipped, keeper = _shipped_and_keeper()
    return (keeper and keeper.in_force_at(instant)) or shipped


def carrier(key: str) -> Carrier:
    """Return a carrier of the charter in force, or of an earlier one; a LookupError for any other key."""
    found = next((one for one in served().carriers if one.key == key), None)
    _, keeper = _shipped_and_keeper()
    found = found or (keeper.carrier(key) if keeper else None)
    if found is None:
        raise LookupError(f"no parcel was ever sent by {key!r}")
    return found


def _shipped_and_keeper() -> tuple[Charter, Keeper | None]:
    """Return the charter of the settings, and who is asked in its place, if anybody."""
    shipped: Charter = settings.CHARTER
    keeper = next((keeper for keeper, instead_of in _kept if instead_of is shipped), None)
    return shipped, keeper


def begin(**_signal: object) -> None:
    """Ask anew: something begins."""
    _held.busy, _held.charter = True, None


def end(**_signal: object) -> None:
    _held.busy, _held.charter = False, None


def one_for_each_job(call_next: Callable[[], object], *_job: object) -> object:
    """Run one job by one charter: the worker puts this around each."""
    begin()
    try:
        return call_next()
    finally:
        end()


request_started.connect(begin, dispatch_uid="poincon.charter.serving.begin")
request_finished.connect(end, dispatch_uid="poincon.charter.serving.end")

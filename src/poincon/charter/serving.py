"""Which charter this process serves: the one that somebody above keeps in force, or the house's file.

With it go the house's own words: texts of its pages and mails in the place of ours. A page and a job are
served by one charter from beginning to end, so that what they show agrees with itself; who keeps it in force
is asked once for each of them.
"""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from django.conf import settings
from django.core.signals import request_finished, request_started

from poincon.charter.schema import Carrier, Charter

type Words = Mapping[str, str]

OURS: Words = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Given:
    """What a house gives its word by: its charter, and texts of its own by their place ("pages/fr/returns").

    A text that it has not changed is not among them.
    """

    charter: Charter
    words: Words = OURS


@dataclass(frozen=True, slots=True)
class Keeper:
    """Who keeps the charter in force, where it is not the house's file for ever.

    `in_force()` and `in_force_at(instant)` return None while the file's is the one; `carrier(key)` finds one
    that the charter in force no longer names, while parcels that it took are still on their way.
    """

    in_force: Callable[[], Given | None]
    in_force_at: Callable[[datetime], Charter | None]
    carrier: Callable[[str], Carrier | None]


class _Held(threading.local):
    """What this thread was told, while it is busy with one request or one job."""

    busy = False
    given: Given | None = None
    tried: Given | None = None


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


@contextmanager
def trying(given: Given) -> Iterator[None]:
    """Serve something else in this thread for a while: to look at what a proposal would say."""
    before, _held.tried = _held.tried, given
    try:
        yield
    finally:
        _held.tried = before


def given() -> Given:
    """Return the charter in force now, and the words; within a request or a job, the same objects."""
    if _held.tried is not None:
        return _held.tried
    shipped, keeper = _shipped_and_keeper()
    if keeper is None:
        return Given(shipped)
    if not _held.busy:
        return keeper.in_force() or Given(shipped)
    if _held.given is None:
        _held.given = keeper.in_force() or Given(shipped)
    return _held.given


def served() -> Charter:
    """Return the charter in force now; within a request or a job, always the same object."""
    return given().charter


def words() -> Words:
    """Return the house's own words that are in force now."""
    return given().words


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
    _held.busy, _held.given = True, None


def end(**_signal: object) -> None:
    _held.busy, _held.given = False, None


def one_for_each_job(call_next: Callable[[], object], *_job: object) -> object:
    """Run one job by one charter: the worker puts this around each."""
    begin()
    try:
        return call_next()
    finally:
        end()


request_started.connect(begin, dispatch_uid="poincon.charter.serving.begin")
request_finished.connect(end, dispatch_uid="poincon.charter.serving.end")

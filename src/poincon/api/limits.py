"""How many requests a minute one caller may send.

A process counts by itself and tells the shared cache every few requests, so that all processes know of
each other without every request paying for it; between them a caller may exceed the limit by as many.
"""

import hashlib
import hmac
import threading
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.cache import cache

from poincon.api.refusals import TooManyRequests

MINUTE = 60
PORTION = 10
MOST_CALLERS = 10_000


@dataclass(slots=True)
class _Tally:
    minute: int
    known: int = 0
    untold: int = 0


_tallies: dict[str, _Tally] = {}
_lock = threading.Lock()


def spend(*, caller: str, kind: str, at: datetime) -> None:
    """Count one request of a caller ("address" or "token"). Raises TooManyRequests beyond the limit."""
    minute, most = int(at.timestamp()) // MINUTE, settings.API_REQUESTS_A_MINUTE[kind]
    name = _name(caller, minute)
    with _lock:
        tally = _tallies.get(caller)
        fresh = tally is None or tally.minute != minute
        if tally is None or fresh:
            _tidy(minute)
            tally = _tallies[caller] = _Tally(minute)
        tally.untold += 1
        told = tally.untold if fresh or tally.untold >= PORTION else 0
        tally.untold -= told
    if told:
        tally.known = cache.get(name, 0) + told
        cache.set(name, tally.known, 2 * MINUTE)
    if tally.known + tally.untold > most:
        raise TooManyRequests(retry_after=MINUTE - int(at.timestamp()) % MINUTE)


def _name(caller: str, minute: int) -> str:
    """Return the cache's name for a tally; whose it is cannot be read from it."""
    sealed = hmac.new(settings.SECRET_KEY.encode(), caller.encode(), hashlib.sha256).hexdigest()[:32]
    return f"api:{sealed}:{minute}"


def _tidy(minute: int) -> None:
    if len(_tallies) >= MOST_CALLERS:
        for caller in [caller for caller, tally in _tallies.items() if tally.minute != minute]:
            del _tallies[caller]

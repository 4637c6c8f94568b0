"""How many requests a minute one caller may send.

Every request is counted by one statement, so that all processes count together and each answer costs the
same. Whoever is beyond the limit is refused from memory for the rest of the minute, and writes nothing more.
"""

import hmac
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import connection

from poincon.api.refusals import TooManyRequests

MINUTE = 60
MOST_REMEMBERED = 10_000
COUNT = (
    "INSERT INTO api_tally (name, minute, count) VALUES (%s, %s, 1)"
    " ON CONFLICT (name) DO UPDATE SET count = api_tally.count + 1 RETURNING count"
)

_beyond: set[UUID] = set()


def spend(*, caller: str, kind: str, at: datetime) -> None:
    """Count one request of a caller ("address" or "token"). Raises TooManyRequests beyond the limit."""
    minute, most = minute_of(at), settings.API_REQUESTS_A_MINUTE[kind]
    name = _name(caller, minute)
    if name not in _beyond and _counted(name, minute) <= most:
        return
    if len(_beyond) >= MOST_REMEMBERED:
        _beyond.clear()
    _beyond.add(name)
    raise TooManyRequests(retry_after=MINUTE - int(at.timestamp()) % MINUTE)


def minute_of(at: datetime) -> int:
    return int(at.timestamp()) // MINUTE


def _counted(name: UUID, minute: int) -> int:
    """Return how many requests the caller has sent in this minute, with this one."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [name, minute])
        return int(cursor.fetchone()[0])


def _name(caller: str, minute: int) -> UUID:
    """Return the name of a tally; whose it is cannot be read from it."""
    told = f"{caller}|{minute}".encode()
    return UUID(bytes=hmac.digest(settings.SECRET_KEY.encode(), told, "sha256")[:16])

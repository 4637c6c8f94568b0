"""Cursors: where a listing goes on, told to nobody but the listing itself.

A cursor holds the place of the last row, not a count of rows, so that rows which are added or removed
meanwhile neither repeat nor hide others. It is signed and bound to what was asked for.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core import signing
from django.http import HttpRequest

from poincon.api.refusals import BadCursor
from poincon.api.shapes import whole

SALT = "api.cursor"
UNBOUND = frozenset({"cursor", "limit"})


def place(request: HttpRequest) -> tuple[Any, ...] | None:
    """Return the place that the request's cursor tells; None at the start. Raises BadCursor."""
    cursor = request.GET.get("cursor", "")
    if not cursor:
        return None
    try:
        bound, values = signing.loads(cursor, salt=SALT)
    except (signing.BadSignature, ValueError):
        raise BadCursor from None
    if bound != _asked(request):
        raise BadCursor
    return tuple(_read(value) for value in values)


def cursor(request: HttpRequest, values: Sequence[object]) -> str:
    """Return the cursor of the row whose ordering columns hold these values."""
    return signing.dumps([_asked(request), [_written(value) for value in values]], salt=SALT)


def link(request: HttpRequest, cursor: str) -> str:
    """Return the address of the next portion."""
    asked = request.GET.copy()
    asked["cursor"] = cursor
    return f"{whole(request.path)}?{asked.urlencode()}"


def _asked(request: HttpRequest) -> str:
    """Return what names the listing: its address and filters, whatever their order."""
    told = sorted((name, values) for name, values in request.GET.lists() if name not in UNBOUND)
    return hashlib.sha256(json.dumps([request.path, told]).encode()).hexdigest()[:16]


def _written(value: object) -> object:
    if isinstance(value, datetime):
        return {"at": value.isoformat()}
    return {"on": value.isoformat()} if isinstance(value, date) else value


def _read(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return datetime.fromisoformat(value["at"]) if "at" in value else date.fromisoformat(value["on"])

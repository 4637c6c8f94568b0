"""Doing a thing once, however often it is asked for: idempotency keys (docs/api.md).

The work runs in one transaction with the row that remembers it, for which a second request of the same key
waits. What must not run in a transaction, such as asking the bank for its page, follows when the answer is
told; it has to be safe to repeat. So a request that was cut off anywhere is finished by its repetition.
"""

import hashlib
import hmac
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from pydantic import BaseModel

from poincon.api import problems
from poincon.api.guard import ORDER_KEY, caller_of
from poincon.api.models import KeptAnswer
from poincon.api.refusals import KeyMissing, KeyReused
from poincon.foundation import clock
from poincon.kernel.refusal import Refusal

HEADER = "Idempotency-Key"
CART = "Cart-Token"
KEY = re.compile(r"[\x21-\x7e]{1,255}")

# Whoever comes second waits here until the first is done, and writes nothing.
ENTER = (
    "INSERT INTO api_keptanswer (caller, key, fingerprint, body, at) VALUES (%s, %s, %s, '', %s)"
    " ON CONFLICT (caller, key) DO NOTHING RETURNING id"
)

type Outcome = Mapping[str, object]


def once(
    request: HttpRequest,
    act: Callable[[datetime], Outcome],
    tell: Callable[[Outcome, datetime], BaseModel],
    *,
    status: int = 201,
    outside: bool = False,
) -> HttpResponse:
    """Do `act` unless the request's key has done it already, and answer as the first time.

    `act` returns ids as plain values, from which `tell` makes the answer. A refusal of theirs is an answer
    like any other and is repeated too. With `outside`, telling asks somebody outside and follows the
    transaction; a refusal of that (the bank is silent) is not kept, so that asking again with the same key
    goes on where it stopped. Raises KeyMissing and KeyReused.
    """
    wish = _wish(request)
    with transaction.atomic():
        row = entered(wish, clock.now())
        replayed = row.status is not None
        if row.outcome is None and not replayed:
            _act(row, act, None if outside else tell, status)
    if row.status is None:
        row = _kept(row, status, tell(row.outcome or {}, clock.now()).model_dump_json())
    answer = problems.written(row.body, row.status or status)
    if replayed:
        answer.headers["Idempotent-Replayed"] = "true"
    return answer


@dataclass(frozen=True, slots=True)
class Wish:
    """What a request asks for: by whom, under which key, and what tells it from another of the same key."""

    caller: str
    key: str
    fingerprint: str


def entered(wish: Wish, at: datetime) -> KeptAnswer:
    """Return the row of a wish, written now if it is the first; nobody else has it meanwhile.

    Who is at the same wish is waited for. Raises KeyReused when the key has served for another one.
    """
    with connection.cursor() as cursor:
        cursor.execute(ENTER, [wish.caller, wish.key, wish.fingerprint, at])
        written = cursor.fetchone()
    if written:
        return KeptAnswer(written[0], wish.caller, wish.key, wish.fingerprint, at=at)
    row = KeptAnswer.objects.select_for_update().get(caller=wish.caller, key=wish.key)
    if row.fingerprint != wish.fingerprint:
        raise KeyReused
    return row


def _act(
    row: KeptAnswer,
    act: Callable[[datetime], Outcome],
    tell: Callable[[Outcome, datetime], BaseModel] | None,
    status: int,
) -> None:
    """Do the work and tell of it; a refusal undoes the work and is the answer."""
    at = clock.now()
    try:
        with transaction.atomic():
            row.outcome = dict(act(at))
            if tell:
                row.status, row.body = status, tell(row.outcome, at).model_dump_json()
    except Refusal as refusal:
        row.outcome, row.status, row.body = None, refusal.status, problems.of(refusal).model_dump_json()
    row.save(update_fields=["outcome", "status", "body"])


def _kept(row: KeptAnswer, status: int, body: str) -> KeptAnswer:
    """Keep the answer unless a twin of this request was faster, and return what is kept."""
    if KeptAnswer.objects.filter(pk=row.pk, status=None).update(status=status, body=body):
        row.status, row.body = status, body
        return row
    return KeptAnswer.objects.get(pk=row.pk)


def _wish(request: HttpRequest) -> Wish:
    key = request.headers.get(HEADER, "")
    if not KEY.fullmatch(key):
        raise KeyMissing
    return Wish(caller_of(request).name, key, _fingerprint(request))


def _fingerprint(request: HttpRequest) -> str:
    """Return what tells this request from another; nobody reads the body from it."""
    parts = [
        (request.method or "").encode(),
        request.get_full_path().encode(),
        request.headers.get(CART, "").encode(),
        request.headers.get(ORDER_KEY, "").encode(),
        request.body,
    ]
    return hmac.new(settings.SECRET_KEY.encode(), b"\0".join(parts), hashlib.sha256).hexdigest()

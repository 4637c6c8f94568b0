"""Doing a thing once, however often it is asked for: idempotency keys (docs/api.md).

The work runs in one transaction with the row that remembers it, which a second request of the same key
waits for. What must not run in a transaction, such as asking the bank for its page, follows when the answer
is told; it has to be safe to repeat. So a request that was cut off anywhere is finished by its repetition.
"""

import hashlib
import hmac
import re
from collections.abc import Callable, Mapping
from datetime import datetime

from django.conf import settings
from django.db import transaction
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

type Outcome = Mapping[str, object]


def once(
    request: HttpRequest,
    act: Callable[[datetime], Outcome],
    tell: Callable[[Outcome, datetime], BaseModel],
    *,
    status: int = 201,
) -> HttpResponse:
    """Do `act` unless the request's key has done it already, and answer as the first time.

    `act` returns ids as plain values, from which `tell` makes the answer. A refusal of `act` is an answer
    like any other and is repeated too; one of `tell` (the bank is silent) is not kept, so that asking again
    with the same key goes on where it stopped. Raises KeyMissing and KeyReused.
    """
    row, replayed = _entered(request, clock.now()), True
    if row.status is None:
        row, replayed = _acted(row.pk, act, clock.now()), False
    if row.status is None:
        body = tell(row.outcome or {}, clock.now()).model_dump_json()
        row = _kept(row.pk, status, body)
    answer = problems.written(row.body, row.status or status)
    if replayed:
        answer.headers["Idempotent-Replayed"] = "true"
    return answer


def _entered(request: HttpRequest, at: datetime) -> KeptAnswer:
    """Return the row of the request's key, written now if it is the first time."""
    key = request.headers.get(HEADER, "")
    if not KEY.fullmatch(key):
        raise KeyMissing
    caller, fingerprint = caller_of(request).name, _fingerprint(request)
    fresh = KeptAnswer(caller=caller, key=key, fingerprint=fingerprint, at=at)
    KeptAnswer.objects.bulk_create([fresh], ignore_conflicts=True)
    row = KeptAnswer.objects.get(caller=caller, key=key)
    if row.fingerprint != fingerprint:
        raise KeyReused
    return row


def _acted(pk: int, act: Callable[[datetime], Outcome], at: datetime) -> KeptAnswer:
    """Do the work, or wait for whoever is doing it; a refusal undoes the work and is the answer."""
    with transaction.atomic():
        row = locked(pk)
        if row.status is None and row.outcome is None:
            try:
                with transaction.atomic():
                    row.outcome = dict(act(at))
            except Refusal as refusal:
                row.status, row.body = refusal.status, problems.of(refusal).model_dump_json()
            row.save(update_fields=["outcome", "status", "body"])
    return row


def locked(pk: int) -> KeptAnswer:
    """Return the row, which nobody else then holds until the transaction ends."""
    return KeptAnswer.objects.select_for_update().get(pk=pk)


def _kept(pk: int, status: int, body: str) -> KeptAnswer:
    """Keep the answer unless a twin of this request was faster, and return what is kept."""
    KeptAnswer.objects.filter(pk=pk, status=None).update(status=status, body=body)
    return KeptAnswer.objects.get(pk=pk)


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

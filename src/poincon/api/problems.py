"""Errors as RFC 9457 wants them: a refusal's stable code, its words in the reader's language, its context."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from enum import Enum
from http import HTTPStatus

from django.conf import settings
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from poincon.api.shapes import Fault, Problem
from poincon.foundation import wording
from poincon.kernel.money import Money
from poincon.kernel.refusal import Refusal

CONTENT_TYPE = "application/problem+json"


def of(refusal: Refusal) -> Problem:
    """Return what a refusal is told as, in the active language; what is our own fault tells no details."""
    told = dict(refusal.context) if refusal.status < HTTPStatus.INTERNAL_SERVER_ERROR else {}
    errors = [Fault.model_validate(fault) for fault in told.pop("errors", [])]  # type: ignore[attr-defined]
    return Problem(
        type=f"{settings.BASE_URL}/api/#{refusal.code}",
        title=HTTPStatus(refusal.status).phrase,
        status=refusal.status,
        code=refusal.code,
        detail=wording.words(refusal),
        context={name: _plain(value) for name, value in told.items()},
        errors=errors,
    )


def response(refusal: Refusal) -> HttpResponse:
    """Return the answer to a request that was refused."""
    answer = written(of(refusal).model_dump_json(), refusal.status)
    if refusal.status == HTTPStatus.UNAUTHORIZED:
        answer.headers["WWW-Authenticate"] = 'Bearer realm="api"'
    if wait := refusal.context.get("retry_after"):
        answer.headers["Retry-After"] = str(wait)
    return answer


def broken() -> HttpResponse:
    """Return the answer to a request on which we failed: it tells no more than that."""
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    told = Problem(
        type=f"{settings.BASE_URL}/api/#internal_error",
        title=status.phrase,
        status=status,
        code="internal_error",
        detail=_("Something went wrong on our side. We have been told; nothing was changed."),
    )
    return written(told.model_dump_json(), status)


def written(body: str, status: int) -> HttpResponse:
    """Return a body of ours under its status, as a problem or as plain JSON."""
    kind = CONTENT_TYPE if status >= HTTPStatus.BAD_REQUEST else "application/json"
    return HttpResponse(body, status=status, content_type=kind)


def _plain(value: object) -> object:
    """Return a value of a refusal's context as JSON can carry it."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Enum):
        return _plain(value.value)
    if isinstance(value, Money):
        return {"minor": value.minor, "currency": value.currency}
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, Sequence | set | frozenset) and not isinstance(value, str | Promise):
        return [_plain(one) for one in value]
    return str(value)

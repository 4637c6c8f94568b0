"""One structured line per request, with nothing in it that says who asked."""

import time
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponseBase

log = structlog.get_logger("poincon.request")


class RequestLog:
    """Log method, route, status and milliseconds; routes are patterns, never the address as typed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        began = time.perf_counter()
        structlog.contextvars.bind_contextvars(request=uuid.uuid4().hex[:12])
        try:
            response = self.get_response(request)
            spent = round((time.perf_counter() - began) * 1000, 1)
            log.info(
                "request", method=request.method, route=_route(request), status=response.status_code, ms=spent
            )
            return response
        finally:
            structlog.contextvars.clear_contextvars()


def _route(request: HttpRequest) -> str:
    match = request.resolver_match
    return match.route if match else "unknown"

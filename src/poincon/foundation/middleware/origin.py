"""Refuse forms that another site posts, without tokens and without cookies.

A browser says where a request comes from: `Sec-Fetch-Site`, and `Origin` on every POST. So pages
carry no token, can be shared by a cache, and forms work when cookies are refused. The decision and
its sources are in docs/decisions/forms-without-tokens.md.
"""

from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import get_callable

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class SameOrigin:
    """Let a changing request through only when the browser says that this site sent it.

    A request that says nothing of its origin comes from no browser we know: it is refused, unless
    the view is marked `csrf_exempt` because it proves its sender otherwise (a signature, a token).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., object], _args: object, _kwargs: object
    ) -> HttpResponseBase | None:
        exempt = getattr(view, "csrf_exempt", False) or getattr(request, "_dont_enforce_csrf_checks", False)
        if request.method in SAFE or exempt or _ours(request):
            return None
        refused: Any = get_callable(settings.CSRF_FAILURE_VIEW)
        return cast("HttpResponseBase", refused(request, reason="another site"))


def _ours(request: HttpRequest) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin", "")
    return urlsplit(origin).netloc == request.get_host() or origin in settings.CSRF_TRUSTED_ORIGINS

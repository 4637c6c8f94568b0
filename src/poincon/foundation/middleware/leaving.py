"""Whoever signs out takes along what the browser remembered of them: the next person finds nothing."""

from collections.abc import Callable

from django.contrib.auth.signals import user_logged_out
from django.http import HttpRequest, HttpResponseBase

LEFT = "left_in_this_request"

_cookies: set[str] = set()


def drops(cookie: str) -> None:
    """Have a cookie dropped at every sign-out; a feature says so in its AppConfig.ready()."""
    _cookies.add(cookie)


class Leaving:
    """Drop the cookies of features once the session has ended; Django tells the end by a signal."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        user_logged_out.connect(_note, dispatch_uid="foundation.leaving")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if hasattr(request, LEFT):
            for name in sorted(_cookies):
                response.delete_cookie(name, samesite="Lax")
        return response


def _note(sender: object, request: HttpRequest | None, **_more: object) -> None:  # noqa: ARG001 - a receiver
    if request is not None:
        setattr(request, LEFT, True)

"""What a browser keeps for a visitor, a cart or a list, until they sign in and it is the customer's."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest, HttpResponse

from poincon.charter import queries as charters
from poincon.charter.promises import keeps
from poincon.customers import queries
from poincon.foundation import clock
from poincon.foundation.middleware import leaving

A_DAY = 24 * 3600
LONGEST = 64


class Join(Protocol):
    """Make what a token names the customer's own."""

    def __call__(self, *, token: str, customer_id: int, at: datetime) -> Any: ...


def token_of(request: HttpRequest, cookie: str) -> str:
    """Return what the browser brings along under a name, or nothing."""
    return request.COOKIES.get(cookie, "")[:LONGEST]


@keeps("cookies.in_your_hands")
def remember(response: HttpResponse, cookie: str, token: str) -> None:
    """Have the browser bring a token along for as long as the house keeps carts (cart.kept_days).

    A cookie that the shop cannot do without: only whoever has put something aside has one.
    """
    response.set_cookie(
        cookie,
        token,
        max_age=charters.charter().cart.kept_days * A_DAY,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def carries(cookie: str, join: Join) -> None:
    """Have `join` called at every sign-in with what the browser brings, and the cookie gone at sign-out.

    Called once, when an app is ready. Django tells of a sign-in by a signal, once the session is the user's.
    """
    user_logged_in.connect(_joining(cookie, join), weak=False, dispatch_uid=f"{cookie}.join")
    leaving.drops(cookie)


def _joining(cookie: str, join: Join) -> Callable[..., None]:
    def joined(sender: object, request: HttpRequest | None, **more: Any) -> None:  # noqa: ARG001
        if request is None:
            return
        customer = queries.customer_of(more["user"])
        token = token_of(request, cookie)
        if customer and token:
            join(token=token, customer_id=customer.pk, at=clock.now())

    return joined

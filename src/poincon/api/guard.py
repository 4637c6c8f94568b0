"""Who calls, and whether they may: a token in the Authorization header, or the key of one order.

Cookies are never read here, so that no page of another site can speak to the API in a visitor's name.
"""

import hashlib
from dataclasses import dataclass
from typing import cast

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

from poincon.api import actions, limits, queries
from poincon.api.refusals import ScopeMissing, Unauthenticated
from poincon.api.states import OPEN, Scope
from poincon.foundation import clock

ORDER_KEY = "Order-Key"
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Caller:
    """Who sends a request: a token, or somebody without one who may hold the key of an order."""

    token_id: int | None
    scopes: frozenset[str]
    customer_id: int | None
    order_key: str

    @property
    def actor(self) -> str:
        """The caller's name in the journal."""
        return f"token:{self.token_id}" if self.token_id else "visitor"

    @property
    def name(self) -> str:
        """The caller's name beside idempotency keys; a key of an order is not written down."""
        if self.token_id:
            return self.actor
        return f"key:{hashlib.sha256(self.order_key.encode()).hexdigest()[:32]}"


class Guard:
    """Let callers with a scope pass; where an order's own key opens it too, whoever brings one."""

    def __init__(self, scope: Scope, *, by_key: bool = False) -> None:
        self.scope = scope
        self.by_key = by_key

    def __call__(self, request: HttpRequest) -> Caller:
        """Return who calls. Raises Unauthenticated, ScopeMissing or TooManyRequests."""
        caller = _recognised(request)
        holds_key = self.by_key and bool(caller.order_key)
        if self.scope in OPEN or holds_key or self.scope in caller.scopes:
            return caller
        if caller.token_id is None:
            raise Unauthenticated
        raise ScopeMissing(scope=self.scope.value)


def caller_of(request: HttpRequest) -> Caller:
    """Return who was let in by the guard."""
    return cast("Caller", request.auth)  # type: ignore[attr-defined]  # Ninja keeps there what the guard found


def _recognised(request: HttpRequest) -> Caller:
    said, now = request.headers.get("Authorization"), clock.now()
    key = request.headers.get(ORDER_KEY, "")[:LONGEST]
    if said is None:
        limits.spend(caller=_address(request), kind="address", at=now)
        return Caller(None, frozenset(), None, key)
    kind, _, secret = said.partition(" ")
    token = queries.token_of(secret.strip()[:LONGEST], at=now) if kind.lower() == "bearer" else None
    if token is None:
        limits.spend(caller=_address(request), kind="address", at=now)
        raise Unauthenticated
    limits.spend(caller=f"token:{token.pk}", kind="token", at=now)
    actions.note_use(token=token, at=now)
    return Caller(token.pk, frozenset(token.scopes), token.customer_id, key)


def _address(request: HttpRequest) -> str:
    """Return the caller's address, behind as many proxies of ours as the settings tell."""
    return str(get_adapter().get_client_ip(request))

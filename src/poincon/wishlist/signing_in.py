"""At sign-in the browser's list becomes the customer's."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest

from poincon.customers import queries as customers
from poincon.foundation import clock
from poincon.wishlist import actions, visits


def listen() -> None:
    """Hear of every sign-in; Django tells it by a signal, once the session is the user's."""
    user_logged_in.connect(_join, dispatch_uid="wishlist.join")


def _join(sender: object, request: HttpRequest | None, **more: Any) -> None:  # noqa: ARG001
    if request is None:
        return
    customer = customers.customer_of(more["user"])
    token = visits.token_of(request)
    if customer and token:
        actions.join(token=token, customer_id=customer.pk, at=clock.now())

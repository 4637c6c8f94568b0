"""Which list a request is about: the customer's, or that of the browser's cookie."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse

from poincon.catalogue.sheets import Sheet
from poincon.customers import browsers
from poincon.customers import queries as customers
from poincon.wishlist import actions, queries
from poincon.wishlist.models import Wishlist

COOKIE = "wishlist"


def wishlist_of(request: HttpRequest) -> Wishlist | None:
    """Return the list of the person behind the request, or None."""
    customer = customers.customer_of(request.user)
    return queries.of_customer(customer.pk) if customer else queries.find(token_of(request))


def wishlist_for(request: HttpRequest, at: datetime) -> Wishlist:
    """Return the person's list, opening one when there is none."""
    customer = customers.customer_of(request.user)
    return wishlist_of(request) or actions.start(at=at, customer_id=customer.pk if customer else None)


def remember(response: HttpResponse, wishlist: Wishlist) -> None:
    """Have the browser bring a visitor's list along next time; only whoever has pressed the heart has one."""
    if wishlist.customer_id is None:
        browsers.remember(response, COOKIE, wishlist.token)


def token_of(request: HttpRequest) -> str:
    return browsers.token_of(request, COOKIE)


def liking(request: HttpRequest, piece: object) -> dict[str, object] | None:
    """Return the heart of a piece's page, filled when it is on the person's list; strangers cost nothing."""
    if not isinstance(piece, Sheet) or not queries.offered():
        return None
    return {"slug": piece.slug, "kept": _liked(request, piece.id)}


def _liked(request: HttpRequest, piece_id: int) -> bool:
    user = request.user
    if user.is_authenticated:
        return queries.likes_of_user(user.pk, piece_id)
    token = token_of(request)
    return bool(token) and queries.likes_of_browser(token, piece_id)

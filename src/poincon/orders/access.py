"""Who may see an order's page: its customer, and whoever holds the link that the mails carry."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from poincon.api.guard import caller_of
from poincon.api.refusals import NotFound
from poincon.api.states import Scope
from poincon.customers import queries as customers
from poincon.orders import queries
from poincon.orders.models import Order

COOKIE = "orders"
KEPT_SECONDS = 60 * 24 * 3600
MOST = 12


def may_see(request: HttpRequest, order: Order) -> bool:
    """Tell whether this browser belongs to the order's customer, or was opened by its link."""
    if _is_theirs(request, order):
        return True
    return any(queries.opened_by(order, key) for key in _keys(request))


def of_program(request: HttpRequest, reference: str, scope: Scope) -> Order:
    """Return the order that a program speaks of: placed by its token, its customer's, or opened by the key.

    Any other is as if it were not there: raises NotFound.
    """
    caller, found = caller_of(request), queries.by_reference(reference)
    if found is None:
        raise NotFound
    own = found.placed_by == caller.actor and caller.token_id is not None
    own = own or (caller.customer_id is not None and found.customer_id == caller.customer_id)
    if not (own and scope in caller.scopes) and not queries.opened_by(found, caller.order_key):
        raise NotFound
    return found


def latest(request: HttpRequest) -> Order | None:
    """Return the latest order of the customer who is signed in."""
    customer = customers.customer_of(request.user)
    return queries.of_customer(customer.pk).first() if customer else None


def recent(request: HttpRequest, at: datetime) -> list[Order]:
    """Return the newest orders that this browser may see; nothing is asked for one that has none."""
    customer, keys = customers.customer_of(request.user), _keys(request)
    if customer is None and not keys:
        return []
    theirs = queries.of_somebody(customer.pk if customer else None, keys)
    return list(theirs.filter(placed_at__gte=at - timedelta(seconds=KEPT_SECONDS))[:MOST])


def remember(request: HttpRequest, response: HttpResponse, order: Order) -> None:
    """Let this browser see the order from now on, in a signed cookie that scripts cannot read.

    Nothing is left in the browser of a customer who is signed in to see it; what else it holds goes at
    sign-out.
    """
    if _is_theirs(request, order):
        return
    keys = [order.access_key, *(key for key in _keys(request) if key != order.access_key)][:MOST]
    response.set_cookie(
        COOKIE,
        signing.dumps(keys, salt="orders"),
        max_age=KEPT_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _is_theirs(request: HttpRequest, order: Order) -> bool:
    customer = customers.customer_of(request.user)
    return customer is not None and order.customer_id == customer.pk


def _keys(request: HttpRequest) -> list[str]:
    try:
        keys: list[str] = signing.loads(request.COOKIES.get(COOKIE, ""), salt="orders", max_age=KEPT_SECONDS)
    except signing.BadSignature:
        return []
    return keys

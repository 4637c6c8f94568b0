"""What the checkout adds to the order's page: paying, cancelling in time, choosing, an account."""

from django.http import HttpRequest

from poincon.charter import queries as charters
from poincon.checkout.actions import ending, paying
from poincon.foundation import clock
from poincon.foundation.registries import Panel, order_panels
from poincon.orders.models import Order
from poincon.orders.states import Query


def _payment(_request: HttpRequest, order: object) -> dict[str, object] | None:
    if not isinstance(order, Order) or not paying.is_payable(order=order):
        return None
    transfer = charters.charter().payments.transfer if order.means == "transfer" else None
    return {"order": order, "transfer": transfer}


def _cancelling(_request: HttpRequest, order: object) -> dict[str, object] | None:
    now = clock.now()
    if not isinstance(order, Order) or not ending.may_cancel(order=order, at=now):
        return None
    return {"order": order, "until": order.cancel_until, "left": order.cancel_until - now}


def _choice(_request: HttpRequest, order: object) -> dict[str, object] | None:
    if not isinstance(order, Order) or order.query != Query.ASKED or not paying.waits_for_choice(order=order):
        return None
    return {"order": order}


def _account(request: HttpRequest, order: object) -> dict[str, object] | None:
    if not isinstance(order, Order) or order.customer_id or request.user.is_authenticated:
        return None
    return {"order": order, "email": order.contact.email}


def register() -> None:
    """Add the panels; called once, when the app is ready."""
    order_panels.register(Panel("choice", "checkout/panels/choice.html", 10, _choice))
    order_panels.register(Panel("payment", "checkout/panels/payment.html", 20, _payment))
    order_panels.register(Panel("cancelling", "checkout/panels/cancelling.html", 30, _cancelling))
    order_panels.register(Panel("account", "checkout/panels/account.html", 90, _account))

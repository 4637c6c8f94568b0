"""What orders add to other pages: the desk's first page, a customer's file, the customer's own space."""

from django.http import HttpRequest

from poincon.charter import queries as charters
from poincon.charter import running
from poincon.customers.queries import Customer
from poincon.foundation import clock
from poincon.foundation.panels import said
from poincon.foundation.registries import (
    Panel,
    account_panels,
    desk_customer_panels,
    desk_today,
    help_panels,
    order_panels,
    orders_panels,
)
from poincon.orders import access, distance, promised, queries
from poincon.orders.queries import Order
from poincon.orders.states import Headline, Life
from poincon.orders.words import LABELS
from poincon.staff.policies import is_for
from poincon.staff.states import Role

SHOWN = 8


def _today(_request: HttpRequest, member: object) -> dict[str, object] | None:
    """What should have left, what leaves today and on the next working day, the earliest first."""
    if not is_for(member, Role.COUNTER):
        return None
    today = clock.local_day(clock.now())
    days = charters.house_days(charters.charter())
    due = list(queries.to_send_by(days.add_working_days(today, 1)))
    rows = [(order, LABELS[Headline(order.headline)], order.dispatch_on < today) for order in due[:SHOWN]]
    late = sum(order.dispatch_on < today for order in due)
    now = sum(order.dispatch_on == today for order in due)
    counts = {"late": late, "now": now, "next": len(due) - late - now}
    return {"rows": rows, "more": len(due) > SHOWN, "today": today, **counts}


def _promised(_request: HttpRequest, order: object) -> dict[str, object] | None:
    """What the house has promised for this order, and how it stands: to send it by its day (R054)."""
    if not isinstance(order, Order) or order.life != Life.OPEN:
        return None
    clocks = running.of_subject(f"order:{order.pk}", promised.PROMISES)
    told = list(filter(None, (promised.told(one, clock.now(), order.dispatch_on) for one in clocks)))
    return {"told": told} if told else None


def _asked(_request: HttpRequest, member: object) -> dict[str, object] | None:
    """The orders that stand still until their customer has been reached (R055)."""
    if not is_for(member, Role.COUNTER):
        return None
    found = list(queries.queue("asked")[:SHOWN])
    return {"orders": found} if found else None


def _distance(_request: HttpRequest, member: object) -> dict[str, object] | None:
    """How near the house is to the threshold from which its sales in the Union are taxed elsewhere (V2)."""
    found = distance.standing(clock.local_day(clock.now())) if is_for(member, Role.OWNER) else None
    return {"standing": found} if found else None


def _of_customer(_request: HttpRequest, customer: object) -> dict[str, object] | None:
    if not isinstance(customer, Customer):
        return None
    found = queries.of_customer(customer.pk)[:SHOWN]
    return {"rows": [(order, LABELS[Headline(order.headline)]) for order in found]}


def _mine(request: HttpRequest, customer: object) -> dict[str, object] | None:
    """A customer's latest orders; where there are none, whether their list has others to show beneath."""
    told = _of_customer(request, customer)
    if told is None or told["rows"]:
        return told
    return told | {"others": said(orders_panels, request, customer)}


def _latest(request: HttpRequest, _about: object) -> dict[str, object]:
    """The visitor's own latest order beside an answer about orders; the template asks which, if none."""
    found = access.latest(request)
    return {"order": found, "label": LABELS[Headline(found.headline)] if found else ""}


def register() -> None:
    """Add the panels; called once, when the app is ready."""
    order_panels.register(Panel("promised", "orders/panels/promised.html", 40, _promised))
    desk_today.register(Panel("orders", "orders/panels/today.html", 10, _today, "counter"))
    desk_today.register(Panel("asked", "orders/panels/asked.html", 20, _asked, "counter"))
    desk_customer_panels.register(Panel("orders", "orders/panels/at_desk.html", 10, _of_customer))
    desk_today.register(Panel("distance", "orders/panels/distance.html", 60, _distance, "owner"))
    help_panels.register(Panel("own_order", "orders/panels/latest.html", 10, _latest))
    account_panels.register(Panel("orders", "orders/panels/mine.html", 10, _mine))

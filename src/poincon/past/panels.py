"""What was bought in the former shop, on the pages of customers: their own list of orders, and the desk's."""

from django.http import HttpRequest

from poincon.customers.queries import Customer
from poincon.foundation import clock
from poincon.foundation.registries import Panel, desk_customer_panels, orders_panels
from poincon.past import queries


def _of_customer(_request: HttpRequest, customer: object) -> dict[str, object] | None:
    if not isinstance(customer, Customer):
        return None
    found = queries.of_customer(customer.pk, clock.local_day(clock.now()))
    return {"told": found} if found else None


def register() -> None:
    """Add the panels; called once, when the app is ready."""
    orders_panels.register(Panel("past", "past/panels/mine.html", 10, _of_customer))
    desk_customer_panels.register(Panel("past", "past/panels/at_desk.html", 30, _of_customer))

"""What was bought in the former shop, and agreed to there, on the customer's own pages and the desk's."""

from django.http import HttpRequest

from poincon.customers.queries import Customer
from poincon.foundation import clock
from poincon.foundation.registries import Panel, desk_customer_panels, orders_panels, preferences_panels
from poincon.past import queries, words


def _of_customer(_request: HttpRequest, customer: object) -> dict[str, object] | None:
    if not isinstance(customer, Customer):
        return None
    found = queries.of_customer(customer.pk, clock.local_day(clock.now()))
    return {"told": found} if found else None


def _news(_request: HttpRequest, customer: object) -> dict[str, object] | None:
    found = queries.news_of(customer.pk) if isinstance(customer, Customer) else []
    return {"news": found, "agreed": any(row.agreed_at for row in found)} if found else None


def _my_news(request: HttpRequest, customer: object) -> dict[str, object] | None:
    told = _news(request, customer)
    return told | {"words": words.consent()} if told else None


def register() -> None:
    """Add the panels; called once, when the app is ready."""
    orders_panels.register(Panel("past", "past/panels/mine.html", 10, _of_customer))
    preferences_panels.register(Panel("news", "past/panels/my_news.html", 10, _my_news))
    desk_customer_panels.register(Panel("news", "past/panels/news_at_desk.html", 40, _news))
    desk_customer_panels.register(Panel("past", "past/panels/at_desk.html", 30, _of_customer))

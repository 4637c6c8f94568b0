"""The clocks of an order that is to be sent: what they are about, and why one was broken."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from poincon.foundation.registries import ClockOwner, clock_owners
from poincon.orders import queries
from poincon.orders.models import Order
from poincon.orders.states import Query, Work

STOOD = {Work.WAITING: "not_prepared", Work.PREPARING: "not_packed", Work.READY: "not_collected"}
PROMISES = ("orders.dispatch_within_days", "orders.ready_escalation_days")


def causes(order_ids: Sequence[int]) -> Mapping[int, str]:
    """Tell where each order stood when it should have left."""
    stands = ("pk", "work", "query", "hold__lines__from_restock")
    found: dict[int, str] = {}
    for pk, work, query, ahead in Order.objects.filter(pk__in=order_ids).values_list(*stands):
        cause = "customer_silent" if query == Query.ASKED else STOOD.get(Work(work), "partly_sent")
        found[pk] = "restock_late" if ahead and work == Work.WAITING else found.get(pk, cause)
    return found


def register() -> None:
    """Answer for the clocks; called once, when the app is ready."""
    for place, promise in enumerate(PROMISES, start=10):
        clock_owners.register(ClockOwner(promise, _("Orders"), place, queries.named, causes=causes))

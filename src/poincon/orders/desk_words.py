"""The desk's words for its queues and steps."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from poincon.orders.actions import work
from poincon.orders.models import Order, ParcelLine
from poincon.orders.states import WORK_FLOW, Funds, Life, Query, Work

QUEUES = {
    "to_prepare": _("To prepare"),
    "preparing": _("In preparation"),
    "ready": _("Ready"),
    "asked": _("Waiting for the customer"),
    "unpaid": _("Unpaid"),
    "shipped": _("On the way"),
    "ended": _("Done"),
}
VERBS = {
    "prepare": _("Start preparing"),
    "make_ready": _("Packed and ready"),
    "reopen": _("Back to the bench"),
    "ask": _("Ask the customer"),
    "settle": _("The customer has answered"),
    "take_back": _("Came back, checked"),
}
# What is said once a step has been taken.
DONE = {
    "prepare": _("The preparation has begun; the customer’s page says so."),
    "make_ready": _("It is packed. Now hand it to the carrier."),
    "reopen": _("It is back at the bench."),
    "ask": _("The order waits for its customer. Call or write to them now."),
    "settle": _("The order goes on."),
    "take_back": _("It is booked as come back."),
}
# Who pays what a parcel owes at the border, as the counter tells its carrier.
CUSTOMS = {
    "customer": _("For the customer, who pays them to the carrier."),
    "house": _("For us: hand it over with duties paid (DDP)."),
}
FORWARD = frozenset({"prepare", "make_ready", "settle"})
"""The steps that bring an order nearer to its customer: the one to take next."""

# What the customer will be told when the step is taken; nothing where the page alone changes.
TELLS = {
    "ask": _("nothing is sent: call or write to the customer. Their page says that we need a word."),
    "take_back": _("nothing is sent: their page says that the parcel is back."),
}


def steps_on_offer(order: Order, at: datetime) -> list[str]:
    """Return the steps that the desk may take with an order as it stands at that instant."""
    if order.life != Life.OPEN:
        return ["take_back"] if order.back == "none" and order.work != Work.WAITING else []
    found: list[str] = []
    if order.query == Query.ASKED:
        found = ["settle"]
    elif order.funds == Funds.PAID:
        found = [verb for verb in WORK_FLOW.verbs(Work(order.work)) if verb in VERBS]
        if "prepare" in found and work.obstacle_to(order=order, at=at):
            found.remove("prepare")
        found += [] if order.work in {Work.SHIPPED, Work.DELIVERED} or _partly_sent(order) else ["ask"]
    if order.work in {Work.SHIPPED, Work.DELIVERED} and order.back == "none":
        found.append("take_back")
    return found


def _partly_sent(order: Order) -> bool:
    """Tell whether a piece has left: what its customer may answer would come too late for it."""
    return ParcelLine.objects.filter(line__order=order).exists()

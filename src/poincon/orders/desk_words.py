"""The desk's words for its queues and steps."""

from django.utils.translation import gettext_lazy as _

from poincon.orders.models import Order
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
# What the customer will be told when the step is taken; nothing where the page alone changes.
TELLS = {
    "ask": _("Nothing is sent: call or write to the customer. Their page says that we need a word."),
    "take_back": _("Nothing is sent: their page says that the parcel is back."),
}


def steps_on_offer(order: Order) -> list[str]:
    """Return the steps that the desk may take with an order as it stands."""
    if order.life != Life.OPEN:
        return ["take_back"] if order.back == "none" and order.work != Work.WAITING else []
    found: list[str] = []
    if order.query == Query.ASKED:
        found = ["settle"]
    elif order.funds == Funds.PAID:
        found = [verb for verb in WORK_FLOW.verbs(Work(order.work)) if verb in VERBS]
        found += ["ask"] if order.work not in {Work.SHIPPED, Work.DELIVERED} else []
    if order.work in {Work.SHIPPED, Work.DELIVERED} and order.back == "none":
        found.append("take_back")
    return found

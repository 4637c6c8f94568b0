"""The clocks of an order that is to be sent: what they are about, and why one was broken."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from poincon.charter.promises import keeps
from poincon.charter.running import Clock
from poincon.charter.states import ClockState
from poincon.design import words
from poincon.design.templatetags.words import speaking
from poincon.foundation import clock
from poincon.foundation.registries import ClockOwner, Queue, clock_owners
from poincon.orders import queries
from poincon.orders.models import Order
from poincon.orders.states import Query, Work

STOOD = {Work.WAITING: "not_prepared", Work.PREPARING: "not_packed", Work.READY: "not_collected"}
QUEUE = Queue("orders", gettext_lazy("Orders"))
ESCALATION = "orders.ready_escalation_days"
PROMISES = ("orders.dispatch_within_days", ESCALATION)


def causes(order_ids: Sequence[int]) -> Mapping[int, str]:
    """Tell where each order stood when it should have left."""
    stands = ("pk", "work", "query", "hold__lines__from_restock")
    found: dict[int, str] = {}
    for pk, work, query, ahead in Order.objects.filter(pk__in=order_ids).values_list(*stands):
        cause = "customer_silent" if query == Query.ASKED else STOOD.get(Work(work), "partly_sent")
        found[pk] = "restock_late" if ahead and work == Work.WAITING else found.get(pk, cause)
    return found


@keeps("orders.ready_escalation_days")
def told(term: Clock, now: datetime, leaves_on: date) -> str:
    """Say to the customer how a promise about their order stands; nothing when it goes without saying.

    `leaves_on` is the day on which it leaves now, which a late maker may have moved past what was promised.
    """
    if term.promise == ESCALATION:
        return (
            _("Your parcel has been ready for longer than we promise. Write to us: we look into it with you.")
            if _is_broken(term, now) and not term.made_good_at
            else ""
        )
    due = words.day(clock.day_ending_at(term.due_at), speaking())
    if term.state == ClockState.KEPT:
        return _("It left in time, as we had promised.")
    if term.state == ClockState.PAUSED:
        return _("The days to its dispatch stand still until we have reached you.")
    if term.made_good_at:
        gone = words.day(clock.local_day(term.made_good_at), speaking())
        return _("It left on %(gone)s; we had promised %(due)s. We are sorry.") % {"gone": gone, "due": due}
    if _is_broken(term, now):
        return _("It should have left by %(due)s. We are late, and see to it now.") % {"due": due}
    if leaves_on > clock.day_ending_at(term.due_at):
        gone = words.day(leaves_on, speaking())
        return _("We had promised it for %(due)s; what we await comes later, and it leaves on %(gone)s.") % {
            "due": due,
            "gone": gone,
        }
    return _("We have promised that it leaves by %(due)s at the latest.") % {"due": due}


def _is_broken(term: Clock, now: datetime) -> bool:
    return term.state == ClockState.BROKEN or (term.state == ClockState.RUNNING and term.due_at <= now)


def register() -> None:
    """Answer for the clocks; called once, when the app is ready."""
    for place, promise in enumerate(PROMISES, start=10):
        clock_owners.register(ClockOwner(promise, QUEUE, place, queries.named, causes=causes))

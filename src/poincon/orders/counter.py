"""The steps of the counter: what each verb does, and that only those on offer are taken."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from django.db import transaction

from poincon.kernel.flow import StepRefused
from poincon.orders import locking
from poincon.orders.actions import life, work
from poincon.orders.desk_words import steps_on_offer
from poincon.orders.models import Order

STEPS: Mapping[str, Callable[..., Order]] = {
    "prepare": work.prepare,
    "make_ready": work.make_ready,
    "reopen": work.reopen,
    "ask": partial(life.ask, cause="desk"),
    "settle": life.settle,
    "take_back": life.take_back,
}
"""What each verb of the desk does; called with order_id, actor and at."""


def take(*, order_id: int, verb: str, actor: str, at: datetime) -> Order:
    """Take one step with an order. Refused as the step itself refuses, else StepRefused when not on offer.

    An order may not be able to tell by itself: coming back is a step of its own flow whether or not a
    parcel ever left. `verb` is one of STEPS.
    """
    with transaction.atomic():
        order = locking.locked(order_id)
        offered = steps_on_offer(order, at)
        taken = STEPS[verb](
            order_id=order_id, actor=actor, at=at
        )  # whose own reason says more, so it comes first
        if verb not in offered:
            raise StepRefused(verb=verb, state=order.work, open=offered)
    return taken

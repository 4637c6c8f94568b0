"""Running the background jobs that are due, here and now, as a worker would."""

from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from poincon.foundation import clock, facts
from poincon.foundation.models import Delivery, Fact


def run() -> int:
    """Deliver every fact to every handler that has not had it yet, until none is left; return how many."""
    done = 0
    while undelivered := _undelivered():
        for fact_id, handler in undelivered:
            with transaction.atomic():
                done += facts.carry_out(fact_id=fact_id, handler=handler, at=clock.now())
    return done


def _undelivered() -> list[tuple[int, str]]:
    delivered = set(Delivery.objects.values_list("fact_id", "handler"))
    found = Fact.objects.order_by("id").values_list("pk", "name")
    pairs = [(pk, handler) for pk, name in found for handler in facts.handlers_named(name)]
    return [pair for pair in pairs if pair not in delivered]


def waiting() -> list[str]:
    """Return the names of the jobs that wait."""
    return list(
        ProcrastinateJob.objects.filter(status="todo").order_by("id").values_list("task_name", flat=True)
    )

"""Running the background jobs that are due, here and now, as a worker would."""

from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from poincon.foundation import clock, facts
from poincon.foundation.models import Delivery, Fact


def run() -> int:
    """Deliver every fact to every handler that has not had it yet, in order; return how many there were."""
    done = 0
    for fact in Fact.objects.order_by("id"):
        for handler in facts.handlers_named(fact.name):
            if not Delivery.objects.filter(fact=fact, handler=handler).exists():
                with transaction.atomic():
                    done += facts.carry_out(fact_id=fact.pk, handler=handler, at=clock.now())
    return done


def waiting() -> list[str]:
    """Return the names of the jobs that wait."""
    return list(ProcrastinateJob.objects.filter(status="todo").order_by("id").values_list("task_name", flat=True))

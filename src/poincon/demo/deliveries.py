"""Carrying out on the simulated clock what a worker would do, so that mails bear the day they tell of."""

from datetime import datetime

from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from poincon.charter.actions import striking
from poincon.foundation import facts
from poincon.foundation.models import Delivery
from poincon.foundation.tasks import deliver

CARDS = "window."


def carry_out(at: datetime) -> int:
    """Strike the clocks that are due, then hand every waiting fact to its handler at the instant `at`.

    Facts that follow are handed on as well. Returns how many were.
    """
    striking.strike(at=at)
    done = 0
    while jobs := _waiting():
        for job in jobs:
            facts.carry_out(fact_id=job.args["fact_id"], handler=job.args["handler"], at=at)
            app.job_manager.cancel_job_by_id(job.pk, delete_job=True)
            done += 1
    return done


def drop(task: str) -> None:
    """Take away the jobs of a task that the scene has done itself."""
    for job in ProcrastinateJob.objects.filter(task_name=task, status="todo"):
        app.job_manager.cancel_job_by_id(job.pk, delete_job=True)


def skip_cards(at: datetime) -> int:
    """Take as done what would write the window's cards one by one: they were all written together."""
    jobs = [job for job in _waiting() if job.args["handler"].startswith(CARDS)]
    Delivery.objects.bulk_create(
        [
            Delivery(fact_id=fact_id, handler=job.args["handler"], at=at)
            for job in jobs
            for fact_id in facts.undelivered(fact_id=job.args["fact_id"], handler=job.args["handler"])
        ],
        ignore_conflicts=True,
    )
    for job in jobs:
        app.job_manager.cancel_job_by_id(job.pk, delete_job=True)
    return len(jobs)


def _waiting() -> list[ProcrastinateJob]:
    jobs = ProcrastinateJob.objects.filter(task_name=deliver.name, status="todo")
    return list(jobs.order_by("id"))

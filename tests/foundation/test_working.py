"""What a background job queues belongs to its own transaction."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from importlib import import_module

import pytest
from django.db import connection, transaction
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from poincon.catalogue.events import PieceChanged
from poincon.foundation import clock
from poincon.foundation.facts import announce
from poincon.foundation.models import Fact
from poincon.foundation.working import worker

pytestmark = pytest.mark.django_db(transaction=True)


@app.task(name="tests.announce_and_think_better", queue="of_this_test")
def announce_and_think_better(*, kept: bool) -> None:
    """Announce a fact whose handlers get jobs, in a part of the transaction that may be undone."""
    with transaction.atomic(), transaction.atomic():
        announce(PieceChanged(7), at=clock.now())
        transaction.set_rollback(not kept)


def as_procrastinate_does() -> AbstractContextManager[App]:
    return app.replace_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]


def left_behind(run: Callable[[], AbstractContextManager[App]], *, kept: bool) -> int:
    """Let a worker run that job, and return how many deliveries it leaves in the queue."""
    announce_and_think_better.defer(kept=kept)
    with run() as working:
        working.run_worker(
            wait=False, install_signal_handlers=False, listen_notify=False, queues=["of_this_test"]
        )
    assert ProcrastinateJob.objects.get(queue_name="of_this_test").status == "succeeded"
    return ProcrastinateJob.objects.filter(task_name="foundation.deliver").count()


def test_what_a_job_undoes_leaves_nothing_in_the_queue() -> None:
    assert left_behind(worker, kept=False) == 0
    assert not Fact.objects.exists()


def test_what_a_job_keeps_is_delivered() -> None:
    jobs = left_behind(worker, kept=True)
    assert jobs > 0
    assert {one.args["fact_id"] for one in ProcrastinateJob.objects.filter(queue_name="facts")} == {
        Fact.objects.get().pk
    }


def test_through_a_connection_of_the_worker_the_queue_keeps_what_was_undone() -> None:
    """The negative control: deliveries of a fact that there is not."""
    assert left_behind(as_procrastinate_does, kept=False) > 0
    assert not Fact.objects.exists()


def test_an_update_forgets_what_older_workers_left_and_nothing_else() -> None:
    left_behind(as_procrastinate_does, kept=False)
    with transaction.atomic():
        announce(PieceChanged(7), at=clock.now())
    migration = import_module("poincon.foundation.migrations.0004_jobs_of_undone_facts")
    with connection.cursor() as cursor:
        cursor.execute(migration.FORGET)
    deliveries = ProcrastinateJob.objects.filter(task_name="foundation.deliver")
    assert {one.args["fact_id"] for one in deliveries} == {Fact.objects.get().pk}

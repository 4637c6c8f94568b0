"""A shop is updated while jobs wait: whatever they are called after is there, or known to be retired."""

import logging
from datetime import datetime
from pathlib import Path

import pytest
from django.db import transaction
from procrastinate.contrib.django import procrastinate_app
from procrastinate.contrib.django.models import ProcrastinateJob

from poincon.catalogue.events import PieceChanged
from poincon.foundation import facts, retired
from poincon.foundation.facts import announce, carry_out
from poincon.foundation.models import Delivery, Fact
from poincon.foundation.working import worker

LANDED = Path(__file__).with_name("landed.txt").read_text().splitlines()


def handlers() -> set[str]:
    known = {name for kind in facts.kinds() for name in facts.handlers_named(facts._names[kind])}
    return {name for name in known if not name.startswith("tests.")}


def tasks() -> set[str]:
    known = procrastinate_app.current_app.tasks
    return {
        name
        for name in known
        if not name.startswith(("builtin:", "procrastinate.", "tests.")) and name not in retired.TASKS
    }


def test_every_name_that_jobs_were_ever_called_after_is_there_or_retired() -> None:
    there = {f"handler {name}" for name in handlers() | {*retired.HANDLERS}}
    there |= {f"task {name}" for name in tasks() | {*retired.TASKS}}

    assert not {*LANDED} - there, "name them in foundation/retired.py: jobs of theirs may wait in a shop"
    assert not there - {*LANDED}, "write them down in tests/foundation/landed.txt, for good"
    assert sorted(set(LANDED)) == LANDED


def test_nothing_is_retired_and_there() -> None:
    assert not handlers() & {*retired.HANDLERS}
    assert {gone.by for gone in retired.HANDLERS.values() if gone.by} <= handlers()


@pytest.mark.django_db
def test_the_job_of_a_retired_handler_ends_quietly(noon: datetime, caplog: pytest.LogCaptureFixture) -> None:
    with transaction.atomic():
        announce(PieceChanged(7), at=noon)
    fact = Fact.objects.get()

    with caplog.at_level(logging.INFO, "poincon"):
        assert not carry_out(fact_id=fact.pk, handler="alerts.handlers.expect", at=noon)

    assert "alerts.handlers.expect is retired since 2026-11-22" in caplog.text
    assert not Delivery.objects.exists()


@pytest.mark.django_db
def test_a_name_that_nobody_knows_is_still_a_fault(noon: datetime) -> None:
    """Negative control: only what is named as retired ends quietly."""
    with transaction.atomic():
        announce(PieceChanged(7), at=noon)
    with pytest.raises(KeyError):
        carry_out(fact_id=Fact.objects.get().pk, handler="alerts.handlers.expected", at=noon)


@pytest.mark.django_db
def test_a_successor_does_what_was_asked_of_its_predecessor_once(noon: datetime) -> None:
    with transaction.atomic():
        announce(PieceChanged(7), at=noon)
    fact = Fact.objects.get()

    assert carry_out(fact_id=fact.pk, handler="window.handlers.show_piece", at=noon)
    assert not carry_out(fact_id=fact.pk, handler="window.handlers.show", at=noon)
    assert list(Delivery.objects.values_list("handler", flat=True)) == ["window.handlers.show"]


@pytest.mark.django_db(transaction=True)
def test_the_job_of_a_retired_task_ends_quietly(caplog: pytest.LogCaptureFixture) -> None:
    app = procrastinate_app.current_app
    app.configure_task("checkout.lapse", queue="of_before", allow_unknown=True).defer(order_id=12)

    with (
        caplog.at_level(logging.INFO, "poincon"),
        worker() as working,
    ):
        working.run_worker(wait=False, install_signal_handlers=False, queues=["of_before"])

    assert ProcrastinateJob.objects.get(task_name="checkout.lapse").status == "succeeded"
    assert "checkout.lapse is retired since 2026-11-22" in caplog.text

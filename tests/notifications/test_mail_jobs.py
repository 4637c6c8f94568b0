"""From the commit to the letterbox through a real worker."""

from datetime import timedelta

import pytest
from django.core import mail
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.notifications.conftest import Write

from poincon.foundation import clock
from poincon.foundation.working import worker
from poincon.notifications.models import Message
from poincon.notifications.states import MessageState

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_jobs")]


def work() -> None:
    """Let a worker do what is due now, and stop."""
    with worker() as working:
        working.run_worker(wait=False, install_signal_handlers=False, listen_notify=False, queues=["mail"])


def test_a_posted_mail_arrives_without_anybody_asking(write: Write) -> None:
    message = write(at=clock.now())
    work()
    [sent] = mail.outbox
    assert sent.to == ["ines@client.example"]
    assert sent.extra_headers["Message-ID"] == message.message_id
    message.refresh_from_db()
    assert message.state == MessageState.SENT


def test_a_mail_for_later_waits(write: Write) -> None:
    write(at=clock.now() + timedelta(hours=1))
    work()
    assert mail.outbox == []
    assert Message.objects.get().attempts == 0
    assert ProcrastinateJob.objects.get(task_name="notifications.send").status == "todo"


def test_jobs_carry_no_personal_data(write: Write) -> None:
    message = write()
    assert [job.args for job in ProcrastinateJob.objects.all()] == [{"message_id": message.pk}]

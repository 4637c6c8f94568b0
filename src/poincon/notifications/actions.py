"""What can be done with a message. One public function per verb."""

from collections.abc import Sequence
from contextlib import suppress as ignoring
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from procrastinate.contrib.django import app

from poincon.foundation.stepping import Overtaken, take_step
from poincon.notifications import rules, sending
from poincon.notifications.models import Attachment, Message
from poincon.notifications.states import MESSAGE_FLOW, MessageState

SENDER = "system:mail"
AT_ONCE = 500
LONGEST_SUBJECT = 200


@dataclass(frozen=True, slots=True)
class File:
    """A file to go with a message: its name as the reader sees it, its type, its bytes."""

    name: str
    content_type: str
    body: bytes


def post(
    *,
    key: str,
    kind: str,
    to: str,
    language: str,
    subject: str,
    html: str,
    text: str,
    subject_ref: str,
    at: datetime,
    attachments: Sequence[File] = (),
    confidential: bool = False,
    unsubscribe: str = "",
) -> Message:
    """Write a mail into the surrounding transaction, to be sent in the background once it commits.

    `key` names the fact that the mail tells ("order:12:received"): a second post with the same key
    changes nothing and gets the first message back. `subject_ref` is what it is about ("order:12").
    A mail with a link that lets its reader in (a new password) is confidential: nobody else reads it. With
    `unsubscribe`, an https address that takes a POST, mail programs offer to stop such mails (RFC 8058).
    """
    with transaction.atomic():
        message, is_new = Message.objects.get_or_create(
            key=key,
            defaults={
                "kind": kind,
                "to": to,
                "language": language,
                "subject": " ".join(subject.split())[:LONGEST_SUBJECT],
                "html": html,
                "text": text,
                "subject_ref": subject_ref,
                "confidential": confidential,
                "unsubscribe": unsubscribe,
                "created_at": at,
                "due_at": at,
                "message_id": rules.message_id(key, sending.own_domain()),
            },
        )
        if is_new:
            _attach(message, attachments)
            _queue(message)
    return message


def send(*, message_id: int, at: datetime) -> bool:
    """Try once to send a waiting message that is due; True when the mail server took it.

    No transaction is open while the mail server is spoken to. A crash after the server's answer and
    before our own note of it sends the mail again later, under the same Message-ID.
    """
    message = _claim(message_id, at)
    if message is None:
        return False
    fault = sending.hand_over(message)
    if fault is None:
        _note_sent(message, at)
    else:
        _note_fault(message, fault, at)
    return fault is None


def send_again(*, message: Message, actor: str, at: datetime) -> None:
    """Put a failed or suppressed message back in the queue, with all its attempts before it."""
    with transaction.atomic():
        take_step(message, MESSAGE_FLOW, "send_again", actor=actor, at=at, attempts=0, due_at=at)
        _queue(message)


def suppress(*, message: Message, actor: str, at: datetime) -> None:
    """Decide that a message shall not be sent."""
    take_step(message, MESSAGE_FLOW, "suppress", actor=actor, at=at)


def hold_back(*, subject_ref: str, actor: str, at: datetime) -> int:
    """Suppress what has not left yet of all that was written about a subject; returns how many mails."""
    with transaction.atomic():
        rows = Message.objects.filter(subject_ref=subject_ref, state=MessageState.WAITING)
        left = list(rows.select_for_update().order_by("id"))
        for message in left:
            suppress(message=message, actor=actor, at=at)
    return len(left)


def requeue_lost(*, at: datetime) -> int:
    """Give a new job to waiting messages whose own was lost, and return how many there were."""
    with transaction.atomic():
        lost = list(
            Message.objects.select_for_update(skip_locked=True)
            .filter(state=MessageState.WAITING, due_at__lte=at - rules.GRACE)
            .order_by("due_at")[:AT_ONCE]
        )
        Message.objects.filter(pk__in=[message.pk for message in lost]).update(due_at=at)
        for message in lost:
            message.due_at = at
            _queue(message)
    return len(lost)


def _attach(message: Message, files: Sequence[File]) -> None:
    Attachment.objects.bulk_create(
        Attachment(
            message=message,
            position=position,
            name=file.name,
            content_type=file.content_type,
            body=file.body,
        )
        for position, file in enumerate(files, start=1)
    )


def _queue(message: Message) -> None:
    job = app.configure_task("notifications.send", queue="mail", schedule_at=message.due_at)
    job.defer(message_id=message.pk)


def _claim(message_id: int, at: datetime) -> Message | None:
    """Take the message for one attempt: of any number of rivals, one gets it."""
    due = Message.objects.filter(pk=message_id, state=MessageState.WAITING, due_at__lte=at)
    with transaction.atomic(durable=True):
        seen = due.first()
        if seen is None:
            return None
        attempts = seen.attempts + 1
        until = at + rules.lease_for(attempts)
        mine = due.filter(attempts=seen.attempts).update(attempts=attempts, due_at=until)
        seen.attempts, seen.due_at = attempts, until
    return seen if mine else None


def _note_sent(message: Message, at: datetime) -> None:
    # Overtaken: an attempt that outlived its lease; whoever followed it has noted the sending.
    forgotten = {"html": "", "text": ""} if message.confidential else {}
    with ignoring(Overtaken):
        take_step(
            message, MESSAGE_FLOW, "hand_over", actor=SENDER, at=at, sent_at=at, last_fault="", **forgotten
        )


def _note_fault(message: Message, fault: rules.Fault, at: datetime) -> None:
    wait = None if fault.permanent else rules.wait_after(message.attempts)
    if wait is None:
        with ignoring(Overtaken):
            take_step(
                message, MESSAGE_FLOW, "give_up", actor=SENDER, at=at, cause=fault.code, last_fault=fault.code
            )
        return
    with transaction.atomic():
        still_ours = Message.objects.filter(
            pk=message.pk, state=MessageState.WAITING, attempts=message.attempts
        )
        if still_ours.update(due_at=at + wait, last_fault=fault.code):
            message.due_at = at + wait
            _queue(message)

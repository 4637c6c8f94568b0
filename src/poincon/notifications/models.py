"""What was written to whom, word for word, and what became of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise

from poincon.foundation.privacy import Classes, classes
from poincon.notifications.states import MessageState
from poincon.notifications.wording import STATE_WORDS, TONES


class Message(models.Model):
    """One mail. `key` says which fact it tells, so that the same fact is never told twice.

    `due_at` is when the next attempt may start; whoever makes an attempt first moves it ahead, which
    keeps rivals away for as long as the attempt can last. A confidential one opens somebody's door: the
    desk does not show its words, and they go once it is sent. At `unsubscribe` its
    reader stops such mails in one click (RFC 8058).
    """

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=48)
    to = models.CharField(max_length=254)
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=200)
    html = models.TextField()
    text = models.TextField()
    subject_ref = models.CharField(max_length=64, db_index=True)
    confidential = models.BooleanField(default=False)
    unsubscribe = models.CharField(max_length=300, blank=True, default="", db_default="")
    state = models.CharField(max_length=12, default=MessageState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    message_id = models.CharField(max_length=120)
    last_fault = models.CharField(max_length=32, blank=True)

    privacy: ClassVar[Classes] = classes(
        none="id key kind language subject_ref confidential state attempts created_at due_at sent_at"
        " message_id last_fault",
        contact="to",
        technical="unsubscribe",
        free_text="subject html text",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(MessageState)), name="message_known_state"),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=False) | ~Q(state=MessageState.SENT), name="message_sent_has_time"
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(state=MessageState.WAITING), name="message_waiting_due"
            ),
            models.Index(fields=["state", "-id"], name="message_state_newest"),
            models.Index(fields=["to"], name="message_to"),
        ]

    def __str__(self) -> str:
        return f"message {self.pk}"

    @property
    def state_words(self) -> Promise | str:
        """The state as the desk says it."""
        return STATE_WORDS[self.state]

    @property
    def tone(self) -> str:
        """How the state looks: good, now, bad or off."""
        return TONES[self.state]


class Attachment(models.Model):
    """A file that goes with a message, such as the terms accepted and the withdrawal form."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attachments")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    content_type = models.CharField(max_length=80)
    body = models.BinaryField()

    privacy: ClassVar[Classes] = classes(none="id message position name content_type", free_text="body")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["message", "position"], name="attachment_position_once")
        ]

    def __str__(self) -> str:
        return f"attachment {self.pk}"

"""Clocks: one row for each term that a promise has started."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from poincon.charter.states import OPEN, ClockState
from poincon.foundation.privacy import Classes, classes


class Clock(models.Model):
    """The term of one promise on one subject: `payments.transfer.cancel_after_days` on `order:12`.

    `wake_at` is when the scheduler next looks at a running clock: a reminder, the end, another attempt. One
    that `waits` does not end before what it waits for has happened: past its term, it stands still.
    """

    promise = models.CharField(max_length=80)
    subject = models.CharField(max_length=64)
    state = models.CharField(max_length=8, default=ClockState.RUNNING)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    wake_at = models.DateTimeField(null=True)
    reminders = ArrayField(models.DateTimeField(), default=list)
    waits = models.BooleanField(default=False, db_default=False)
    paused_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    made_good_at = models.DateTimeField(null=True)
    cause = models.CharField(max_length=40, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    privacy: ClassVar[Classes] = classes(
        none="id promise subject state opened_at due_at wake_at reminders waits paused_at closed_at"
        " made_good_at cause tries"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["promise", "subject"], condition=Q(state__in=OPEN), name="clock_open_once"
            ),
            models.CheckConstraint(condition=Q(state__in=list(ClockState)), name="clock_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=OPEN, closed_at=None) | ~Q(state__in=OPEN) & Q(closed_at__isnull=False),
                name="clock_closed_when_over",
            ),
            models.CheckConstraint(
                condition=Q(state=ClockState.RUNNING, wake_at__isnull=False)
                | ~Q(state=ClockState.RUNNING) & Q(wake_at=None),
                name="clock_wakes_while_running",
            ),
            models.CheckConstraint(
                condition=Q(subject__regex=r"^[a-z_]+:[0-9]+$"), name="clock_subject_numbered"
            ),
            models.CheckConstraint(
                condition=Q(made_good_at=None) | Q(state=ClockState.BROKEN), name="clock_made_good"
            ),
        ]
        indexes = [
            models.Index(fields=["subject", "promise"], name="clock_subject"),
            models.Index(fields=["wake_at"], condition=Q(state=ClockState.RUNNING), name="clock_wakes"),
            # What the board counts, and nothing else: equal entries are stored once, so it stays small.
            models.Index(fields=["promise", "state"], condition=Q(state__in=OPEN), name="clock_open"),
            models.Index(F("due_at"), condition=Q(state__in=OPEN), name="clock_due"),
            models.Index(
                fields=["promise", "due_at"],
                condition=Q(state=ClockState.BROKEN, made_good_at=None),
                name="clock_owed",
            ),
            models.Index(
                fields=["closed_at", "promise", "state"],
                condition=Q(state__in=[ClockState.KEPT, ClockState.BROKEN]),
                name="clock_closed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.promise} of {self.subject}"

    @property
    def number(self) -> int:
        """The number of the subject: 12 of "order:12"."""
        return int(self.subject.partition(":")[2])

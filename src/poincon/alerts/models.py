"""Who waits for what."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from poincon.alerts.states import AlertState
from poincon.customers.states import RingScale
from poincon.foundation.codes import choices, codes
from poincon.foundation.privacy import Classes, classes


class Alert(models.Model):
    """One address that waits for one variant. The order of the rows is the order of the requests.

    `email` is tidied: the same address is always written the same. `called_at` is when its turn came, from
    which on the promise runs; `ring_scale` is the one on which whoever asked reads ring sizes, "" for the
    house's own.
    """

    variant = models.ForeignKey("catalogue.Variant", on_delete=models.CASCADE, related_name="alerts")
    email = models.CharField(max_length=254)
    language = models.CharField(max_length=2)
    ring_scale = models.CharField(max_length=2, blank=True, default="")
    state = models.CharField(
        max_length=8, choices=choices(AlertState), default=AlertState.ASKED.value, db_default=AlertState.ASKED
    )
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    called_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    privacy: ClassVar[Classes] = classes(
        none="id variant language ring_scale state asked_at confirmed_at called_at told_at", contact="email"
    )

    class Meta:
        indexes = [
            models.Index(fields=["state", "asked_at"], name="alert_state_asked"),
            models.Index(fields=["email"], name="alert_email"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["variant", "email"], name="alert_wanted_once", condition=Q(state=AlertState.WANTED)
            ),
            models.CheckConstraint(condition=Q(state__in=codes(AlertState)), name="alert_state_known"),
            models.CheckConstraint(
                condition=Q(ring_scale__in=["", *RingScale.values]), name="alert_ring_scale_known"
            ),
            models.CheckConstraint(
                condition=Q(told_at__isnull=False) | ~Q(state=AlertState.TOLD), name="alert_told_has_time"
            ),
        ]

    def __str__(self) -> str:
        return f"alert {self.pk}"

"""Arrangements of the first page: the whole each time, who set it, and from when it is shown."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from poincon.entrance.states import ArrangementState
from poincon.foundation.privacy import Classes, classes


class Arrangement(models.Model):
    """One arrangement of the whole page; `blocks` is `rules.blocks.as_data`.

    `basis` is the arrangement it was made from, none for what comes with the house: each has one successor
    at most, so that nobody undoes unknowingly what a colleague has set. `returns` tells that it goes back to
    an earlier one, `number` counts what was set: a later one is never shown before an
    earlier one. There is one draft, of the whole house.
    """

    basis = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="followers")
    blocks = models.JSONField(default=list)
    state = models.CharField(max_length=12, default=ArrangementState.DRAFT)
    returns = models.BooleanField(default=False)
    begun_at = models.DateTimeField()
    begun_by = models.CharField(max_length=80)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=80)
    number = models.PositiveIntegerField(null=True)
    from_at = models.DateTimeField(null=True)
    set_at = models.DateTimeField(null=True)
    set_by = models.CharField(max_length=80, null=True)

    privacy: ClassVar[Classes] = classes(
        none="id basis blocks state returns begun_at begun_by changed_at changed_by number from_at set_at"
        " set_by"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=Q(state=ArrangementState.DRAFT), name="arrangement_one_draft"
            ),
            models.UniqueConstraint(
                fields=["basis"],
                condition=Q(state=ArrangementState.SET),
                nulls_distinct=False,
                name="arrangement_one_successor",
            ),
            models.UniqueConstraint(
                fields=["number"], condition=Q(state=ArrangementState.SET), name="arrangement_number_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=list(ArrangementState)), name="arrangement_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=ArrangementState.SET)
                | Q(number__isnull=False, from_at__isnull=False, set_at__isnull=False, set_by__isnull=False),
                name="arrangement_set_by_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-number"],
                condition=Q(state=ArrangementState.SET),
                name="arrangement_shown",
            ),
        ]

    def __str__(self) -> str:
        return f"arrangement {self.pk}"

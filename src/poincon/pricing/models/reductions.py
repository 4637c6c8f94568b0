"""Reductions: what is planned to cost less, by how much, from when until when."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from poincon.foundation.privacy import Classes, classes
from poincon.pricing.rules import Terms, soonest
from poincon.pricing.states import Cut, Rounding, Stage


class Reduction(models.Model):
    """A reduction for everybody, without a code, from `starts_at` up to `ends_at`.

    `value` is whole percent for a percentage, minor units otherwise; empty where each piece has a price of
    its own. `first` is the reduction that this one deepens: both are one campaign. A draft has no
    `planned_at`. `turned_at` is the instant up to which the histories of its pieces are written.
    """

    name_fr = models.CharField(max_length=60, blank=True)
    name_en = models.CharField(max_length=60, blank=True)
    first = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="deepened_by")
    cut = models.CharField(max_length=8)
    value = models.PositiveBigIntegerField(null=True)
    rounding = models.CharField(max_length=8, default=Rounding.EXACT.value)
    sales = models.BooleanField(default=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    planned_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    turned_at = models.DateTimeField(null=True)

    privacy: ClassVar[Classes] = classes(
        none="id name_fr name_en first cut value rounding sales starts_at ends_at made_by made_at planned_at"
        " cancelled_at turned_at"
    )

    class Meta:
        indexes = [
            models.Index(fields=["ends_at"], name="reduction_end", condition=Q(planned_at__isnull=False))
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("starts_at")), name="reduction_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(cut__in=[one.value for one in Cut]), name="reduction_cut_known"
            ),
            models.CheckConstraint(
                condition=Q(rounding__in=[one.value for one in Rounding]), name="reduction_rounding_known"
            ),
            models.CheckConstraint(
                condition=~Q(cut=Cut.PERCENT.value) | Q(value__range=(1, 99)), name="reduction_in_percent"
            ),
            models.CheckConstraint(
                condition=Q(value__gt=0) | Q(value__isnull=True, cut=Cut.PRICE.value),
                name="reduction_of_something",
            ),
            models.CheckConstraint(condition=~Q(first=F("id")), name="reduction_deepens_another"),
        ]

    def __str__(self) -> str:
        return f"reduction {self.pk}"

    @property
    def campaign(self) -> int:
        """The number that a reduction shares with those that deepen it."""
        return self.first_id or self.pk

    @property
    def at_once(self) -> bool:
        """Whether no beginning was named, or one that had passed: it starts when it is confirmed."""
        return self.starts_at == soonest(self.made_at)

    def stage(self, at: datetime) -> Stage:
        """Return where the reduction stands at an instant."""
        if self.cancelled_at is not None:
            return Stage.CANCELLED
        if self.planned_at is None:
            return Stage.DRAFT
        if at < self.starts_at:
            return Stage.PLANNED
        return Stage.RUNNING if at < self.ends_at else Stage.OVER

    def terms(self, own: int | None = None) -> Terms:
        """Return by how much; `own` is the price of a piece that has one of its own."""
        return Terms(Cut(self.cut), own if own is not None else self.value or 0, Rounding(self.rounding))


class Share(models.Model):
    """One variant in a reduction; `price_minor` where it has a price of its own.

    `left_at` is when it was taken out.
    """

    reduction = models.ForeignKey(Reduction, on_delete=models.CASCADE, related_name="shares")
    variant = models.ForeignKey("catalogue.Variant", on_delete=models.PROTECT, related_name="+")
    price_minor = models.PositiveBigIntegerField(null=True)
    left_at = models.DateTimeField(null=True)

    privacy: ClassVar[Classes] = classes(none="id reduction variant price_minor left_at")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reduction", "variant"], name="share_once"),
            models.CheckConstraint(
                condition=Q(price_minor__isnull=True) | Q(price_minor__gt=0), name="share_costs_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.variant_id} in {self.reduction_id}"

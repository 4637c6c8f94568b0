"""Bulk edits: many regular prices changed at once, and the way back."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from poincon.foundation.privacy import Classes, classes
from poincon.pricing.states import Change, EditState, Fate, Rounding


class PriceEdit(models.Model):
    """One bulk edit; `value` is whole percent or minor units, below nought to lower prices.

    `left_out` is how many of the chosen prices it would not change, or leave nothing of.
    """

    change = models.CharField(max_length=8)
    value = models.BigIntegerField()
    rounding = models.CharField(max_length=8, default=Rounding.EXACT.value)
    state = models.CharField(max_length=8, default=EditState.DRAFT.value)
    left_out = models.PositiveIntegerField(default=0)
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=64, blank=True, default="")

    privacy: ClassVar[Classes] = classes(
        none="id change value rounding state left_out made_by made_at confirmed_at undone_by"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(change__in=[one.value for one in Change]), name="edit_change_known"
            ),
            models.CheckConstraint(
                condition=Q(rounding__in=[one.value for one in Rounding]), name="edit_rounding_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in EditState]), name="edit_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"edit {self.pk}"


class EditLine(models.Model):
    """One price of a bulk edit: the regular price that was seen, by which line it had been set, and the new.

    `written` is the line of the history that came of it.
    """

    edit = models.ForeignKey(PriceEdit, on_delete=models.CASCADE, related_name="prices")
    variant = models.ForeignKey("catalogue.Variant", on_delete=models.PROTECT, related_name="+")
    before_minor = models.PositiveBigIntegerField()
    after_minor = models.PositiveBigIntegerField()
    seen = models.ForeignKey(
        "pricing.Price", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    written = models.ForeignKey(
        "pricing.Price", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    fate = models.CharField(max_length=13, default=Fate.WAITING.value)

    privacy: ClassVar[Classes] = classes(none="id edit variant before_minor after_minor seen written fate")

    class Meta:
        indexes = [models.Index(fields=["edit", "fate", "variant"], name="edit_progress")]
        constraints = [
            models.UniqueConstraint(fields=["edit", "variant"], name="edit_variant_once"),
            models.CheckConstraint(condition=Q(after_minor__gt=0), name="edit_price_is_positive"),
            models.CheckConstraint(condition=Q(fate__in=[one.value for one in Fate]), name="edit_fate_known"),
        ]

    def __str__(self) -> str:
        return f"{self.variant_id}: {self.before_minor} → {self.after_minor}"

"""Prices, tax included: every one that was ever asked, and the one that stands."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from poincon.foundation.privacy import Classes, classes


class Price(models.Model):
    """A price that everybody paid from `valid_from` on; rows are never changed (law P1).

    `regular_minor` is what the house asked without the reduction by which `amount_minor` came about; lines
    from before there were reductions leave it empty, and mean the amount. `actor` and `cause` say who and
    why, `edit` in which bulk edit.
    """

    variant = models.ForeignKey("catalogue.Variant", on_delete=models.PROTECT, related_name="prices")
    amount_minor = models.BigIntegerField()
    regular_minor = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3)
    valid_from = models.DateTimeField()
    reduction = models.ForeignKey(
        "pricing.Reduction", on_delete=models.PROTECT, null=True, related_name="lines"
    )
    edit = models.ForeignKey("pricing.PriceEdit", on_delete=models.PROTECT, null=True, related_name="lines")
    actor = models.CharField(max_length=64)
    cause = models.CharField(max_length=12, blank=True, default="")

    privacy: ClassVar[Classes] = classes(
        none="id variant amount_minor regular_minor currency valid_from reduction edit actor cause"
    )

    class Meta:
        indexes = [models.Index(fields=["variant", "valid_from"], name="price_history")]
        constraints = [
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="price_is_positive"),
            models.CheckConstraint(
                condition=Q(regular_minor__isnull=True) | Q(regular_minor__gte=F("amount_minor")),
                name="price_is_not_above_the_regular",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount_minor} {self.currency}"


class CurrentPrice(models.Model):
    """What the newest line of a variant says, and what follows from it: read instead of the history.

    `regular_minor` is asked whenever no reduction holds. `floor_minor` is the least that the house ever asks.
    `set_by` is the line by which the regular price was last set: as long as it is the same, nobody has.
    """

    variant = models.OneToOneField(
        "catalogue.Variant", on_delete=models.PROTECT, primary_key=True, related_name="current_price"
    )
    amount_minor = models.BigIntegerField()
    regular_minor = models.BigIntegerField()
    floor_minor = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3)
    since = models.DateTimeField()
    reduction = models.ForeignKey("pricing.Reduction", on_delete=models.PROTECT, null=True, related_name="+")
    set_by = models.ForeignKey(Price, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    privacy: ClassVar[Classes] = classes(
        none="variant amount_minor regular_minor floor_minor currency since reduction set_by"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="current_price_is_positive"),
            models.CheckConstraint(
                condition=Q(amount_minor__lte=F("regular_minor")),
                name="current_price_is_not_above_the_regular",
            ),
            models.CheckConstraint(
                condition=Q(floor_minor__isnull=True)
                | Q(floor_minor__gt=0, floor_minor__lte=F("amount_minor")),
                name="current_price_is_not_below_its_floor",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount_minor} {self.currency}"

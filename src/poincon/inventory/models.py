"""Tables of stock. A piece made in small numbers is kept unit by unit, one made in many as a count."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from poincon.foundation.codes import choices, codes
from poincon.foundation.privacy import Classes, classes
from poincon.inventory.states import HoldState, UnitState


class Stock(models.Model):
    """What there is of one variant: `free` counts only when `counted`; otherwise its units do.

    `restock_on` is the day on which pieces ordered from the supplier can be dispatched, and
    `restock_free` how many of those may still be sold ahead (R014).
    """

    variant = models.OneToOneField(
        "catalogue.Variant", on_delete=models.PROTECT, primary_key=True, related_name="stock"
    )
    counted = models.BooleanField(default=False)
    free = models.PositiveIntegerField(default=0)
    restock_on = models.DateField(null=True)
    restock_free = models.PositiveIntegerField(default=0)

    privacy: ClassVar[Classes] = classes(none="variant counted free restock_on restock_free")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(counted=True) | Q(free=0), name="stock_units_are_not_counted"),
            models.CheckConstraint(
                condition=Q(restock_on__isnull=False) | Q(restock_free=0), name="stock_restock_has_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.variant_id}"


class Hold(models.Model):
    """Pieces set aside for somebody until `expires_at`; empty means until somebody decides."""

    state = models.CharField(max_length=8, choices=choices(HoldState), default=HoldState.HELD.value)
    subject = models.CharField(max_length=64)
    expires_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    privacy: ClassVar[Classes] = classes(none="id state subject expires_at created_at")

    class Meta:
        indexes = [
            models.Index(
                fields=["expires_at"],
                name="hold_due",
                condition=Q(state=HoldState.HELD.value, expires_at__isnull=False),
            ),
            models.Index(fields=["subject"], name="hold_subject"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=codes(HoldState)), name="hold_state_known")
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.state}"


class HoldLine(models.Model):
    """How many of a variant a hold sets aside; those from the next delivery are `filled` as they arrive.

    `gone` are those that have left the house in a parcel.
    """

    hold = models.ForeignKey(Hold, on_delete=models.CASCADE, related_name="lines")
    variant = models.ForeignKey("catalogue.Variant", on_delete=models.PROTECT, related_name="hold_lines")
    quantity = models.PositiveIntegerField()
    from_restock = models.BooleanField(default=False)
    filled = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0, db_default=0)

    privacy: ClassVar[Classes] = classes(none="id hold variant quantity from_restock filled gone")

    class Meta:
        indexes = [
            models.Index(
                fields=["variant", "id"],
                name="hold_line_waiting",
                condition=Q(from_restock=True, filled__lt=models.F("quantity")),
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["hold", "variant"], name="hold_line_once"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="hold_line_holds_something"),
            models.CheckConstraint(
                condition=Q(filled__lte=models.F("quantity")), name="hold_line_not_overfilled"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.variant_id}"

    @property
    def here(self) -> int:
        """How many of its pieces are in the house, waiting to leave."""
        return (self.filled if self.from_restock else self.quantity) - self.gone


class Unit(models.Model):
    """One piece that can be touched."""

    variant = models.ForeignKey("catalogue.Variant", on_delete=models.PROTECT, related_name="units")
    serial = models.CharField(max_length=60)
    state = models.CharField(max_length=8, choices=choices(UnitState), default=UnitState.FREE.value)
    hold = models.ForeignKey(Hold, null=True, on_delete=models.PROTECT, related_name="units")

    privacy: ClassVar[Classes] = classes(none="id variant serial state hold")

    class Meta:
        indexes = [
            models.Index(fields=["variant", "id"], name="unit_free", condition=Q(state=UnitState.FREE.value))
        ]
        constraints = [
            models.UniqueConstraint(fields=["variant", "serial"], name="unit_serial_once"),
            models.CheckConstraint(
                condition=Q(state__in=[UnitState.FREE.value, UnitState.REMOVED.value], hold__isnull=True)
                | Q(state=UnitState.TAKEN.value, hold__isnull=False),
                name="unit_state_fits_its_hold",
            ),
        ]

    def __str__(self) -> str:
        return self.serial

"""Consignments, which an order owns, and the parcels they leave in."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from poincon.foundation.privacy import Classes, classes
from poincon.shipping.states import ParcelState


class Consignment(models.Model):
    """How something is to be sent: carrier, price and promise as they were when chosen."""

    carrier = models.CharField(max_length=32)
    zone = models.CharField(max_length=16)
    nature = models.CharField(max_length=16)
    price_minor = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3)
    weight_g = models.PositiveIntegerField()
    days_min = models.PositiveSmallIntegerField()
    days_max = models.PositiveSmallIntegerField()

    privacy: ClassVar[Classes] = classes(
        none="id carrier zone nature price_minor currency weight_g days_min days_max"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(days_min__lte=models.F("days_max")), name="consignment_days")
        ]

    def __str__(self) -> str:
        return f"{self.carrier} {self.zone}"


class Parcel(models.Model):
    """One box with one number; its number is unique for its carrier."""

    consignment = models.ForeignKey(Consignment, on_delete=models.PROTECT, related_name="parcels")
    carrier = models.CharField(max_length=32)
    number = models.CharField(max_length=40)
    state = models.CharField(max_length=12, default=ParcelState.PACKED)
    packed_at = models.DateTimeField()
    shipped_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)

    privacy: ClassVar[Classes] = classes(
        none="id consignment carrier number state packed_at shipped_at delivered_at returned_at"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["carrier", "number"], name="parcel_number_once"),
            models.CheckConstraint(condition=Q(state__in=list(ParcelState)), name="parcel_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.carrier} {self.number}"

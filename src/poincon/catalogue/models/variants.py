"""Tables of what is bought of a piece, and of its pictures."""

from decimal import Decimal
from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from poincon.catalogue.models.pieces import Piece
from poincon.catalogue.models.seeking import sought
from poincon.catalogue.states import View
from poincon.foundation.codes import choices
from poincon.foundation.privacy import Classes, classes


class Variant(models.Model):
    """What is bought: a piece in one size, length or colour. A ring's size is its inner circumference."""

    piece = models.ForeignKey(Piece, on_delete=models.PROTECT, related_name="variants")
    sku = models.CharField(max_length=80, unique=True)
    position = models.PositiveSmallIntegerField(default=0)
    circumference_mm = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    length_mm = models.PositiveSmallIntegerField(null=True, blank=True)
    options = models.JSONField(default=list, blank=True)
    weight_mg = models.PositiveIntegerField(null=True, blank=True)
    gtin = models.CharField(max_length=14, blank=True)
    retired_at = models.DateTimeField(null=True)
    # Made to measure: every size in mm from the first to the last by the step, in so many more working days.
    made_first_mm = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    made_last_mm = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    made_step_mm = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    made_days = models.PositiveSmallIntegerField(null=True, blank=True)

    privacy: ClassVar[Classes] = classes(
        none="id piece sku position circumference_mm length_mm options weight_mg gtin retired_at"
        " made_first_mm made_last_mm made_step_mm made_days"
    )

    class Meta:
        ordering = ["position", "id"]
        indexes = [
            models.Index(fields=["gtin"], name="variant_gtin", condition=~Q(gtin="")),
            GinIndex(sought("sku", "gtin"), name="variant_sought"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(circumference_mm__isnull=True)
                | Q(circumference_mm__range=(Decimal("30.0"), Decimal("80.0"))),
                name="variant_fits_a_finger",
            ),
            models.CheckConstraint(
                condition=Q(length_mm__isnull=True) | Q(length_mm__gt=0), name="variant_has_length"
            ),
            models.CheckConstraint(
                condition=Q(weight_mg__isnull=True) | Q(weight_mg__gt=0), name="variant_has_weight"
            ),
            models.CheckConstraint(
                condition=Q(
                    made_first_mm__isnull=True,
                    made_last_mm__isnull=True,
                    made_step_mm__isnull=True,
                    made_days__isnull=True,
                )
                | Q(
                    made_first_mm__gt=0,
                    made_last_mm__gte=models.F("made_first_mm"),
                    made_step_mm__gt=0,
                    made_days__isnull=False,
                    circumference_mm__isnull=True,
                    length_mm__isnull=True,
                ),
                name="variant_made_to_measure",
            ),
        ]

    def __str__(self) -> str:
        return self.sku


class Media(models.Model):
    """A picture; until its file is here, `stem` is empty and `source` says where it was seen."""

    piece = models.ForeignKey(Piece, on_delete=models.CASCADE, related_name="media")
    variant = models.ForeignKey(
        Variant, null=True, blank=True, on_delete=models.CASCADE, related_name="media"
    )
    position = models.PositiveSmallIntegerField(default=0)
    stem = models.CharField(max_length=160, blank=True)
    width = models.PositiveSmallIntegerField(default=0)
    height = models.PositiveSmallIntegerField(default=0)
    view = models.CharField(max_length=16, blank=True, default="", choices=choices(View))
    alt_fr = models.CharField(max_length=200, blank=True)
    alt_en = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=500, blank=True)

    privacy: ClassVar[Classes] = classes(
        none="id piece variant position stem width height view alt_fr alt_en source"
    )

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stem="") | Q(width__gt=0, height__gt=0), name="media_has_a_shape"
            ),
            models.CheckConstraint(condition=~Q(stem="") | ~Q(source=""), name="media_is_here_or_awaited"),
        ]

    def __str__(self) -> str:
        return self.stem or self.source

"""Rates of value added tax."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from poincon.foundation.privacy import Classes, classes


class VatRate(models.Model):
    """A country's rate in basis points (2000 is 20 %) from `valid_from` up to the day before `valid_to`.

    A part of a country with a rate of its own counts as one (kernel.territories names it).
    """

    country = models.CharField(max_length=6)
    category = models.CharField(max_length=16, default="standard")
    rate_bp = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)

    privacy: ClassVar[Classes] = classes(none="id country category rate_bp valid_from valid_to source")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["country", "category", "valid_from"], name="vat_rate_once"),
            models.CheckConstraint(condition=Q(rate_bp__lt=10_000), name="vat_rate_in_basis_points"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=models.F("valid_from")),
                name="vat_rate_lasts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.rate_bp}"

"""Where pieces came from, so that the same file brought twice changes nothing, and old addresses lead on."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from poincon.foundation.privacy import Classes, classes


class Origin(models.Model):
    """The name under which another shop system knows a piece, and a digest of what it last said of it."""

    piece = models.OneToOneField(
        "catalogue.Piece", on_delete=models.CASCADE, primary_key=True, related_name="origin"
    )
    system = models.CharField(max_length=16)
    key = models.CharField(max_length=255)
    digest = models.CharField(max_length=64)

    privacy: ClassVar[Classes] = classes(none="piece system key digest")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["system", "key"], name="origin_once")]

    def __str__(self) -> str:
        return f"{self.system}:{self.key}"


class OldAddress(models.Model):
    """A path of the former shop, and the one thing here that it leads to; never another path."""

    path = models.CharField(max_length=500, unique=True)
    piece = models.ForeignKey("catalogue.Piece", null=True, on_delete=models.CASCADE, related_name="+")
    category = models.ForeignKey("catalogue.Category", null=True, on_delete=models.CASCADE, related_name="+")
    brand = models.ForeignKey("catalogue.Brand", null=True, on_delete=models.CASCADE, related_name="+")
    noted_at = models.DateTimeField()

    privacy: ClassVar[Classes] = classes(none="id path piece category brand noted_at")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(category__isnull=False, brand__isnull=True, piece__isnull=True)
                | Q(category__isnull=True, brand__isnull=False, piece__isnull=True)
                | Q(category__isnull=True, brand__isnull=True, piece__isnull=False),
                name="old_address_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return self.path

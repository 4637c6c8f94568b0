"""Where pieces came from, so that the same file brought twice changes nothing."""

from typing import ClassVar

from django.db import models

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

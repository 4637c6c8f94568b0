"""What the scene has done already, so that a second run does nothing and a killed one goes on."""

from typing import ClassVar

from django.db import models

from poincon.foundation.privacy import Classes, classes


class Deed(models.Model):
    """One step of the scene, committed with what it did; `ref` is the id of the row that later steps need."""

    key = models.CharField(max_length=120, primary_key=True)
    ref = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    privacy: ClassVar[Classes] = classes(none="key ref at")

    def __str__(self) -> str:
        return self.key

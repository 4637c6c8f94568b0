"""The owners' letter of a morning, and who does not want it."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from poincon.foundation.privacy import Classes, classes


class Letter(models.Model):
    """One morning's letter, with the clocks whose breaking it told: none is told twice."""

    day = models.DateField(primary_key=True)
    told = ArrayField(models.BigIntegerField())
    written_at = models.DateTimeField()

    privacy: ClassVar[Classes] = classes(none="day told written_at")

    def __str__(self) -> str:
        return f"letter of {self.day}"


class Spared(models.Model):
    """An owner who does not want the letter."""

    member = models.OneToOneField(
        "staff.StaffMember", on_delete=models.CASCADE, primary_key=True, related_name="spared_letter"
    )

    privacy: ClassVar[Classes] = classes(none="member")

    def __str__(self) -> str:
        return f"staff {self.member_id} without letter"

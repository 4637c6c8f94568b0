"""Tables of documents: certificates of stones, and reports of what a metal was tested for."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from poincon.catalogue.models.makers import Supplier
from poincon.catalogue.models.pieces import Piece
from poincon.catalogue.states import Lab, Substance
from poincon.foundation.codes import choices, codes
from poincon.foundation.privacy import Classes, classes


class Certificate(models.Model):
    """The document of a laboratory about one stone of a piece, found by the number that the stone bears.

    One that was taken down stays: orders show the document that they were sold with.
    """

    piece = models.ForeignKey(Piece, on_delete=models.CASCADE, related_name="certificates")
    lab = models.CharField(max_length=12, choices=choices(Lab), blank=True)
    number = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, db_index=True)
    size = models.PositiveIntegerField()
    added_at = models.DateTimeField()
    taken_down_at = models.DateTimeField(null=True)

    privacy: ClassVar[Classes] = classes(none="id piece lab number digest size added_at taken_down_at")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["piece", "lab", "number"],
                condition=Q(taken_down_at__isnull=True),
                name="certificate_once",
            ),
            models.CheckConstraint(condition=Q(lab__in=["", *codes(Lab)]), name="certificate_lab_known"),
        ]

    def __str__(self) -> str:
        return f"{self.lab} {self.number}".strip()


class TestReport(models.Model):
    """What a laboratory found in the metal of one piece, or of all that a supplier delivers (REACH XVII)."""

    __test__ = False  # no test, though it is called one

    piece = models.ForeignKey(
        Piece, null=True, blank=True, on_delete=models.CASCADE, related_name="test_reports"
    )
    supplier = models.ForeignKey(
        Supplier, null=True, blank=True, on_delete=models.CASCADE, related_name="test_reports"
    )
    laboratory = models.CharField(max_length=120)
    number = models.CharField(max_length=80)
    batch = models.CharField(max_length=120, blank=True)
    substances = ArrayField(models.CharField(max_length=8, choices=choices(Substance)))
    issued_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    added_at = models.DateTimeField()

    privacy: ClassVar[Classes] = classes(
        none="id piece supplier laboratory number batch substances issued_on ends_on digest size added_at"
    )

    class Meta:
        ordering = ["-issued_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(piece__isnull=False, supplier__isnull=True)
                | Q(piece__isnull=True, supplier__isnull=False),
                name="test_report_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(substances__contained_by=codes(Substance), substances__len__gt=0),
                name="test_report_substances_known",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("issued_on")),
                name="test_report_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.laboratory} {self.number}"

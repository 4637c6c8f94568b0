"""The table of what may be engraved."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from poincon.catalogue.models.pieces import Piece
from poincon.catalogue.states import Face, Place, Signs
from poincon.foundation.codes import choices, codes
from poincon.foundation.privacy import Classes, classes

MOST_LINES, MOST_SIGNS = 4, 60


class Engraving(models.Model):
    """An offer to engrave a piece, from one instant until another. What it says never changes.

    Whoever offers otherwise ends it and begins another, so that an order can name the one it was sold under
    and everybody's price can be proved. `price_minor` is with tax, in the currency of the house, for one
    piece; `days` are working days on top of those of any order.
    """

    piece = models.ForeignKey(Piece, on_delete=models.PROTECT, related_name="engravings")
    place = models.CharField(max_length=8, choices=choices(Place))
    lines = models.PositiveSmallIntegerField()
    most = models.PositiveSmallIntegerField()
    faces = ArrayField(models.CharField(max_length=8, choices=choices(Face)))
    signs = ArrayField(models.CharField(max_length=8, choices=choices(Signs)))
    price_minor = models.PositiveIntegerField()
    days = models.PositiveSmallIntegerField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    privacy: ClassVar[Classes] = classes(
        none="id piece place lines most faces signs price_minor days since until"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["piece"], condition=Q(until__isnull=True), name="engraving_offered_once"
            ),
            models.CheckConstraint(condition=Q(place__in=codes(Place)), name="engraving_place_known"),
            models.CheckConstraint(
                condition=Q(faces__contained_by=codes(Face), faces__len__gt=0), name="engraving_faces_known"
            ),
            models.CheckConstraint(
                condition=Q(signs__contained_by=codes(Signs), signs__len__gt=0), name="engraving_signs_known"
            ),
            models.CheckConstraint(
                condition=Q(lines__range=(1, MOST_LINES), most__range=(1, MOST_SIGNS)),
                name="engraving_has_room",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="engraving_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.piece_id}: {self.place}"

"""Where pieces came from, old addresses that lead on, what came in, many pieces shown or brought at once."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from poincon.foundation.privacy import Classes, classes
from poincon.intake.states import BringingState, ShowingFate, ShowingState, Telling


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


class Arrival(models.Model):
    """Pieces that came in at the desk without a supplier's order; `key` is its form's own."""

    key = models.CharField(max_length=32, unique=True)
    variant = models.ForeignKey("catalogue.Variant", on_delete=models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField()
    actor = models.CharField(max_length=64)
    at = models.DateTimeField()

    privacy: ClassVar[Classes] = classes(none="id key variant quantity actor at")

    def __str__(self) -> str:
        return f"{self.quantity} × {self.variant_id}"


class Showing(models.Model):
    """Many pieces that go on show together, once somebody has seen which and confirmed."""

    state = models.CharField(max_length=8, default=ShowingState.DRAFT.value)
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=64, blank=True, default="")

    privacy: ClassVar[Classes] = classes(none="id state made_by made_at confirmed_at undone_by")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in ShowingState]), name="showing_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"showing {self.pk}"


class ShowingLine(models.Model):
    """One piece of a showing; `shown_at` is the instant at which the showing put it on show."""

    showing = models.ForeignKey(Showing, on_delete=models.CASCADE, related_name="pieces")
    piece = models.ForeignKey("catalogue.Piece", on_delete=models.CASCADE, related_name="+")
    fate = models.CharField(max_length=13, default=ShowingFate.WAITING.value)
    shown_at = models.DateTimeField(null=True)

    privacy: ClassVar[Classes] = classes(none="id showing piece fate shown_at")

    class Meta:
        indexes = [models.Index(fields=["showing", "fate", "piece"], name="showing_progress")]
        constraints = [
            models.UniqueConstraint(fields=["showing", "piece"], name="showing_piece_once"),
            models.CheckConstraint(
                condition=Q(fate__in=[one.value for one in ShowingFate]), name="showing_fate_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.showing_id}: {self.piece_id} {self.fate}"


class Bringing(models.Model):
    """The product file of another shop, rehearsed and then brought in once somebody has confirmed.

    `parts` counts those that are done of the rehearsal or of the bringing in, `dealt` the rows in them, and
    `figures` says what came of them.
    """

    system = models.CharField(max_length=16)
    state = models.CharField(max_length=10, default=BringingState.REHEARSING.value)
    with_stock = models.BooleanField()
    as_drafts = models.BooleanField()
    without_tax = models.BooleanField()
    ring_scale = models.CharField(max_length=2, blank=True)
    language = models.CharField(max_length=2, blank=True)
    supplier = models.ForeignKey("catalogue.Supplier", null=True, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    parts = models.PositiveIntegerField(default=0)
    dealt = models.PositiveIntegerField(default=0)
    figures = models.JSONField(default=dict)
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    privacy: ClassVar[Classes] = classes(
        none="id system state with_stock as_drafts without_tax ring_scale language supplier digest rows"
        " parts dealt figures made_by made_at confirmed_at ended_at"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in BringingState]), name="bringing_state_known"
            ),
            models.UniqueConstraint(
                fields=["state"], condition=Q(state=BringingState.BRINGING), name="one_bringing_at_once"
            ),
        ]

    def __str__(self) -> str:
        return f"bringing {self.pk}"


class HandedIn(models.Model):
    """A stretch of a file that is to be brought in, packed; `beside` in the second file of two."""

    bringing = models.ForeignKey(Bringing, on_delete=models.CASCADE, related_name="+")
    beside = models.BooleanField()
    place = models.PositiveIntegerField()
    packed = models.BinaryField()

    privacy: ClassVar[Classes] = classes(none="id bringing beside place", free_text="packed")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bringing", "beside", "place"], name="handed_in_once"),
        ]

    def __str__(self) -> str:
        return f"{self.bringing_id}: {self.place}"


class RowTold(models.Model):
    """What a bringing tells of one row of its file: where, the code of why, and what stands there."""

    bringing = models.ForeignKey(Bringing, on_delete=models.CASCADE, related_name="+")
    telling = models.CharField(max_length=5)
    line = models.PositiveIntegerField()
    code = models.CharField(max_length=40)
    column = models.TextField(blank=True)
    value = models.TextField(blank=True)

    privacy: ClassVar[Classes] = classes(none="id bringing telling line code", free_text="column value")

    class Meta:
        indexes = [models.Index(fields=["bringing", "telling", "line"], name="rows_told")]
        constraints = [
            models.CheckConstraint(
                condition=Q(telling__in=[one.value for one in Telling]), name="telling_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bringing_id}: {self.line} {self.code}"

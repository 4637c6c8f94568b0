"""Tables of pieces and of what they are made of; the database itself refuses facts that cannot be."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from poincon.catalogue.models.makers import Brand, Category, Supplier
from poincon.catalogue.models.seeking import sought
from poincon.catalogue.rules.measures import LARGEST_MM, SMALLEST_MM
from poincon.catalogue.states import (
    PEARL_NATURES,
    PEARLS,
    PRECIOUS,
    Coating,
    Colour,
    Kind,
    Lab,
    Mark,
    Material,
    Metal,
    Nature,
    PieceState,
    Species,
    StatedBy,
    Treatment,
)
from poincon.foundation.codes import choices, codes
from poincon.foundation.privacy import Classes, classes


class Piece(models.Model):
    """What is shown on one page; `matter_*` is computed from the typed facts whenever they are written.

    Height and width are the outer measures of the ornament as it is worn; a ring of `fixed_size` cannot be
    brought to another size later.
    """

    slug = models.SlugField(max_length=120, unique=True)
    reference = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=12, choices=choices(Kind))
    name_fr = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160, blank=True)
    description_fr = models.TextField(blank=True)
    description_en = models.TextField(blank=True)
    warnings_fr = models.TextField(blank=True)
    warnings_en = models.TextField(blank=True)
    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="pieces")
    supplier = models.ForeignKey(
        Supplier, null=True, blank=True, on_delete=models.PROTECT, related_name="pieces"
    )
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="pieces")
    materials = ArrayField(
        models.CharField(max_length=12, choices=choices(Material)), default=list, blank=True
    )
    height_mm = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    width_mm = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    fixed_size = models.BooleanField(default=False)
    stated_by = models.CharField(max_length=8, choices=choices(StatedBy), default=StatedBy.HOUSE.value)
    tags = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    matter_fr = models.TextField(blank=True)
    matter_en = models.TextField(blank=True)
    state = models.CharField(max_length=9, choices=choices(PieceState), default=PieceState.DRAFT.value)
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    privacy: ClassVar[Classes] = classes(
        none="id slug reference kind name_fr name_en description_fr description_en warnings_fr warnings_en"
        " brand supplier category materials height_mm width_mm fixed_size stated_by tags matter_fr"
        " matter_en state created_at published_at withdrawn_at"
    )

    class Meta:
        indexes = [
            models.Index(fields=["state", "category"], name="piece_shelf"),
            GinIndex(sought("name_fr", "name_en", "reference"), name="piece_sought"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=codes(Kind)), name="piece_kind_known"),
            models.CheckConstraint(condition=Q(state__in=codes(PieceState)), name="piece_state_known"),
            models.CheckConstraint(condition=Q(stated_by__in=codes(StatedBy)), name="piece_stated_by_known"),
            models.CheckConstraint(
                condition=Q(materials__contained_by=codes(Material)), name="piece_materials_known"
            ),
            models.CheckConstraint(
                condition=Q(height_mm__isnull=True) | Q(height_mm__range=(SMALLEST_MM, LARGEST_MM)),
                name="piece_height_likely",
            ),
            models.CheckConstraint(
                condition=Q(width_mm__isnull=True) | Q(width_mm__range=(SMALLEST_MM, LARGEST_MM)),
                name="piece_width_likely",
            ),
            models.CheckConstraint(
                condition=Q(state=PieceState.WITHDRAWN.value, withdrawn_at__isnull=False)
                | (~Q(state=PieceState.WITHDRAWN.value) & Q(withdrawn_at__isnull=True)),
                name="piece_withdrawn_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=PieceState.PUBLISHED.value) | Q(published_at__isnull=False),
                name="piece_published_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return self.name_fr


class MetalPart(models.Model):
    """One metal of a piece; `colour` is the colour that is seen, the coating's where there is one."""

    piece = models.ForeignKey(Piece, on_delete=models.CASCADE, related_name="metals")
    position = models.PositiveSmallIntegerField(default=0)
    metal = models.CharField(max_length=12, choices=choices(Metal))
    colour = models.CharField(max_length=8, choices=choices(Colour), blank=True)
    fineness = models.PositiveSmallIntegerField(null=True, blank=True)
    coating_metal = models.CharField(max_length=12, choices=choices(Coating), blank=True)
    coating_fineness = models.PositiveSmallIntegerField(null=True, blank=True)
    coating_microns = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    weight_mg = models.PositiveIntegerField(null=True, blank=True)
    marks = ArrayField(models.CharField(max_length=12, choices=choices(Mark)), default=list, blank=True)

    privacy: ClassVar[Classes] = classes(
        none="id piece position metal colour fineness coating_metal coating_fineness coating_microns"
        " weight_mg marks"
    )

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["piece", "position"], name="metal_place_once"),
            models.CheckConstraint(condition=Q(metal__in=codes(Metal)), name="metal_known"),
            models.CheckConstraint(condition=Q(colour__in=["", *codes(Colour)]), name="metal_colour_known"),
            models.CheckConstraint(
                condition=Q(fineness__isnull=True) | Q(fineness__range=(1, 999), metal__in=codes(PRECIOUS)),
                name="metal_fineness_in_thousandths",
            ),
            models.CheckConstraint(
                condition=Q(coating_metal__in=["", *codes(Coating)]), name="metal_coating_known"
            ),
            models.CheckConstraint(
                condition=Q(coating_fineness__isnull=True) | Q(coating_fineness__range=(1, 999)),
                name="metal_coating_fineness_in_thousandths",
            ),
            models.CheckConstraint(
                condition=Q(coating_microns__isnull=True) | Q(coating_microns__gt=0),
                name="metal_coating_has_thickness",
            ),
            models.CheckConstraint(
                condition=~Q(coating_metal="")
                | Q(coating_fineness__isnull=True, coating_microns__isnull=True),
                name="metal_coating_facts_need_a_coating",
            ),
            models.CheckConstraint(
                condition=Q(weight_mg__isnull=True) | Q(weight_mg__gt=0), name="metal_has_weight"
            ),
            models.CheckConstraint(condition=Q(marks__contained_by=codes(Mark)), name="metal_marks_known"),
        ]

    def __str__(self) -> str:
        return f"{self.metal} {self.fineness or ''}".strip()


class Stone(models.Model):
    """The stones or pearls of one sort on a piece; `carat` is what they weigh together."""

    piece = models.ForeignKey(Piece, on_delete=models.CASCADE, related_name="stones")
    position = models.PositiveSmallIntegerField(default=0)
    species = models.CharField(max_length=20, choices=choices(Species))
    nature = models.CharField(max_length=14, choices=choices(Nature))
    treatments = ArrayField(
        models.CharField(max_length=12, choices=choices(Treatment)), default=list, blank=True
    )
    carat = models.DecimalField(max_digits=7, decimal_places=3, null=True, blank=True)
    count = models.PositiveSmallIntegerField(default=1)
    cut = models.CharField(max_length=40, blank=True)
    colour = models.CharField(max_length=40, blank=True)
    clarity = models.CharField(max_length=20, blank=True)
    lab = models.CharField(max_length=12, choices=choices(Lab), blank=True)
    certificate = models.CharField(max_length=80, blank=True)

    privacy: ClassVar[Classes] = classes(
        none="id piece position species nature treatments carat count cut colour clarity lab certificate"
    )

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["piece", "position"], name="stone_place_once"),
            models.CheckConstraint(condition=Q(species__in=codes(Species)), name="stone_species_known"),
            models.CheckConstraint(condition=Q(nature__in=codes(Nature)), name="stone_nature_known"),
            models.CheckConstraint(
                condition=Q(treatments__contained_by=codes(Treatment)), name="stone_treatments_known"
            ),
            models.CheckConstraint(condition=Q(carat__isnull=True) | Q(carat__gt=0), name="stone_has_weight"),
            models.CheckConstraint(condition=Q(count__gte=1), name="stone_is_there"),
            models.CheckConstraint(condition=Q(lab__in=["", *codes(Lab)]), name="stone_lab_known"),
            models.CheckConstraint(
                condition=Q(species__in=codes(PEARLS), nature__in=codes(PEARL_NATURES))
                | (~Q(species__in=codes(PEARLS)) & ~Q(nature__in=codes(PEARL_NATURES - {Nature.IMITATION}))),
                name="stone_nature_fits_species",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nature} {self.species}"


class FormerAddress(models.Model):
    """An address at which a shelf, a brand or a piece once stood: it leads to where that stands now.

    It names the thing itself and not its next address, so that no chain and no circle can come of it.
    """

    category = models.ForeignKey(Category, null=True, on_delete=models.CASCADE, related_name="former")
    brand = models.ForeignKey(Brand, null=True, on_delete=models.CASCADE, related_name="former")
    piece = models.ForeignKey(Piece, null=True, on_delete=models.CASCADE, related_name="former")
    slug = models.SlugField(max_length=120, db_index=False)
    left_at = models.DateTimeField()

    privacy: ClassVar[Classes] = classes(none="id category brand piece slug left_at")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(category__isnull=False, brand__isnull=True, piece__isnull=True)
                | Q(category__isnull=True, brand__isnull=False, piece__isnull=True)
                | Q(category__isnull=True, brand__isnull=True, piece__isnull=False),
                name="former_address_of_one_thing",
            ),
            *(
                models.UniqueConstraint(
                    fields=["slug"],
                    condition=Q(**{f"{kind}__isnull": False}),
                    name=f"former_{kind}_address_once",
                )
                for kind in ("category", "brand", "piece")
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class Shortcoming(models.Model):
    """What stands against showing a piece, as last judged: computed, and thrown away at any time."""

    piece = models.ForeignKey(Piece, on_delete=models.CASCADE, related_name="shortcomings")
    code = models.CharField(max_length=40)
    field = models.CharField(max_length=24, blank=True)
    row = models.BigIntegerField(default=0)
    word = models.CharField(max_length=120, blank=True)
    blocks = models.BooleanField()

    privacy: ClassVar[Classes] = classes(none="id piece code field row word blocks")

    class Meta:
        indexes = [
            models.Index(fields=["code", "piece"], name="shortcoming_code"),
            models.Index(fields=["piece"], condition=Q(blocks=True), name="shortcoming_blocking"),
        ]

    def __str__(self) -> str:
        return f"{self.piece_id}: {self.code}"

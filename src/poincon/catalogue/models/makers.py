"""Tables of brands, suppliers and shelves."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from poincon.catalogue.states import Kind
from poincon.foundation.codes import choices, codes
from poincon.foundation.privacy import Classes, classes


def ring_alone() -> list[str]:
    """Return the kinds of which a brand's sizes speak unless it says otherwise."""
    return [Kind.RING.value]


class Brand(models.Model):
    """A maker's mark, and who answers for its safety (GPSR, art. 19: name, postal and electronic address).

    `sizes_*` are what it says itself of the sizes of `sizes_kinds`: instead of the shop's guide (R019) where
    `sizes_replace`, beside it otherwise.
    """

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120, unique=True)
    story_fr = models.TextField(blank=True)
    story_en = models.TextField(blank=True)
    maker_name = models.CharField(max_length=160, blank=True)
    maker_address = models.CharField(max_length=300, blank=True)
    maker_email = models.CharField(max_length=254, blank=True)
    maker_country = models.CharField(max_length=2, blank=True)
    responsible_name = models.CharField(max_length=160, blank=True)
    responsible_address = models.CharField(max_length=300, blank=True)
    responsible_email = models.CharField(max_length=254, blank=True)
    sizes_fr = models.TextField(blank=True)
    sizes_en = models.TextField(blank=True)
    sizes_kinds = ArrayField(
        models.CharField(max_length=12, choices=choices(Kind)), default=ring_alone, blank=True
    )
    sizes_replace = models.BooleanField(default=True)

    privacy: ClassVar[Classes] = classes(
        none="id slug name story_fr story_en maker_name maker_address maker_email maker_country"
        " responsible_name responsible_address responsible_email sizes_fr sizes_en sizes_kinds sizes_replace"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sizes_kinds__contained_by=codes(Kind)), name="brand_sizes_of_known_kinds"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Supplier(models.Model):
    """Whom the house buys from, and what proves that its pieces are genuine (R010: provenance)."""

    name = models.CharField(max_length=160, unique=True)
    country = models.CharField(max_length=2, blank=True)
    email = models.EmailField(blank=True)
    address = models.CharField(max_length=300, blank=True, default="")
    phone = models.CharField(max_length=40, blank=True, default="")
    direct = models.BooleanField(default=False)
    provenance = models.TextField(blank=True, default="")

    privacy: ClassVar[Classes] = classes(
        none="id name country direct", contact="email phone", address="address", free_text="provenance"
    )

    def __str__(self) -> str:
        return self.name


class Category(models.Model):
    """A shelf of the window; two levels are shown."""

    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    slug_fr = models.SlugField(max_length=80, unique=True)
    slug_en = models.SlugField(max_length=80, unique=True)
    name_fr = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField(default=0)

    privacy: ClassVar[Classes] = classes(none="id parent slug_fr slug_en name_fr name_en position")

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(parent=models.F("id")), name="category_is_not_its_own_parent")
        ]

    def __str__(self) -> str:
        return self.name_fr

"""Brands, suppliers and shelves, added where they are missing."""

from typing import Any

from django.db.models import Q

from poincon.catalogue import queries
from poincon.catalogue.models import Brand, Category, Supplier


def add_brand(*, name: str, **columns: Any) -> int:
    """Return the id of the brand of that name, added with `columns` if there is none."""
    fresh = {"slug": queries.free_brand_slug(name)} | columns
    brand, _ = Brand.objects.get_or_create(name=name, defaults=fresh)
    return brand.pk


def add_supplier(*, name: str, **columns: Any) -> int:
    """Return the id of the supplier of that name, added with `columns` if there is none."""
    return Supplier.objects.get_or_create(name=name, defaults=columns)[0].pk


def add_category(
    *, slug_fr: str, slug_en: str, name_fr: str, name_en: str, position: int = 0, parent_id: int | None = None
) -> int:
    """Return the id of the shelf that stands or stood at either address, added if there is none."""
    known = Category.objects.filter(Q(slug_fr=slug_fr) | Q(slug_en=slug_en)).first()
    moved = None if known else queries.shelf_moved(slug_fr) or queries.shelf_moved(slug_en)
    return (
        moved
        or (
            known
            or Category.objects.create(
                slug_fr=slug_fr,
                slug_en=slug_en,
                name_fr=name_fr,
                name_en=name_en,
                position=position,
                parent_id=parent_id,
            )
        ).pk
    )

"""Brands, suppliers and shelves, added where they are missing."""

from collections.abc import Mapping
from datetime import datetime
from itertools import chain, count

from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify

from poincon.catalogue.events import BrandChanged
from poincon.catalogue.fitness import keep_fit
from poincon.catalogue.models import Brand, Category, Piece, Supplier
from poincon.catalogue.states import PieceState, StatedBy
from poincon.foundation import journal
from poincon.foundation.facts import announce


def add_brand(*, name: str, **columns: str) -> int:
    """Return the id of the brand of that name, added with `columns` if there is none."""
    fresh = {"slug": _free_slug(name)} | columns
    brand, _ = Brand.objects.get_or_create(name=name, defaults=fresh)
    return brand.pk


@transaction.atomic
def edit_brand(*, brand_id: int, columns: Mapping[str, str], actor: str, at: datetime) -> bool:
    """Change what is told of a brand and its maker; False when all is so already.

    What its pieces on show must tell of the maker (GPSR, art. 19) cannot be taken away: PieceUnfit.
    """
    brand = Brand.objects.select_for_update().get(pk=brand_id)
    before = [getattr(brand, column) for column in columns]
    if before == list(columns.values()):
        return False
    for column, value in columns.items():
        setattr(brand, column, value)
    brand.save(update_fields=list(columns))
    for piece in _one_on_show(brand):
        keep_fit(piece)
    journal.write(subject=f"brand:{brand_id}", verb="edit", actor=actor, at=at)
    announce(BrandChanged(brand_id), at=at)
    return True


def _one_on_show(brand: Brand) -> list[Piece]:
    """Return a piece whose facts the house vouches for: what the maker lacks, all of them lack."""
    shown = brand.pieces.filter(state=PieceState.PUBLISHED, stated_by=StatedBy.HOUSE)
    return list(shown.select_related("brand")[:1])


def add_supplier(*, name: str, **columns: str) -> int:
    """Return the id of the supplier of that name, added with `columns` if there is none."""
    return Supplier.objects.get_or_create(name=name, defaults=columns)[0].pk


def add_category(
    *, slug_fr: str, slug_en: str, name_fr: str, name_en: str, position: int = 0, parent_id: int | None = None
) -> int:
    """Return the id of the shelf at either address, added if there is none."""
    known = Category.objects.filter(Q(slug_fr=slug_fr) | Q(slug_en=slug_en)).first()
    return (
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


def _free_slug(name: str) -> str:
    wanted = slugify(name)[:70] or "brand"
    taken = set(Brand.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in count(2))
    return next(slug for slug in chain([wanted], numbered) if slug not in taken)

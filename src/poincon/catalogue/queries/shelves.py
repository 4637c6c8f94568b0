"""Shelves, brands and suppliers."""

from itertools import chain, count
from typing import Any

from django.db.models import Count, Q, QuerySet

from poincon.catalogue.models import Brand, Category, Piece, Supplier
from poincon.catalogue.queries.moved import former_beginning
from poincon.catalogue.states import PieceState
from poincon.foundation.addresses import address_of


def categories() -> list[Category]:
    """Return all shelves, parents before their children, each level in its order."""
    rows = list(Category.objects.select_related("parent").order_by("position", "id"))
    tops = [row for row in rows if row.parent_id is None]
    return [one for top in tops for one in (top, *(row for row in rows if row.parent_id == top.pk))]


def shelf_rows() -> QuerySet[Category, tuple[Any, ...]]:
    """Return id, parent, slugs and names (French, English) of every category, each level in its order."""
    return Category.objects.order_by("position", "id").values_list(
        "pk", "parent_id", "slug_fr", "slug_en", "name_fr", "name_en"
    )


def category(slug: str) -> Category | None:
    """Return the shelf with that address, in either language."""
    return Category.objects.select_related("parent").filter(Q(slug_fr=slug) | Q(slug_en=slug)).first()


def brand(slug: str) -> Brand | None:
    return Brand.objects.filter(slug=slug).first()


def brands() -> list[Brand]:
    """Return all brands by name."""
    return list(Brand.objects.order_by("name"))


def suppliers() -> list[Supplier]:
    """Return all suppliers by name."""
    return list(Supplier.objects.order_by("name"))


def brands_with_sizes() -> list[Brand]:
    """Return the brands with pieces on show that say something of their own sizes, by name."""
    said = Brand.objects.exclude(sizes_fr="", sizes_en="")
    return list(said.filter(pieces__state=PieceState.PUBLISHED).distinct().order_by("name"))


def brand_by_id(brand_id: int) -> Brand | None:
    return Brand.objects.filter(pk=brand_id).first()


def category_by_id(category_id: int) -> Category | None:
    return Category.objects.select_related("parent").filter(pk=category_id).first()


def supplier_by_id(supplier_id: int) -> Supplier | None:
    return Supplier.objects.filter(pk=supplier_id).first()


def pieces_by_category() -> dict[int, int]:
    """Return how many pieces lie on each shelf itself, in whatever state; empty shelves are left out."""
    return _counted("category")


def pieces_by_supplier() -> dict[int, int]:
    """Return how many pieces come from each supplier; those of whom there are none are left out."""
    return _counted("supplier")


def free_brand_slug(name: str) -> str:
    """Return an address made from a name that no brand has or had; somebody quicker may still take it."""
    wanted = address_of(name)[:70] or "brand"
    taken = set(Brand.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    taken |= former_beginning(wanted, "brand")
    numbered = (f"{wanted}-{number}" for number in count(2))
    return next(slug for slug in chain([wanted], numbered) if slug not in taken)


def _counted(column: str) -> dict[int, int]:
    rows = Piece.objects.filter(**{f"{column}__isnull": False}).order_by().values_list(column)
    return dict(rows.annotate(found=Count("pk")))

"""Shelves, brands and suppliers."""

from django.db.models import Q

from poincon.catalogue.models import Brand, Category, Supplier


def categories() -> list[Category]:
    """Return all shelves, parents before their children, each level in its order."""
    rows = list(Category.objects.select_related("parent").order_by("position", "id"))
    tops = [row for row in rows if row.parent_id is None]
    return [one for top in tops for one in (top, *(row for row in rows if row.parent_id == top.pk))]


def shelf_rows() -> list[tuple[int, int | None, str, str, str, str]]:
    """Return id, parent, slugs and names (French, English) of every category, each level in its order."""
    rows = Category.objects.order_by("position", "id")
    return list(rows.values_list("pk", "parent_id", "slug_fr", "slug_en", "name_fr", "name_en"))


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


def brand_by_id(brand_id: int) -> Brand | None:
    return Brand.objects.filter(pk=brand_id).first()

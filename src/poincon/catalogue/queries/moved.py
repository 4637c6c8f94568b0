"""Where what stood at a former address stands now. Live addresses are asked for first; these only after."""

from poincon.catalogue.models import FormerAddress
from poincon.catalogue.states import PieceState


def shelf_moved(slug: str) -> int | None:
    """Return the id of the shelf that once stood at that address, in either language."""
    return (
        FormerAddress.objects.filter(category__isnull=False, slug=slug)
        .values_list("category", flat=True)
        .first()
    )


def brand_moved(slug: str) -> str | None:
    """Return the present address of the brand that once stood at that one."""
    return (
        FormerAddress.objects.filter(brand__isnull=False, slug=slug)
        .values_list("brand__slug", flat=True)
        .first()
    )


def piece_moved(slug: str) -> str | None:
    """Return the present address of the piece that was once shown at that one, if it has a page."""
    found = FormerAddress.objects.filter(piece__isnull=False, slug=slug).exclude(
        piece__state=PieceState.DRAFT
    )
    return found.values_list("piece__slug", flat=True).first()


def former_beginning(wanted: str, kind: str) -> set[str]:
    """Return the former addresses of brands or pieces that begin so: nothing new is put there unasked."""
    found = FormerAddress.objects.filter(**{f"{kind}__isnull": False}, slug__startswith=wanted)
    return set(found.values_list("slug", flat=True))


def former_addresses(**row: int) -> list[str]:
    """Return the addresses that lead to a thing, by its kind and id, the latest first."""
    return list(
        FormerAddress.objects.filter(**row).order_by("-left_at", "-id").values_list("slug", flat=True)
    )

"""Questions that only the desk asks."""

from itertools import chain, count

from django.db.models import Q, QuerySet
from django.utils.text import slugify

from poincon.catalogue.models import Piece, Variant
from poincon.catalogue.states import PieceState, StatedBy

INCOMPLETE = "incomplete"


def desk_piece(piece_id: int) -> Piece | None:
    """Return a piece in any state with all that the desk shows of it, retired variants included."""
    rows = Piece.objects.select_related("brand", "supplier", "category")
    return rows.prefetch_related("variants", "metals", "stones", "media").filter(pk=piece_id).first()


def desk_variant(variant_id: int) -> Variant | None:
    return Variant.objects.select_related("piece__brand").filter(pk=variant_id).first()


def desk_list(*, said: str = "", state: str = "", category: str = "", brand: str = "") -> QuerySet[Piece]:
    """Return pieces, newest first, whose name, reference, article number or barcode holds what was said.

    `state` is one of PieceState, or "incomplete" for pieces whose facts the house has not checked yet;
    category and brand are ids.
    """
    rows = Piece.objects.select_related("brand", "category").order_by("-id")
    if state == INCOMPLETE:
        rows = incomplete().select_related("brand", "category").order_by("-id")
    elif state:
        rows = rows.filter(state=state)
    if category.isdecimal():
        rows = rows.filter(Q(category=int(category)) | Q(category__parent=int(category)))
    if brand.isdecimal():
        rows = rows.filter(brand=int(brand))
    for word in said.split():
        rows = rows.filter(_holding(word))
    return rows


def incomplete() -> QuerySet[Piece]:
    """Return the pieces that came in from elsewhere and whose facts nobody here has checked yet."""
    return Piece.objects.filter(stated_by=StatedBy.SUPPLIER).exclude(state=PieceState.WITHDRAWN)


def free_slug(name: str) -> str:
    """Return an address made from a name that no piece has; somebody quicker may still take it."""
    wanted = slugify(name)[:100] or "piece"
    taken = set(Piece.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in count(2))
    return next(slug for slug in chain([wanted], numbered) if slug not in taken)


def _holding(word: str) -> Q:
    numbered = Variant.objects.filter(Q(sku__icontains=word) | Q(gtin=word)).values("piece")
    return (
        Q(name_fr__icontains=word)
        | Q(name_en__icontains=word)
        | Q(reference__icontains=word)
        | Q(pk__in=numbered)
    )

"""Pieces: their pages, their typed facts, and what stands against showing them."""

from collections.abc import Collection, Iterable, Iterator

from django.db.models import CharField, Func, Prefetch, Q, QuerySet

from poincon.catalogue import rules
from poincon.catalogue.models import MetalPart, Piece, Stone, Variant
from poincon.catalogue.states import PieceState


def piece_page(slug: str) -> Piece | None:
    """Return a piece that is or was on show, with all that its page tells; None for drafts and strangers.

    `variants`, `metals`, `stones` and `media` are loaded, retired variants left out; a withdrawn piece
    is returned, so that the page can say that it is gone.
    """
    pieces = Piece.objects.select_related("brand", "supplier", "category__parent").prefetch_related(
        Prefetch("variants", Variant.objects.filter(retired_at__isnull=True)), "metals", "stones", "media"
    )
    return pieces.exclude(state=PieceState.DRAFT).filter(slug=slug).first()


def whole_pieces() -> Iterator[Piece]:
    """Yield every piece that is not withdrawn, with brand, shelf, variants on sale and pictures.

    They are fetched by the thousand, so that memory does not grow with the catalogue.
    """
    rows = Piece.objects.exclude(state=PieceState.WITHDRAWN).select_related("brand", "category")
    on_sale = Prefetch("variants", Variant.objects.filter(retired_at__isnull=True))
    return rows.prefetch_related(on_sale, "media").order_by("pk").iterator(chunk_size=1000)


def published() -> QuerySet[Piece]:
    """Return the pieces on show."""
    return Piece.objects.filter(state=PieceState.PUBLISHED)


def withdrawn_with(said: str, codes: Collection[str]) -> str | None:
    """Return the address of the withdrawn piece whose reference, article number or bar code was said.

    `codes` are what was said as `text.codes` reads it. References are compared as these are; None where
    there are several such pieces, too.
    """
    bare = "regexp_replace(lower(%(expressions)s), '[^[:alnum:]]', '', 'g')"
    code = Func("reference", template=bare, output_field=CharField())
    own = Piece.objects.filter(state=PieceState.WITHDRAWN).alias(code=code).filter(code__in=codes)
    numbered = Q(sku__in={said, said.upper()}) | Q(gtin__in=codes)
    theirs = Variant.objects.filter(numbered, piece__state=PieceState.WITHDRAWN)
    found = list(own.order_by().values_list("slug").union(theirs.order_by().values_list("piece__slug"))[:2])
    return str(found[0][0]) if len(found) == 1 else None


def shown_with(
    *, variants: Collection[int] = (), brands: Collection[int] = (), categories: Collection[int] = ()
) -> set[int]:
    """Return the ids of the pieces on show that have one of those variants, brands or shelves.

    A piece is on its own shelf and on the one above.
    """
    found: set[int] = set()
    wanted = (
        (Q(variants__in=variants), variants),
        (Q(brand__in=brands), brands),
        (Q(category__in=categories) | Q(category__parent__in=categories), categories),
    )
    for condition, ids in wanted:
        if ids:
            found.update(published().filter(condition).values_list("pk", flat=True))
    return found


def pieces_with(
    *, brands: Collection[int] = (), suppliers: Collection[int] = (), categories: Collection[int] = ()
) -> set[int]:
    """Return the ids of all pieces, whatever their state, of those brands, suppliers or shelves."""
    found: set[int] = set()
    wanted = (
        (Q(brand__in=brands), brands),
        (Q(supplier__in=suppliers), suppliers),
        (Q(category__in=categories) | Q(category__parent__in=categories), categories),
    )
    for condition, ids in wanted:
        if ids:
            found.update(Piece.objects.filter(condition).values_list("pk", flat=True))
    return found


def pieces_at(slugs: Iterable[str]) -> dict[str, int]:
    """Return the ids of the pieces at those addresses, whatever their state."""
    return dict(Piece.objects.filter(slug__in=set(slugs)).values_list("slug", "pk"))


def count_of_references(start: str) -> int:
    """Return how many pieces have a reference that starts so."""
    return Piece.objects.filter(reference__startswith=start).count()


def piece_facts(piece: Piece) -> rules.PieceFacts:
    """Return the typed facts of a piece, for the rules to judge and to put into words."""
    return rules.PieceFacts(
        kind=piece.kind,
        stated_by=piece.stated_by,
        materials=tuple(piece.materials),
        metals=tuple(metal_facts(row) for row in piece.metals.all()),
        stones=tuple(stone_facts(row) for row in piece.stones.all()),
    )


def metal_facts(row: MetalPart) -> rules.MetalFacts:
    return rules.MetalFacts(
        row.metal,
        row.colour,
        row.fineness,
        row.coating_metal,
        row.coating_fineness,
        row.coating_microns,
        row.weight_mg,
        tuple(row.marks),
    )


def stone_facts(row: Stone) -> rules.StoneFacts:
    return rules.StoneFacts(
        row.species,
        row.nature,
        tuple(row.treatments),
        row.carat,
        row.count,
        row.cut,
        row.colour,
        row.clarity,
        row.certificate,
        row.lab,
    )

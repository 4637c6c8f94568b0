"""Questions that only the desk asks."""

from itertools import chain, count
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Case, Q, QuerySet, When

from poincon.catalogue.models import ACCENTED, BARE, MARKS, Piece, Variant, sought
from poincon.catalogue.queries.moved import former_beginning
from poincon.catalogue.states import PieceState, StatedBy
from poincon.foundation.addresses import address_of

INCOMPLETE = "incomplete"
UNNAMED = "none"
NO_WORD = "'nothing' & !'nothing'"  # marks alone were typed: nothing holds them


def desk_piece(piece_id: int) -> Piece | None:
    """Return a piece in any state with all that the desk shows of it, retired variants included."""
    rows = Piece.objects.select_related("brand", "supplier", "category")
    return rows.prefetch_related("variants", "metals", "stones", "media").filter(pk=piece_id).first()


def desk_variant(variant_id: int) -> Variant | None:
    return Variant.objects.select_related("piece__brand").filter(pk=variant_id).first()


def desk_list(
    *, said: str = "", state: str = "", category: str = "", brand: str = "", supplier: str = ""
) -> QuerySet[Piece]:
    """Return pieces, newest first, each word of what was said beginning one of theirs.

    Their words are those of name and reference, and the article numbers and barcodes of their variants;
    a piece whose reference, article number or barcode is just what was said comes first. `state` is one
    of PieceState, or "incomplete" for pieces whose facts the house has not checked yet; category, brand
    and supplier are ids, or "none" for pieces of which nobody has named the supplier.
    """
    rows = incomplete() if state == INCOMPLETE else Piece.objects.all()
    if state and state != INCOMPLETE:
        rows = rows.filter(state=state)
    if category.isdecimal():
        rows = rows.filter(Q(category=int(category)) | Q(category__parent=int(category)))
    if brand.isdecimal():
        rows = rows.filter(brand=int(brand))
    if supplier.isdecimal() or supplier == UNNAMED:
        rows = rows.filter(supplier=None if supplier == UNNAMED else int(supplier))
    rows = rows.select_related("brand", "category")
    return _found(rows, said.strip()) if said.strip() else rows.order_by("-id")


def incomplete() -> QuerySet[Piece]:
    """Return the pieces that came in from elsewhere and whose facts nobody here has checked yet."""
    return Piece.objects.filter(stated_by=StatedBy.SUPPLIER).exclude(state=PieceState.WITHDRAWN)


def free_slug(name: str) -> str:
    """Return an address made from a name that no piece has or had; somebody quicker may still take it."""
    wanted = address_of(name)[:100] or "piece"
    taken = set(Piece.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    taken |= former_beginning(wanted, "piece")
    numbered = (f"{wanted}-{number}" for number in count(2))
    return next(slug for slug in chain([wanted], numbered) if slug not in taken)


def _found(rows: QuerySet[Piece], said: str) -> QuerySet[Piece]:
    """Narrow to what was said: all in one place where there is such a piece, each word anywhere otherwise."""
    words = _words(said)
    together = rows.filter(pk__in=_beginning(words))
    if len(words) > 1 and not together.exists():
        together = rows
        for word in words:
            together = together.filter(pk__in=_beginning([word]))
    exact = _just(said)
    first = [Case(When(pk__in=exact, then=0), default=1)] if exact else []
    return together.order_by(*first, "-id")


def _words(said: str) -> list[str]:
    """Return the words that somebody typed, in the form in which `sought` keeps them."""
    read = str.maketrans(ACCENTED + MARKS, BARE + " " * len(MARKS))
    plain = said.lower().translate(read).replace("œ", "oe")
    words = ("".join(filter(str.isalnum, word)) for word in plain.split())
    return [word for word in words if word]


def _beginning(words: list[str]) -> QuerySet[Any, Any]:
    """Return the ids of the pieces that have a word beginning with each of these, or a variant that has."""
    query = _asked([f"'{word}':*" for word in words] or [NO_WORD])
    named = Piece.objects.alias(sought=sought("name_fr", "name_en", "reference")).filter(sought=query)
    numbered = Variant.objects.alias(sought=sought("sku", "gtin")).filter(sought=query)
    return named.order_by().values("pk").union(numbered.order_by().values("piece"))


def _asked(lexemes: list[str]) -> SearchQuery:
    return SearchQuery(" & ".join(lexemes), config="simple", search_type="raw")


def _just(said: str) -> set[int]:
    """Return the ids of the pieces whose reference, article number or barcode is just that."""
    words = _words(said)
    if not words:
        return set()
    query = _asked([f"'{word}'" for word in words])
    named = Piece.objects.alias(sought=sought("name_fr", "name_en", "reference")).filter(sought=query)
    numbered = Variant.objects.alias(sought=sought("sku", "gtin")).filter(sought=query)
    own = named.filter(reference__iexact=said).order_by().values_list("pk", flat=True)
    theirs = numbered.filter(Q(sku__iexact=said) | Q(gtin=said)).order_by()
    return set(own.union(theirs.values_list("piece_id", flat=True)))

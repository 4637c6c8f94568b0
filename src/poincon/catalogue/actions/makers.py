"""Brands, and whom the house buys from, as the desk describes them."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from poincon.catalogue import moves, queries
from poincon.catalogue.events import BrandChanged, SupplierChanged
from poincon.catalogue.fitness import keep_fit, refuse_words
from poincon.catalogue.models import Brand, Piece, Supplier
from poincon.catalogue.queries.judging import WITH
from poincon.catalogue.rules import SUPPLIER
from poincon.catalogue.states import PieceState
from poincon.catalogue.uniqueness import one_of_its_kind
from poincon.foundation import journal
from poincon.foundation.facts import announce

STORIES = ("story_fr", "story_en", "sizes_fr", "sizes_en")


@transaction.atomic
def create_brand(*, columns: Mapping[str, Any], actor: str, at: datetime) -> int:
    """Add a brand; without an address one is made from its name.

    Raises Taken for a name that there is, and WordsForbidden for what may be said of no piece.
    """
    refuse_words(columns, STORIES)
    address = columns.get("slug") or queries.free_brand_slug(columns["name"])
    with one_of_its_kind():
        row = Brand.objects.create(**{**columns, "slug": address})
    journal.write(subject=f"brand:{row.pk}", verb="create", actor=actor, at=at)
    return row.pk


@transaction.atomic
def edit_brand(*, brand_id: int, columns: Mapping[str, Any], actor: str, at: datetime) -> bool:
    """Change the name of a brand and what is told of it and its maker; False when all is so already.

    What its pieces on show must tell of the maker (GPSR, art. 19) cannot be taken away: PieceUnfit. A
    name and an address belong to one brand: Taken. Its story may say nothing that may be said of no piece:
    WordsForbidden. A former address leads to the present one.
    """
    brand = Brand.objects.select_for_update().get(pk=brand_id)
    before, stood = [getattr(brand, column) for column in columns], brand.slug
    if before == list(columns.values()):
        return False
    refuse_words(columns, STORIES)
    for column, value in columns.items():
        setattr(brand, column, value)
    with one_of_its_kind():
        brand.save(update_fields=list(columns))
    for piece in _one_on_show(brand):
        keep_fit(piece, at, about=("maker_", "responsible_"))
    moves.note(brand, {stood: brand.slug}, live={brand.slug}, actor=actor, at=at)
    journal.write(subject=f"brand:{brand_id}", verb="edit", actor=actor, at=at)
    announce(BrandChanged(brand_id), at=at)
    return True


@transaction.atomic
def create_supplier(*, columns: Mapping[str, Any], actor: str, at: datetime) -> int:
    """Add whom the house buys from. Raises Taken for a name that there is."""
    with one_of_its_kind():
        row = Supplier.objects.create(**columns)
    journal.write(subject=f"supplier:{row.pk}", verb="create", actor=actor, at=at)
    return row.pk


@transaction.atomic
def edit_supplier(*, supplier_id: int, columns: Mapping[str, Any], actor: str, at: datetime) -> bool:
    """Change what is known of a supplier; False when all is so already. Raises Taken.

    What the house promises of the pieces that are on show (R010) cannot be taken away: PieceUnfit.
    """
    row = Supplier.objects.select_for_update().get(pk=supplier_id)
    if all(getattr(row, column) == value for column, value in columns.items()):
        return False
    was_direct = row.direct
    for column, value in columns.items():
        setattr(row, column, value)
    with one_of_its_kind():
        row.save(update_fields=list(columns))
    for piece in _one_from(row) if was_direct else ():
        keep_fit(piece, at, about=(SUPPLIER,), bought_elsewhere=True)
    journal.write(subject=f"supplier:{supplier_id}", verb="edit", actor=actor, at=at)
    announce(SupplierChanged(supplier_id), at=at)
    return True


@transaction.atomic
def buy_from(*, supplier_id: int, piece_ids: Iterable[int], actor: str, at: datetime) -> int:
    """Name whom these pieces were bought from; returns of how many that was not known already.

    What the house promises of those that are on show (R010) cannot be taken away: PieceUnfit, and all stay.
    """
    supplier = Supplier.objects.select_for_update(no_key=True).get(pk=supplier_id)
    bought_elsewhere = ~Q(supplier=supplier) | Q(supplier=None)
    named = Piece.objects.filter(bought_elsewhere, pk__in=[*piece_ids]).select_related(*WITH)
    pieces = list(named.select_for_update(of=("self",)).order_by("pk"))
    if not pieces:
        return 0
    changed = [(journal.subject_of(one), str(one.supplier_id or ""), str(supplier_id)) for one in pieces]
    Piece.objects.filter(pk__in=[one.pk for one in pieces]).update(supplier=supplier)
    for piece in [one for one in pieces if one.state == PieceState.PUBLISHED][:1]:
        piece.supplier = supplier  # what the supplier lacks, all of them lack
        keep_fit(piece, at, about=(SUPPLIER,), bought_elsewhere=True)
    journal.write_each(verb="name_supplier", changed=changed, actor=actor, at=at)
    announce(SupplierChanged(supplier_id), at=at)
    return len(pieces)


def _one_on_show(brand: Brand) -> list[Piece]:
    """Return a piece of the brand on show: what the maker lacks, all of them lack."""
    shown = brand.pieces.filter(state=PieceState.PUBLISHED)
    return list(shown.select_related(*WITH)[:1])


def _one_from(supplier: Supplier) -> list[Piece]:
    """Return a piece on show from a supplier: what the supplier lacks, all of its pieces lack."""
    shown = supplier.pieces.filter(state=PieceState.PUBLISHED)
    return list(shown.select_related(*WITH)[:1])

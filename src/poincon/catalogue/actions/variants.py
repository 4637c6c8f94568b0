"""The variants and pictures of pieces."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from poincon.catalogue.events import PieceChanged
from poincon.catalogue.fitness import keep_fit
from poincon.catalogue.models import Media, Piece, Variant
from poincon.catalogue.queries.variants import articles_of_barcodes
from poincon.catalogue.uniqueness import one_of_its_kind
from poincon.foundation import journal
from poincon.foundation.facts import announce
from poincon.kernel.refusal import Refusal

LOCK = 0x62617263  # "barc": the one lock under which articles get barcodes


class SizedTwice(Refusal):
    """A variant is made to measure, or has one size: not both."""

    code = "sized_twice"
    status = 422


class ChoiceDoubled(Refusal):
    """The piece has a variant with the same size and choices, `sku`: nobody could tell one from the other."""

    code = "choice_doubled"
    status = 409


class BarcodeTaken(Refusal):
    """Another article, `sku`, has this barcode: whoever reads it would not know which of them is meant."""

    code = "barcode_taken"
    status = 409


def hold_barcodes() -> None:
    """Let nobody else give an article a barcode until the transaction ends.

    The database has no constraint of its own: shops from before may have a barcode on several articles,
    which stay as they are until somebody gives each its own.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


@transaction.atomic
def add_variant(*, piece_id: int, columns: Mapping[str, Any], actor: str, at: datetime) -> Variant:
    """Add a variant to a piece; `columns` are those of Variant (sku, circumference_mm, options, ...).

    Raises Taken when another variant has the article number, BarcodeTaken when one on sale has the barcode,
    ChoiceDoubled when one on sale has the same size and choices, and PieceUnfit where a piece on show would
    no longer be fit for it.
    """
    _hold_for(columns)
    piece = Piece.objects.select_for_update(no_key=True).get(pk=piece_id)
    with one_of_its_kind():
        variant = Variant.objects.create(piece_id=piece_id, **columns)
    _refuse_borne(variant, before="")
    _keep_apart(variant)
    keep_fit(piece, at)
    journal.write(subject=journal.subject_of(variant), verb="create", actor=actor, at=at)
    announce(PieceChanged(piece_id), at=at)
    return variant


@transaction.atomic
def edit_variant(*, variant_id: int, columns: Mapping[str, Any], actor: str, at: datetime) -> bool:
    """Change columns of a variant; False when all is so already.

    A piece on show must stay fit for it (PieceUnfit), an article number its own (Taken), a new barcode
    (BarcodeTaken), a size and choices its own as well (ChoiceDoubled), and what is made to measure has no
    size besides (SizedTwice).
    """
    _hold_for(columns)
    # Prices name their variant: whoever writes one meanwhile does not wait for this, nor this for them.
    own = Variant.objects.select_for_update(of=("self",), no_key=True)
    variant = own.select_related("piece__brand").get(pk=variant_id)
    before, barcode = [getattr(variant, column) for column in columns], variant.gtin
    if before == list(columns.values()):
        return False
    for column, value in columns.items():
        setattr(variant, column, value)
    if variant.made_days is not None and (variant.circumference_mm or variant.length_mm):
        raise SizedTwice
    with one_of_its_kind():
        variant.save(update_fields=list(columns))
    _refuse_borne(variant, before=barcode)
    _keep_apart(variant)
    keep_fit(variant.piece, at)
    journal.write(subject=journal.subject_of(variant), verb="edit", actor=actor, at=at)
    announce(PieceChanged(variant.piece_id), at=at)
    return True


def retire_variant(*, variant_id: int, actor: str, at: datetime) -> bool:
    """Stop selling one size or colour of a piece; False when it was retired before."""
    row = Variant.objects.get(pk=variant_id)
    if row.retired_at is not None:
        return False
    return edit_variant(variant_id=variant_id, columns={"retired_at": at}, actor=actor, at=at)


@transaction.atomic
def set_media(*, piece_id: int, pictures: Iterable[Mapping[str, Any]], actor: str, at: datetime) -> bool:
    """Make these the pictures of a piece, in this order; False when they are so already.

    A picture that is only known by its address (`source`) is replaced by one with files of the same
    source, never the other way round, and keeps the words that are not given anew. A piece on show must
    keep one: otherwise PieceUnfit.
    """
    rows = list(Media.objects.select_for_update().filter(piece_id=piece_id).order_by("position", "id"))
    known = {row.source: row for row in rows if row.source}
    wanted = [Media(**{**_kept(known.get(columns.get("source", ""))), **columns}) for columns in pictures]
    for row in wanted:
        _take_files(row, known.get(row.source))
    if [_shown(row) for row in rows] == [_shown(row) for row in wanted]:
        return False
    Media.objects.filter(piece_id=piece_id).delete()
    for position, row in enumerate(wanted):
        row.piece_id, row.position = piece_id, position
        row.save()
    keep_fit(Piece.objects.select_related("brand").get(pk=piece_id), at)
    journal.write(subject=f"piece:{piece_id}", verb="set_media", actor=actor, at=at)
    announce(PieceChanged(piece_id), at=at)
    return True


def _kept(known: Media | None) -> dict[str, Any]:
    return {"view": known.view, "alt_fr": known.alt_fr, "alt_en": known.alt_en} if known else {}


def _take_files(row: Media, known: Media | None) -> None:
    if known and known.stem:
        row.stem, row.width, row.height = known.stem, known.width, known.height


def _shown(row: Media) -> tuple[object, ...]:
    """Return what tells one picture from another: its address where it came from one, or its file."""
    return (row.variant_id, row.source or row.stem, row.view, row.alt_fr, row.alt_en)


def _hold_for(columns: Mapping[str, Any]) -> None:
    if columns.get("gtin"):
        hold_barcodes()


def _refuse_borne(variant: Variant, *, before: str) -> None:
    """Refuse a new barcode that another article bears; one that it had `before` stays."""
    bare = variant.gtin.lstrip("0")
    if not bare or bare == before.lstrip("0") or variant.retired_at is not None:
        return
    others = [sku for sku in articles_of_barcodes([bare]).get(bare, []) if sku != variant.sku]
    if others:
        raise BarcodeTaken(barcode=variant.gtin, sku=others[0])


def _keep_apart(variant: Variant) -> None:
    """Refuse a second variant on sale that is chosen by the same words."""
    if variant.retired_at is not None:
        return
    alike = Variant.objects.filter(
        piece_id=variant.piece_id,
        retired_at=None,
        circumference_mm=variant.circumference_mm,
        length_mm=variant.length_mm,
        made_days=variant.made_days,
        options=variant.options,
    ).exclude(pk=variant.pk)
    if other := alike.first():
        raise ChoiceDoubled(sku=other.sku)

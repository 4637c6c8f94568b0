"""What can be done with pieces. Every change of what is shown recomputes the piece's words."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from itertools import chain, count
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify

from poincon.catalogue import queries, rules
from poincon.catalogue.events import PieceChanged, PiecePublished
from poincon.catalogue.models import Brand, Category, Media, MetalPart, Piece, Stone, Supplier, Variant
from poincon.catalogue.rules import MetalFacts, Reason, StoneFacts
from poincon.catalogue.states import PIECE_FLOW, PieceState
from poincon.foundation import journal
from poincon.foundation.facts import announce
from poincon.foundation.stepping import take_step
from poincon.kernel.refusal import Refusal


class PieceUnfit(Refusal):
    """The piece lacks what the law demands; `reasons` lists everything, each with its field and code."""

    code = "piece_unfit"
    status = 422

    def __init__(self, reasons: list[Reason]) -> None:
        self.reasons = reasons
        super().__init__(codes=[reason.code for reason in reasons])


@transaction.atomic
def create_piece(
    *,
    words: Mapping[str, Any],
    metals: Iterable[MetalFacts] = (),
    stones: Iterable[StoneFacts] = (),
    actor: str,
    at: datetime,
) -> Piece:
    """Add a draft; `words` are the columns of Piece (slug, reference, kind, names, brand, category, ...)."""
    piece = Piece.objects.create(created_at=at, **words)
    _write_facts(piece, metals, stones)
    journal.write(subject=journal.subject_of(piece), verb="create", actor=actor, at=at)
    announce(PieceChanged(piece.pk), at=at)
    return piece


@transaction.atomic
def edit_piece(
    *,
    piece_id: int,
    words: Mapping[str, Any],
    metals: Iterable[MetalFacts] | None = None,
    stones: Iterable[StoneFacts] | None = None,
    actor: str,
    at: datetime,
) -> bool:
    """Change columns of Piece and, when given, replace its metals and stones; False when all is so already.

    A piece on show must stay fit for it: otherwise PieceUnfit, and nothing changes.
    """
    piece = Piece.objects.select_for_update().get(pk=piece_id)
    before = _state_of(piece)
    for column, value in words.items():
        setattr(piece, column, value)
    piece.save()
    _write_facts(piece, metals, stones)
    piece = Piece.objects.get(pk=piece_id)
    if _state_of(piece) == before:
        return False
    if piece.state == PieceState.PUBLISHED:
        _refuse_unfit(piece)
    journal.write(subject=journal.subject_of(piece), verb="edit", actor=actor, at=at)
    announce(PieceChanged(piece.pk), at=at)
    return True


def add_brand(*, name: str, **columns: str) -> int:
    """Return the id of the brand of that name, added with `columns` if there is none."""
    fresh = {"slug": _free_slug(name)} | columns
    brand, _ = Brand.objects.get_or_create(name=name, defaults=fresh)
    return brand.pk


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


@transaction.atomic
def publish(*, piece_id: int, actor: str, at: datetime) -> None:
    """Put the piece on show. Raises PieceUnfit with every reason, or StepRefused for a withdrawn piece."""
    piece = Piece.objects.select_for_update().get(pk=piece_id)
    _refuse_unfit(piece)
    take_step(piece, PIECE_FLOW, "publish", actor=actor, at=at, published_at=at)
    announce(PiecePublished(piece_id), at=at)
    announce(PieceChanged(piece_id), at=at)


@transaction.atomic
def unpublish(*, piece_id: int, actor: str, at: datetime, cause: str = "") -> None:
    """Take the piece off show for a while; it can come back. Raises StepRefused."""
    piece = Piece.objects.get(pk=piece_id)
    take_step(piece, PIECE_FLOW, "unpublish", actor=actor, at=at, cause=cause)
    announce(PieceChanged(piece_id), at=at)


@transaction.atomic
def withdraw(*, piece_id: int, actor: str, at: datetime, cause: str = "") -> None:
    """Take the piece off show for good, because its supplier stopped it (R004). Raises StepRefused."""
    piece = Piece.objects.get(pk=piece_id)
    take_step(piece, PIECE_FLOW, "withdraw", actor=actor, at=at, cause=cause, withdrawn_at=at)
    announce(PieceChanged(piece_id), at=at)


@transaction.atomic
def add_variant(*, piece_id: int, columns: Mapping[str, Any], actor: str, at: datetime) -> Variant:
    """Add a variant to a piece; `columns` are those of Variant (sku, circumference_mm, options, ...)."""
    variant = Variant.objects.create(piece_id=piece_id, **columns)
    journal.write(subject=journal.subject_of(variant), verb="create", actor=actor, at=at)
    announce(PieceChanged(piece_id), at=at)
    return variant


@transaction.atomic
def edit_variant(*, variant_id: int, columns: Mapping[str, Any], actor: str, at: datetime) -> bool:
    """Change columns of a variant; False when all is so already. A piece on show must stay fit for it."""
    variant = Variant.objects.select_for_update().select_related("piece__brand").get(pk=variant_id)
    before = [getattr(variant, column) for column in columns]
    if before == list(columns.values()):
        return False
    for column, value in columns.items():
        setattr(variant, column, value)
    variant.save(update_fields=list(columns))
    if variant.piece.state == PieceState.PUBLISHED:
        _refuse_unfit(variant.piece)
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
    source, never the other way round.
    """
    wanted = [dict(columns) for columns in pictures]
    rows = list(Media.objects.select_for_update().filter(piece_id=piece_id).order_by("position", "id"))
    if [_shown(row) for row in rows] == [_shown(Media(**columns)) for columns in wanted]:
        return False
    arrived = {row.source: row for row in rows if row.source and row.stem}
    Media.objects.filter(piece_id=piece_id).delete()
    for position, columns in enumerate(wanted):
        known = arrived.get(columns.get("source", ""))
        here = {"stem": known.stem, "width": known.width, "height": known.height} if known else {}
        Media.objects.create(**{**columns, **here, "piece_id": piece_id, "position": position})
    journal.write(subject=f"piece:{piece_id}", verb="set_media", actor=actor, at=at)
    announce(PieceChanged(piece_id), at=at)
    return True


def _shown(row: Media) -> tuple[object, ...]:
    """Return what tells one picture from another: its address where it came from one, or its file."""
    return (row.variant_id, row.source or row.stem, row.alt_fr, row.alt_en)


def _free_slug(name: str) -> str:
    wanted = slugify(name)[:70] or "brand"
    taken = set(Brand.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in count(2))
    return next(slug for slug in chain([wanted], numbered) if slug not in taken)


def _write_facts(
    piece: Piece, metals: Iterable[MetalFacts] | None, stones: Iterable[StoneFacts] | None
) -> None:
    if metals is not None:
        piece.metals.all().delete()
        MetalPart.objects.bulk_create(
            MetalPart(piece=piece, position=place, **asdict(part)) for place, part in enumerate(metals)
        )
    if stones is not None:
        piece.stones.all().delete()
        Stone.objects.bulk_create(
            Stone(piece=piece, position=place, **(asdict(stone) | {"treatments": list(stone.treatments)}))
            for place, stone in enumerate(stones)
        )
    facts = queries.piece_facts(piece)
    piece.matter_fr, piece.matter_en = rules.matter(facts, "fr"), rules.matter(facts, "en")
    piece.save(update_fields=["matter_fr", "matter_en"])


def _state_of(piece: Piece) -> tuple[object, ...]:
    columns = [getattr(piece, field.attname) for field in piece._meta.concrete_fields]
    return (columns, queries.piece_facts(piece))


def _refuse_unfit(piece: Piece) -> None:
    reasons = [reason for reason in queries.reasons_against(piece) if reason.blocks]
    if reasons:
        raise PieceUnfit(reasons)

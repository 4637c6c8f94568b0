"""Describing pieces: words and typed facts, and the matter that follows from them."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from poincon.catalogue import moves, queries, rules
from poincon.catalogue.events import PieceChanged
from poincon.catalogue.fitness import keep_fit
from poincon.catalogue.models import MetalPart, Piece, Stone
from poincon.catalogue.rows import metal_rows, stone_rows
from poincon.catalogue.rules import MetalFacts, StoneFacts
from poincon.catalogue.uniqueness import one_of_its_kind
from poincon.foundation import journal
from poincon.foundation.facts import announce


@transaction.atomic
def create_piece(
    *,
    words: Mapping[str, Any],
    metals: Iterable[MetalFacts] = (),
    stones: Iterable[StoneFacts] = (),
    actor: str,
    at: datetime,
) -> Piece:
    """Add a draft; `words` are the columns of Piece (slug, reference, kind, names, brand, category, ...).

    Raises Taken when another piece has the address or the reference, and MeasureUnlikely.
    """
    rules.check_measures(words)
    with one_of_its_kind():
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

    A piece on show must stay fit for it: otherwise PieceUnfit, and nothing changes. An address belongs to one
    piece: Taken. Whoever comes to one at which it was shown before is led to the present one. A height or
    width that no piece has: MeasureUnlikely.
    """
    rules.check_measures(words)
    piece = Piece.objects.select_for_update().get(pk=piece_id)
    before, stood, bought_from = _state_of(piece), piece.slug, piece.supplier_id
    for column, value in words.items():
        setattr(piece, column, value)
    with one_of_its_kind():
        piece.save()
    _write_facts(piece, metals, stones)
    piece = Piece.objects.get(pk=piece_id)
    if _state_of(piece) == before:
        return False
    keep_fit(piece, at, bought_elsewhere=piece.supplier_id != bought_from)
    if piece.published_at is not None:
        moves.note(piece, {stood: piece.slug}, live={piece.slug}, actor=actor, at=at)
    journal.write(subject=journal.subject_of(piece), verb="edit", actor=actor, at=at)
    announce(PieceChanged(piece.pk), at=at)
    return True


def _write_facts(
    piece: Piece, metals: Iterable[MetalFacts] | None, stones: Iterable[StoneFacts] | None
) -> None:
    if metals is not None:
        piece.metals.all().delete()
        MetalPart.objects.bulk_create(metal_rows(piece, metals))
    if stones is not None:
        piece.stones.all().delete()
        Stone.objects.bulk_create(stone_rows(piece, stones))
    facts = queries.piece_facts(piece)
    piece.matter_fr, piece.matter_en = rules.matter(facts, "fr"), rules.matter(facts, "en")
    piece.save(update_fields=["matter_fr", "matter_en"])


def _state_of(piece: Piece) -> tuple[object, ...]:
    columns = [getattr(piece, field.attname) for field in piece._meta.concrete_fields]
    return (columns, queries.piece_facts(piece))

"""Adding pieces by the thousand, for large moves and for measuring."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from poincon.catalogue import rules
from poincon.catalogue.models import Media, MetalPart, Piece, Stone, Variant
from poincon.catalogue.rows import metal_rows, stone_rows
from poincon.catalogue.rules import MetalFacts, PieceFacts, StoneFacts
from poincon.catalogue.states import PieceState, StatedBy
from poincon.foundation import journal

AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class NewPiece:
    """A piece with all that belongs to it; `words`, `variants` and `pictures` are columns of their tables."""

    words: Mapping[str, Any]
    metals: tuple[MetalFacts, ...]
    stones: tuple[StoneFacts, ...]
    variants: tuple[Mapping[str, Any], ...]
    pictures: tuple[Mapping[str, Any], ...]


@transaction.atomic
def create_many(*, pieces: Sequence[NewPiece], actor: str, at: datetime) -> list[tuple[int, ...]]:
    """Add pieces that are on show from the start; returns the ids of each one's variants.

    The caller vouches for the gate, which is not asked, and has the window rebuilt: no fact is announced.
    """
    rows = Piece.objects.bulk_create((_row(piece, at) for piece in pieces), batch_size=AT_ONCE)
    pairs = list(zip(rows, pieces, strict=True))
    MetalPart.objects.bulk_create(
        (part for row, piece in pairs for part in metal_rows(row, piece.metals)), batch_size=AT_ONCE
    )
    Stone.objects.bulk_create(
        (stone for row, piece in pairs for stone in stone_rows(row, piece.stones)), batch_size=AT_ONCE
    )
    Media.objects.bulk_create(
        (
            Media(piece=row, position=place, **columns)
            for row, piece in pairs
            for place, columns in enumerate(piece.pictures)
        ),
        batch_size=AT_ONCE,
    )
    variants = Variant.objects.bulk_create(
        (
            Variant(piece=row, position=place, **columns)
            for row, piece in pairs
            for place, columns in enumerate(piece.variants)
        ),
        batch_size=AT_ONCE,
    )
    journal.write(subject="catalogue", verb="create_many", after=str(len(rows)), actor=actor, at=at)
    return _by_piece(variants, pieces)


def _row(piece: NewPiece, at: datetime) -> Piece:
    words = dict(piece.words)
    facts = PieceFacts(
        kind=words["kind"],
        metals=piece.metals,
        stones=piece.stones,
        materials=tuple(words.get("materials", ())),
        stated_by=words.get("stated_by", StatedBy.HOUSE.value),
    )
    return Piece(
        **words,
        matter_fr=rules.matter(facts, "fr"),
        matter_en=rules.matter(facts, "en"),
        state=PieceState.PUBLISHED.value,
        created_at=at,
        published_at=at,
    )


def _by_piece(variants: Iterable[Variant], pieces: Iterable[NewPiece]) -> list[tuple[int, ...]]:
    ids = iter([variant.pk for variant in variants])
    return [tuple(next(ids) for _ in piece.variants) for piece in pieces]

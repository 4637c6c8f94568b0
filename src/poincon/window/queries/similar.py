"""Pieces to look at instead, or again."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet, Value

from poincon.foundation.reading import Reading
from poincon.window.models import Card
from poincon.window.queries.listing import SHOWN, Shown, ready, shown
from poincon.window.rules import facets
from poincon.window.states import Group

FEW = 4


def _others(piece: str) -> QuerySet[Card]:
    return Card.objects.filter(sold_out=False).exclude(pk=Value(piece)).order_by("-published_at")


def _few(cards: QuerySet[Card]) -> QuerySet[Card, tuple[Any, ...]]:
    few: QuerySet[Card, tuple[Any, ...]] = cards.values_list(*SHOWN)[:FEW]
    return few


NEAR = Reading(lambda piece, shelf: _few(_others(piece).filter(category_id=Value(shelf))))
ALIKE = Reading(
    lambda piece, shelf, kind: _few(
        _others(piece).filter(facets__contains=[kind]).exclude(category_id=Value(shelf))
    )
)
TOGETHER = Reading(
    lambda piece: _few(
        Card.objects.filter(sold_out=False, piece__companion_of__piece=Value(piece)).order_by(
            "-piece__companion_of__orders", "-piece"
        )
    )
)


def similar(piece_id: int, category_id: int, kind: str, *, language: str, at: datetime) -> list[Shown]:
    """Return a few other pieces that can be bought: the newest of the shelf, then of the same kind."""
    found = NEAR.rows(piece_id, category_id)
    if len(found) < FEW:
        found += ALIKE.rows(piece_id, category_id, facets.facet(Group.KIND, kind))[: FEW - len(found)]
    return ready(found, language, at)


def companions(piece_id: int, *, language: str, at: datetime) -> list[Shown]:
    """Return what is most often ordered together with a piece and can be bought; one query."""
    return ready(TOGETHER.rows(piece_id), language, at)


def newest(few: int, *, language: str, at: datetime) -> list[Shown]:
    """Return the newest pieces that can be bought."""
    rows = Card.objects.filter(sold_out=False).exclude(first_stem="")
    return shown(rows.order_by("sold_out", "-published_at", "-piece")[:few], language, at)


def named(slugs: Sequence[str], *, language: str, at: datetime) -> list[Shown]:
    """Return the pieces of those slugs that are on show, each once, in the order of the slugs; one query."""
    found = {one.slug: one for one in shown(Card.objects.filter(slug__in=slugs), language, at)}
    return [found[slug] for slug in dict.fromkeys(slugs) if slug in found]

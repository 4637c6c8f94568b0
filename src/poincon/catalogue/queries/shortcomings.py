"""What pieces lack, counted and found across the catalogue."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from poincon.catalogue.models import Piece, Shortcoming
from poincon.catalogue.queries.desk import UNNAMED
from poincon.catalogue.states import PieceState


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that pieces lack: how many of them, and of how many it keeps the page shut."""

    code: str
    pieces: int
    blocked: int


def lacks(*, state: str = "", brand: str = "", supplier: str = "") -> list[Lack]:
    """Return what pieces lack, what blocks first and what most of them lack before the rest.

    `state` is one of PieceState, brand and supplier are ids, the supplier "none" for those without one; empty
    narrows nothing.
    """
    rows = Shortcoming.objects.filter(_narrowed(state, brand, supplier, "piece__")).order_by()
    counted = rows.values("code").annotate(
        pieces=Count("piece", distinct=True), blocked=Count("piece", distinct=True, filter=Q(blocks=True))
    )
    found = [Lack(row["code"], row["pieces"], row["blocked"]) for row in counted]
    return sorted(found, key=lambda one: (not one.blocked, -one.pieces, one.code))


def lacking(
    code: str = "", *, state: str = "", brand: str = "", supplier: str = "", blocks: bool = False
) -> QuerySet[Piece]:
    """Return the pieces that lack something, newest first; with `blocks` those that it keeps off show."""
    rows = Shortcoming.objects.filter(code=code) if code else Shortcoming.objects.all()
    rows = rows.filter(blocks=True) if blocks else rows
    found = Piece.objects.filter(_narrowed(state, brand, supplier), pk__in=rows.values("piece"))
    return found.select_related("brand", "supplier", "category").order_by("-id")


def count_kept_off() -> int:
    """Return how many pieces lack something that keeps them off show."""
    return Shortcoming.objects.filter(blocks=True).values("piece").distinct().count()


def kept_off(piece_ids: Iterable[int]) -> set[int]:
    """Return which of these pieces lack something that keeps them off show, as last judged."""
    rows = Shortcoming.objects.filter(blocks=True, piece__in=[*piece_ids])
    return set(rows.values_list("piece", flat=True))


def _narrowed(state: str, brand: str, supplier: str, prefix: str = "") -> Q:
    wanted = Q()
    if state in set(PieceState):
        wanted &= Q(**{f"{prefix}state": state})
    for name, value in (("brand", brand), ("supplier", supplier)):
        if value.isascii() and value.isdecimal():
            wanted &= Q(**{f"{prefix}{name}": int(value)})
    if supplier == UNNAMED:
        wanted &= Q(**{f"{prefix}supplier": None})
    return wanted

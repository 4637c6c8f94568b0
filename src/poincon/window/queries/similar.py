"""Pieces to look at instead."""

from datetime import datetime

from poincon.window.models import Card
from poincon.window.queries.listing import Shown, shown
from poincon.window.rules import facets
from poincon.window.states import Group

FEW = 4


def similar(piece_id: int, category_id: int, kind: str, *, language: str, at: datetime) -> list[Shown]:
    """Return a few other pieces that can be bought: the newest of the shelf, then of the same kind."""
    others = Card.objects.filter(sold_out=False).exclude(pk=piece_id).order_by("-published_at")
    found = shown(others.filter(category=category_id)[:FEW], language, at)
    if len(found) == FEW:
        return found
    alike = others.filter(facets__contains=[facets.facet(Group.KIND, kind)]).exclude(category=category_id)
    return found + shown(alike[: FEW - len(found)], language, at)


def newest(few: int, *, language: str, at: datetime) -> list[Shown]:
    """Return the newest pieces that can be bought."""
    rows = Card.objects.filter(sold_out=False).exclude(first_stem="")
    return shown(rows.order_by("sold_out", "-published_at", "-piece")[:few], language, at)

"""Pieces to look at instead."""

from datetime import date

from poincon.window.models import Card
from poincon.window.queries.listing import Shown, shown

FEW = 4


def similar(piece_id: int, category_id: int, *, language: str, today: date) -> list[Shown]:
    """Return a few other pieces of the same shelf that can be bought, newest first."""
    rows = Card.objects.filter(category=category_id, sold_out=False).exclude(pk=piece_id)
    return shown(rows.order_by("-published_at")[:FEW], language, today)


def newest(few: int, *, language: str, today: date) -> list[Shown]:
    """Return the newest pieces that can be bought."""
    rows = Card.objects.filter(sold_out=False).exclude(first_stem="")
    return shown(rows.order_by("sold_out", "-published_at", "-piece")[:few], language, today)

"""Pieces to look at instead, or again."""

from collections.abc import Sequence
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


def companions(piece_id: int, *, language: str, at: datetime) -> list[Shown]:
    """Return what is most often ordered together with a piece and can be bought; one query."""
    rows = Card.objects.filter(sold_out=False, piece__companion_of__piece=piece_id)
    return shown(rows.order_by("-piece__companion_of__orders", "-piece")[:FEW], language, at)


def newest(few: int, *, language: str, at: datetime) -> list[Shown]:
    """Return the newest pieces that can be bought."""
    rows = Card.objects.filter(sold_out=False).exclude(first_stem="")
    return shown(rows.order_by("sold_out", "-published_at", "-piece")[:few], language, at)


def named(slugs: Sequence[str], *, language: str, at: datetime) -> list[Shown]:
    """Return the pieces of those slugs that are on show, each once, in the order of the slugs; one query."""
    found = {one.slug: one for one in shown(Card.objects.filter(slug__in=slugs), language, at)}
    return [found[slug] for slug in dict.fromkeys(slugs) if slug in found]

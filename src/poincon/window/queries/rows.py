"""Rows of pieces for a page that shows several of them: chosen by reference, or the newest of a place."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet, Value

from poincon.window.models import Card, Facet
from poincon.window.queries.listing import OWN_ORDER, SHOWN, Shown, all_shown
from poincon.window.rules import facets
from poincon.window.states import Group

type Wanted = tuple[str, int]  # the code of a place, "" for all pieces, and how many

FOUND = 12


def newest_of(wanted: Mapping[str, Wanted], *, language: str, at: datetime) -> dict[str, list[Shown]]:
    """Return for each name the newest pieces that can be bought, of the place it names; one query.

    Places are the codes of `code_of_shelf` and `code_of_maker`.
    """
    if not wanted:
        return {}
    first, *others = [_newest(name, *what) for name, what in wanted.items()]
    found = list(first.union(*others, all=True) if others else first)
    found.sort(key=lambda row: (row["published_at"], row["piece_id"]), reverse=True)
    rows: defaultdict[str, list[Shown]] = defaultdict(list)
    for row, shown in zip(found, all_shown(found, language, at), strict=True):
        rows[row["name"]].append(shown)
    return dict(rows)


def _newest(name: str, code: str, few: int) -> QuerySet[Card, dict[str, Any]]:
    cards = Card.objects.filter(sold_out=False).exclude(first_stem="")
    if code:
        cards = cards.filter(facets__contains=[code])
    named = cards.order_by(*OWN_ORDER).annotate(name=Value(name))
    told: QuerySet[Card, dict[str, Any]] = named.values(*SHOWN, "published_at", "name")
    return told[:few]


def by_reference(references: Iterable[str], *, language: str, at: datetime) -> dict[str, Shown]:
    """Return those of the pieces that are on show, by reference, sold out or not; one query."""
    wanted = set(references)
    if not wanted:
        return {}
    return _by_reference(Card.objects.filter(piece__reference__in=wanted), language, at)


def _by_reference(cards: QuerySet[Card], language: str, at: datetime) -> dict[str, Shown]:
    rows = list(cards.annotate(reference=F("piece__reference")).values(*SHOWN, "reference"))
    shown = all_shown(rows, language, at)
    return {row["reference"]: one for row, one in zip(rows, shown, strict=True)}


def called(words: str, *, language: str, at: datetime) -> dict[str, Shown]:
    """Return a few pieces whose name or reference holds these words, the newest first, by reference."""
    named = Card.objects.filter(**{f"name_{language}__icontains": words})
    numbered = Card.objects.filter(piece__reference__icontains=words)
    return _by_reference((named | numbered).order_by("-published_at", "-piece")[:FOUND], language, at)


def makers(slugs: Iterable[str]) -> dict[str, str]:
    """Return the names of those makers that have pieces on show, by slug; one query."""
    codes = {code_of_maker(slug): slug for slug in slugs}
    found = Facet.objects.filter(code__in=codes).values_list("code", "label") if codes else ()
    return {codes[code]: label for code, label in found}


def all_makers() -> dict[str, str]:
    """Return the names of all makers with pieces on show, by slug, in the order of their names; one query."""
    prefix = code_of_maker("")
    found = Facet.objects.filter(code__startswith=prefix).order_by("label").values_list("code", "label")
    return {code.removeprefix(prefix): label for code, label in found}


def code_of_maker(slug: str) -> str:
    return facets.facet(Group.BRAND, slug)


def code_of_shelf(pk: int) -> str:
    return facets.shelf(pk)

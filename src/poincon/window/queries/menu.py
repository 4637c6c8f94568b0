"""The shelves that have something on them: the menu of every page, and where a listing stands."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from poincon.catalogue import queries as catalogue
from poincon.charter.promises import keeps
from poincon.design.shapes import Menu, MenuEntry, Picture
from poincon.foundation.reading import Reading
from poincon.window.models import Card, Facet
from poincon.window.rules import facets, sets

SHELVES = Reading(lambda: catalogue.shelf_rows().annotate(filled=Exists(_behind_shelf())))
STOCKED = Reading(
    lambda: Facet.objects.filter(code__startswith="shelf:").values_list("code", "bits"), binary=True
)
AMONG = 200  # so many of the newest pieces nearly always show something of every category


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """A category as the window speaks of it; `above` is the id of the one that it belongs to.

    While nothing has changed, it is the very same object.
    """

    id: int
    above: int | None
    slugs: dict[str, str]
    names: dict[str, str]
    filled: bool

    @property
    def code(self) -> str:
        return facets.shelf(self.id)


type Shelves = tuple[Shelf, ...]


def shelves() -> Shelves:
    """Return every category, each level in its order, in one query."""
    return _shelved(tuple(SHELVES.rows()))


def _behind_shelf() -> QuerySet[Facet]:
    code = Concat(Value(facets.facet("shelf", "")), Cast(OuterRef("pk"), CharField()))
    return Facet.objects.filter(code=code)


@lru_cache(maxsize=4)
def _shelved(rows: tuple[tuple[Any, ...], ...]) -> Shelves:
    return tuple(
        Shelf(pk, above, {"fr": slug_fr, "en": slug_en}, {"fr": name_fr, "en": name_en}, filled)
        for pk, above, slug_fr, slug_en, name_fr, name_en, filled in rows
    )


def at(slug: str, known: Shelves) -> Shelf | None:
    """Return the shelf that stands at an address in either language, or once stood there."""
    here = next((one for one in known if slug in one.slugs.values()), None)
    if here is not None:
        return here
    moved = catalogue.shelf_moved(slug)
    return next((one for one in known if one.id == moved), None)


def address(shelf: Shelf, language: str) -> str:
    return reverse("window:shelf", args=[shelf.slugs[language]])


def menu(known: Shelves, language: str) -> Menu:
    """Return the tabs with the types under them, leaving out what is empty."""
    return _menu(known, language, _base())


@keeps("window.categories")
@lru_cache(maxsize=16)
def _menu(known: Shelves, language: str, base: str) -> Menu:
    entries = _entries(known, language, base)
    return Menu.of(
        MenuEntry(
            entry.label,
            entry.url,
            tuple(entries[one.id] for one in known if one.above == top.id and one.filled),
        )
        for top in known
        if top.above is None and (entry := entries.get(top.id))
    )


def family(here: Shelf, known: Shelves, language: str) -> list[MenuEntry]:
    """Return the shelf at the top of this one's branch, then all under it: the steps to either side."""
    entries, top = _entries(known, language, _base()), here.above or here.id
    branch = sorted((one for one in known if top in (one.id, one.above)), key=lambda one: one.id != top)
    return [entries[one.id] for one in branch if one.id in entries]


def _base() -> str:
    return reverse("window:shelf", args=["-"]).removesuffix("-/")


def _entries(known: Shelves, language: str, base: str) -> dict[int, MenuEntry]:
    return {
        one.id: MenuEntry(one.names[language], f"{base}{one.slugs[language]}/") for one in known if one.filled
    }


def fullest(known: Shelves, language: str, few: int) -> list[MenuEntry]:
    """Return the shelves with the most pieces on them, those within others before these; one query."""
    entries, above = _entries(known, language, _base()), {one.above for one in known if one.filled}
    counts = {code: sets.unpacked(bits).bit_count() for code, bits in STOCKED.rows()}
    inner = [one for one in known if one.filled and one.id not in above]
    return [entries[one.id] for one in sorted(inner, key=lambda one: -counts.get(one.code, 0))[:few]]


@dataclass(frozen=True, slots=True)
class Tile:
    """A shelf at the top, with a picture of something that lies on it."""

    entry: MenuEntry
    picture: Picture | None


def tiles(known: Shelves, language: str) -> list[Tile]:
    """Return the tabs of the menu with a recent picture of each, in one query or two."""
    newest = _newest_pictures([one.id for one in known if one.filled])
    entries = _entries(known, language, _base())
    return [
        Tile(entries[top.id], _latest(newest, [top.id, *(one.id for one in known if one.above == top.id)]))
        for top in known
        if top.above is None and top.filled
    ]


type Dated = tuple[datetime, Picture]


def _newest_pictures(ids: list[int]) -> dict[int, Dated]:
    """Return the newest picture of each category that has one, looking further only where it must."""
    shown = Card.objects.exclude(first_stem="").order_by("-published_at")
    newest = _first_of_each(shown.order_by("sold_out", "-published_at", "-piece")[:AMONG])
    if missing := [one for one in ids if one not in newest]:
        first, *others = [shown.filter(category=one)[:1] for one in missing]
        newest |= _first_of_each(first.union(*others, all=True))
    return newest


def _first_of_each(cards: QuerySet[Card]) -> dict[int, Dated]:
    found: dict[int, Dated] = {}
    columns = ("category_id", "published_at", "first_stem", "first_width", "first_height")
    for category_id, at, *picture in cards.values_list(*columns):
        found.setdefault(category_id, (at, Picture(*picture)))
    return found


def _latest(newest: dict[int, Dated], ids: list[int]) -> Picture | None:
    dated = [newest[one] for one in ids if one in newest]
    return max(dated, key=lambda one: one[0])[1] if dated else None

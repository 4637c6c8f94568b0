"""Where blocks lead today: categories and makers with pieces on show, pages of the house, single pieces."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from poincon.content import queries as content
from poincon.entrance.rules.blocks import Block
from poincon.entrance.rules.leading import ALL, BRAND, PAGE, PIECE, SHELF, code, parted
from poincon.window.queries import menu, rows
from poincon.window.queries.listing import Shown
from poincon.window.queries.menu import Shelves


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a block leads to: its name, its address, and the code that its pieces are found by."""

    label: str
    url: str
    pieces: str = ""


def wanted(blocks: Iterable[Block]) -> set[str]:
    """Return the codes of all places that blocks name."""
    return {code for block in blocks for code in (block.link, block.shelf) if code}


def references(blocks: Iterable[Block]) -> set[str]:
    """Return the references of all pieces that blocks name."""
    named = {reference for block in blocks for reference in (*block.pieces, block.piece) if reference}
    return named | {key for kind, key in map(parted, wanted(blocks)) if kind == PIECE}


def places(
    codes: Iterable[str], known: Shelves, pieces: Mapping[str, Shown], language: str
) -> dict[str, Place]:
    """Return those of the places that are there, by code; one query where a maker is among them.

    `known` are the window's shelves, `pieces` those on show that a code may name, by reference.
    """
    parts = {one: parted(one) for one in codes}
    makers = rows.makers(key for kind, key in parts.values() if kind == BRAND)
    found = {one: _place(kind, key, known, pieces, makers, language) for one, (kind, key) in parts.items()}
    return {one: place for one, place in found.items() if place}


def _place(
    kind: str,
    key: str,
    known: Shelves,
    pieces: Mapping[str, Shown],
    makers: Mapping[str, str],
    language: str,
) -> Place | None:
    match kind:
        case "all" if not key:
            return Place("", reverse("window:everything"))
        case "shelf":
            return _shelf(key, known, language)
        case "brand" if key in makers:
            return Place(makers[key], reverse("window:brand", args=[key]), rows.code_of_maker(key))
        case "page":
            return _page(key)
        case "piece" if key in pieces:
            return Place(pieces[key].name, reverse("window:piece", args=[pieces[key].slug]))
    return None


def _shelf(slug: str, known: Shelves, language: str) -> Place | None:
    here = next((one for one in known if slug in one.slugs.values()), None)
    if here is None or not here.filled:
        return None
    return Place(here.names[language], menu.address(here, language), rows.code_of_shelf(here.id))


def _page(key: str) -> Place | None:
    page = next((one for one in content.PAGES if one.key == key), None)
    return Place(str(page.label), reverse(page.url_name)) if page else None


def shelves(language: str) -> list[tuple[str, str]]:
    """Return code and name of every category that has pieces on show, each under the one it belongs to."""
    known = menu.shelves()
    return [
        (code(SHELF, one.slugs["fr"]), f"{'— ' if one.above else ''}{one.names[language]}")
        for top in known
        if top.above is None
        for one in (top, *(under for under in known if under.above == top.id))
        if one.filled
    ]


def makers() -> list[tuple[str, str]]:
    """Return code and name of every maker that has pieces on show."""
    return [(code(BRAND, slug), name) for slug, name in rows.all_makers().items()]


def pages() -> list[tuple[str, str]]:
    """Return code and name of every page of the house."""
    return [(code(PAGE, page.key), str(page.label)) for page in content.PAGES]


__all__ = ["ALL", "Place", "makers", "pages", "places", "references", "shelves", "wanted"]

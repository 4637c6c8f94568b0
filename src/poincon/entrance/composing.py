"""The first page made whole: each block with its words, pieces and links as they are today."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from poincon.design.shapes import Menu, Picture
from poincon.entrance import greeting, telling
from poincon.entrance.queries import leading
from poincon.entrance.queries.leading import Place
from poincon.entrance.rules.blocks import Block, Kind
from poincon.foundation import clock
from poincon.window.queries import menu, rows
from poincon.window.queries.listing import Shown
from poincon.window.queries.menu import Shelves, Tile

FRESH = "fresh"
PICTURED = frozenset({Kind.OPENING, Kind.STORY})


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a block, and where they lead."""

    title: str = ""
    paragraphs: tuple[str, ...] = ()
    label: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Composed:
    """A block ready for its template; `piece` is the one whose picture is shown, if it is one's."""

    number: int
    kind: Kind
    look: str
    text: Text
    picture: Picture | None = None
    piece: Shown | None = None
    cards: list[Shown] = field(default_factory=list)
    tiles: list[Tile] = field(default_factory=list)
    promises: tuple[str, ...] = ()

    @property
    def template(self) -> str:
        named = {Kind.CHOSEN: "row", Kind.SHELF: "row", Kind.NEWEST: "row"}
        return f"entrance/parts/{named.get(self.kind, self.kind)}.html"

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to see: pieces may be sold, promises withdrawn."""
        match self.kind:
            case Kind.CHOSEN | Kind.SHELF | Kind.NEWEST:
                return bool(self.cards)
            case Kind.CATEGORIES:
                return bool(self.tiles)
            case Kind.PROMISES:
                return bool(self.promises)
        return bool(self.text.title or self.text.paragraphs)


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page: its name for browsers and search engines, its menu, its blocks."""

    title: str
    description: str
    menu: Menu
    blocks: list[Composed]

    @property
    def explains(self) -> int | None:
        """The number of the first block in which a price is struck through: there it is said what that is."""
        struck = (one.number for one in self.blocks if any(card.struck for card in one.cards))
        return next(struck, None)


@dataclass(frozen=True, slots=True)
class _Found:
    """What blocks speak of, as it is today."""

    language: str
    shelves: Shelves
    pieces: Mapping[str, Shown]
    places: Mapping[str, Place]
    newest: Mapping[str, list[Shown]]


def composed(blocks: Iterable[Block], *, language: str, at: datetime) -> Page:
    """Return the page that these blocks make at an instant; eight queries at most, however many they are."""
    today = clock.local_day(at)
    chosen = [block for block in blocks if block.is_shown_on(today)]
    found = _found(chosen, language, at)
    made = [one for one in _blocks(chosen, found) if one.is_shown]
    told = next((one.text for one in made if one.kind is Kind.OPENING), Text())
    house = greeting.greeting(language)
    return Page(
        title=told.title or house.title,
        description=" ".join(told.paragraphs) or house.sentence,
        menu=menu.menu(found.shelves, language),
        blocks=made,
    )


def _found(blocks: list[Block], language: str, at: datetime) -> _Found:
    shelves = menu.shelves()
    pieces = rows.by_reference(leading.references(blocks), language=language, at=at)
    places = leading.places(leading.wanted(blocks), shelves, pieces, language)
    filled = [
        one for one in blocks if one.kind is Kind.NEWEST or (one.kind is Kind.SHELF and one.shelf in places)
    ]
    spare = len(pieces) + 1  # so many more are read as may stand elsewhere on the page
    wanted = {}
    for block in filled:
        wanted[str(block.number)] = (places[block.shelf].pieces if block.shelf else "", block.many + spare)
        spare += block.many
    if any(_takes_newest(block, pieces) for block in blocks):
        wanted[FRESH] = ("", 1)
    return _Found(language, shelves, pieces, places, rows.newest_of(wanted, language=language, at=at))


def _takes_newest(block: Block, pieces: Mapping[str, Shown]) -> bool:
    """Whether an opening shows the newest piece, for want of a picture of its own."""
    return block.kind is Kind.OPENING and block.picture is None and block.piece not in pieces


def _blocks(blocks: list[Block], found: _Found) -> Iterator[Composed]:
    """Yield each block; rows that fill themselves leave out what stands elsewhere, while they have others."""
    taken = {one.slug for one in (*found.pieces.values(), *found.newest.get(FRESH, ()))}
    for block in blocks:
        made = _block(block, found, taken)
        taken |= {card.slug for card in made.cards}
        yield made


def _block(block: Block, found: _Found, taken: set[str]) -> Composed:
    piece = _piece(block, found)
    return Composed(
        number=block.number,
        kind=block.kind,
        look=block.set_as,
        text=_text(block, found),
        picture=_picture(block, piece, found.language),
        piece=piece,
        cards=_cards(block, found, taken),
        tiles=menu.tiles(found.shelves, found.language) if block.kind is Kind.CATEGORIES else [],
        promises=_promises(block, found.language),
    )


def _piece(block: Block, found: _Found) -> Shown | None:
    if block.kind not in PICTURED or block.picture:
        return None
    if _takes_newest(block, found.pieces):
        return next(iter(found.newest.get(FRESH, ())), None)
    return found.pieces.get(block.piece)


def _picture(block: Block, piece: Shown | None, language: str) -> Picture | None:
    if hung := block.picture:
        return Picture(hung.stem, hung.width, hung.height, hung.alt.in_(language))
    return piece.first if piece else None


def _cards(block: Block, found: _Found, taken: set[str]) -> list[Shown]:
    if block.kind is Kind.CHOSEN:
        named = (found.pieces.get(reference) for reference in dict.fromkeys(block.pieces))
        return [piece for piece in named if piece]
    cards = found.newest.get(str(block.number), [])
    others = [card for card in cards if card.slug not in taken]
    return (others or cards)[: block.many]


def _promises(block: Block, language: str) -> tuple[str, ...]:
    said = (telling.promised(id, language) for id in block.promises)
    return tuple(sentence for sentence in said if sentence)


def _text(block: Block, found: _Found) -> Text:
    """Return the words of a block; where it has none of its own, those of its kind."""
    language, place = found.language, found.places.get(block.link)
    title = telling.told(block.title.in_(language), language)
    paragraphs = telling.paragraphs(telling.told(block.words.in_(language), language))
    label = telling.told(block.label.in_(language), language)
    url = place.url if place and label else ""
    match block.kind:
        case Kind.OPENING if not block.title and not block.words:
            house = greeting.greeting(language)
            return Text(house.title, (house.sentence,), _("See our jewellery"), reverse("window:everything"))
        case Kind.NEWEST:
            return Text(title or _("Just in"), (), _("All our jewellery"), reverse("window:everything"))
        case Kind.PROMISES:
            return Text(
                title or _("What we promise"), (), _("Our commitments"), reverse("content:commitments")
            )
        case Kind.SHELF if shelf := found.places.get(block.shelf):
            return Text(title or shelf.label, paragraphs, _("See everything"), shelf.url)
    return Text(title, paragraphs, label if url else "", url)

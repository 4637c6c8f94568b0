"""What keeps a block from being shown: every reason at once, each with the field that it is about."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from poincon.entrance.rules.blocks import (
    LONGEST,
    LOOKS,
    MOST_BLOCKS,
    MOST_PIECES,
    USES,
    Block,
    Blocks,
    Kind,
    Said,
)
from poincon.kernel.reason import Reason, because

TEXTS = ("title", "words", "label")
NEEDED = {
    Kind.CHOSEN: ("title",),
    Kind.STORY: ("title", "words"),
    Kind.NOTICE: ("words",),
}
NO_END = because("block_no_end", "say until which day it is shown")
NO_PIECES = because("block_no_pieces", "choose at least one piece")
NO_SHELF = because("block_no_shelf", "choose a category or a maker")
NO_PROMISES = because("block_no_promises", "choose at least one promise")
NOTHING_THERE = because("block_nothing_there", "what it showed is gone: choose a category or a maker")
LINK_BROKEN = because("block_link_broken", "the link leads nowhere: choose where it leads")
LABEL_ALONE = because("block_label_alone", "there are words for a link, and no link")
DAYS_TURNED = because("block_days_turned", "the last day comes before the first")
NO_BLOCKS = because("block_none", "there is nothing on the page")
PICTURE_TWICE = because("block_picture_twice", "choose a picture of your own or one of a piece, not both")


@dataclass(frozen=True, slots=True)
class Lack:
    """A reason against a block, and the field that it is about; number 0 is the page as a whole."""

    number: int
    field: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Known:
    """What a block may speak of today: references on show, codes that lead somewhere, promises in words."""

    languages: Sequence[str]
    pieces: Collection[str]
    leads: Collection[str]
    promises: Collection[str]


type Wrong = tuple[str, Reason]
type Reading = Callable[[str, str], Iterator[Reason]]  # what is wrong with words in a language


def of_page(blocks: Blocks, known: Known, read: Reading) -> list[Lack]:
    """Return all that keeps an arrangement from being shown."""
    found = [lack for block in blocks for lack in of_block(block, known, read)]
    if not blocks:
        found.append(Lack(0, "", NO_BLOCKS))
    if len(blocks) > MOST_BLOCKS:
        too_many = because("block_too_many", "a page holds {most} blocks at most", most=MOST_BLOCKS)
        found.append(Lack(0, "", too_many))
    return found


def of_block(block: Block, known: Known, read: Reading) -> list[Lack]:
    """Return all that keeps a block from being shown."""
    found = [*_unused(block), *_texts(block, known, read), *_days(block)]
    found += [*_led(block, known), *_pictured(block, known, read), *_filled(block, known)]
    return [Lack(block.number, field, reason) for field, reason in found]


def _unused(block: Block) -> Iterator[Wrong]:
    for name, field in type(block).model_fields.items():
        if name not in {"number", "kind", *USES[block.kind]} and getattr(block, name) != field.default:
            yield (
                name,
                because("block_unused", "a block of this kind says nothing about “{field}”", field=name),
            )
    if block.look and block.look not in LOOKS.get(block.kind, ()):
        yield "look", because("block_look", "it cannot be set as “{look}”", look=block.look)


def _texts(block: Block, known: Known, read: Reading) -> Iterator[Wrong]:
    needed = (*NEEDED.get(block.kind, ()), *(("label",) if block.link else ()))
    for name in TEXTS:
        said: Said = getattr(block, name)
        yield from _spoken(name, said, known.languages, read, needed=name in needed)


def _spoken(
    name: str, said: Said, languages: Sequence[str], read: Reading, *, needed: bool
) -> Iterator[Wrong]:
    """Yield what is wrong with a text: what is said in one language is said in all that the house speaks."""
    for language in languages:
        text = said.in_(language)
        if not text.strip() and (needed or said):
            yield f"{name}_{language}", _missing(language)
        if len(text) > (most := LONGEST[name]):
            yield f"{name}_{language}", because("too_many_letters", "has more than {most} letters", most=most)
        else:
            yield from ((f"{name}_{language}", reason) for reason in read(text, language))


def _missing(language: str) -> Reason:
    if language == "en":
        return because("block_no_english", "the English words are missing")
    return because("block_no_french", "the French words are missing")


def _days(block: Block) -> Iterator[Wrong]:
    if block.kind is Kind.NOTICE and block.to_on is None:
        yield "to_on", NO_END
    if block.from_on and block.to_on and block.to_on < block.from_on:
        yield "to_on", DAYS_TURNED


def _led(block: Block, known: Known) -> Iterator[Wrong]:
    if block.link and block.link not in known.leads:
        yield "link", LINK_BROKEN
    if block.label and not block.link:
        yield "link", LABEL_ALONE


def _pictured(block: Block, known: Known, read: Reading) -> Iterator[Wrong]:
    if block.picture:
        yield from _spoken("alt", block.picture.alt, known.languages, read, needed=True)
    if block.picture and block.piece:
        yield "piece", PICTURE_TWICE
    elif block.piece and block.piece not in known.pieces:
        yield "piece", _not_shown(block.piece)


def _filled(block: Block, known: Known) -> Iterator[Wrong]:
    match block.kind:
        case Kind.CHOSEN:
            yield from _chosen(block, known)
        case Kind.SHELF if not block.shelf:
            yield "shelf", NO_SHELF
        case Kind.SHELF if block.shelf not in known.leads:
            yield "shelf", NOTHING_THERE
        case Kind.PROMISES:
            if not block.promises:
                yield "promises", NO_PROMISES
            for id in block.promises:
                if id not in known.promises:
                    yield "promises", because("block_no_promise", "the house makes no promise “{id}”", id=id)


def _chosen(block: Block, known: Known) -> Iterator[Wrong]:
    if not block.pieces:
        yield "pieces", NO_PIECES
    if len(block.pieces) > MOST_PIECES:
        yield "pieces", because("block_many_pieces", "shows {most} pieces at most", most=MOST_PIECES)
    for reference in block.pieces:
        if reference not in known.pieces:
            yield "pieces", _not_shown(reference)


def _not_shown(reference: str) -> Reason:
    return because("block_no_piece", "no piece “{reference}” is on show", reference=reference)

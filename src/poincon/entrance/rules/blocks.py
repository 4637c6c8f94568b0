"""What the first page is made of: blocks of a few kinds, in an order, each shown from a day to a day."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from hashlib import sha256

from pydantic import BaseModel, ConfigDict, Field

MOST_BLOCKS = 20
MOST_PIECES = 12
LONGEST = {"title": 120, "label": 60, "alt": 200, "words": 2_000}


class Kind(StrEnum):
    OPENING = "opening"
    CHOSEN = "chosen"
    SHELF = "shelf"
    NEWEST = "newest"
    CATEGORIES = "categories"
    STORY = "story"
    PROMISES = "promises"
    NOTICE = "notice"


ALWAYS = frozenset({"from_on", "to_on"})
_LED = frozenset({"link", "label"})
USES: dict[Kind, frozenset[str]] = {
    Kind.OPENING: ALWAYS | _LED | {"title", "words", "picture", "piece", "look"},
    Kind.CHOSEN: ALWAYS | _LED | {"title", "words", "pieces", "look"},
    Kind.SHELF: ALWAYS | {"title", "words", "shelf", "many", "look"},
    Kind.NEWEST: ALWAYS | {"title", "many", "look"},
    Kind.CATEGORIES: ALWAYS,
    Kind.STORY: ALWAYS | _LED | {"title", "words", "picture", "piece", "look"},
    Kind.PROMISES: ALWAYS | {"title", "promises"},
    Kind.NOTICE: ALWAYS | _LED | {"words"},
}
# How a block can be set; the first is how it is set unless something else is chosen.
LOOKS: dict[Kind, tuple[str, ...]] = {
    Kind.OPENING: ("beside", "banner"),
    Kind.CHOSEN: ("four", "three", "first"),
    Kind.SHELF: ("four", "three"),
    Kind.NEWEST: ("four", "three"),
    Kind.STORY: ("left", "right"),
}
MANY = (3, 4, 6, 8)


class Said(BaseModel):
    """Words in the languages that a house may speak."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fr: str = ""
    en: str = ""

    def in_(self, language: str) -> str:
        return self.en if language == "en" else self.fr

    def __bool__(self) -> bool:
        return bool(self.fr or self.en)


SILENT = Said()


class Hung(BaseModel):
    """A picture that was handed in, with what is to be seen on it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    stem: str = Field(pattern=r"^pieces/[0-9a-f]{24}$")
    width: int = Field(ge=1, le=10_000)
    height: int = Field(ge=1, le=10_000)
    alt: Said = SILENT


class Block(BaseModel):
    """One block; `number` stays its own within an arrangement and those made from it.

    `link` and `shelf` are the codes of `rules.leading`, `piece` and `pieces` are references, `promises` ids.
    Which of these a kind uses stands in `USES`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int = 0
    kind: Kind
    from_on: date | None = None
    to_on: date | None = None
    title: Said = SILENT
    words: Said = SILENT
    link: str = Field("", max_length=120)
    label: Said = SILENT
    picture: Hung | None = None
    piece: str = Field("", max_length=64)
    pieces: tuple[str, ...] = ()
    shelf: str = Field("", max_length=120)
    many: int = Field(4, ge=1, le=12)
    promises: tuple[str, ...] = ()
    look: str = ""

    @property
    def set_as(self) -> str:
        """How it is set on the page."""
        known = LOOKS.get(self.kind, ("",))
        return self.look if self.look in known else known[0]

    def is_shown_on(self, day: date) -> bool:
        return (self.from_on is None or self.from_on <= day) and (self.to_on is None or day <= self.to_on)

    @property
    def mark(self) -> str:
        """Tell this very wording from any other."""
        return mark([self])


type Blocks = tuple[Block, ...]


def as_data(blocks: Iterable[Block]) -> list[dict[str, object]]:
    """Return blocks as plain values, what is not said left out."""
    return [block.model_dump(mode="json", exclude_defaults=True) for block in blocks]


def of_data(data: Sequence[object]) -> Blocks:
    return tuple(Block.model_validate(one) for one in data)


def mark(blocks: Iterable[Block]) -> str:
    """Tell an arrangement from any other by what it says and in which order."""
    told = json.dumps(as_data(blocks), sort_keys=True, ensure_ascii=False)
    return sha256(told.encode()).hexdigest()[:32]


def next_number(blocks: Iterable[Block]) -> int:
    return max((block.number for block in blocks), default=0) + 1


def moved(blocks: Blocks, number: int, steps: int) -> Blocks:
    """Return the blocks with one so many places further, back when negative, to the end at most."""
    order = list(blocks)
    was = next(place for place, block in enumerate(order) if block.number == number)
    order.insert(max(0, min(len(order) - 1, was + steps)), order.pop(was))
    return tuple(order)


def replaced(blocks: Blocks, wanted: Block) -> Blocks:
    return tuple(wanted if block.number == wanted.number else block for block in blocks)


def without(blocks: Blocks, number: int) -> Blocks:
    return tuple(block for block in blocks if block.number != number)


def numbered(blocks: Iterable[Block]) -> Blocks:
    """Return blocks numbered in their order, as those of a file are."""
    return tuple(block.model_copy(update={"number": place}) for place, block in enumerate(blocks, 1))


AS_EVER: Blocks = numbered(
    [
        Block(kind=Kind.OPENING),
        Block(kind=Kind.CATEGORIES),
        Block(kind=Kind.NEWEST, many=8),
        Block(
            kind=Kind.PROMISES,
            promises=(
                "window.authentic",
                "prices.same_for_all",
                "withdrawal.window_days",
                "delivery.free_from_minor",
                "guarantees.conformity_years",
                "house.phone",
            ),
        ),
    ]
)

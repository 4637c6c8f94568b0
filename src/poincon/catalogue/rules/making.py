"""What is made of a piece for one wearer: words engraved in it, or a size or length of its own.

Plain values in, plain values out; what cannot be made is refused with the sign or the size at fault.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import zip_longest

from poincon.catalogue.rules import sizes
from poincon.catalogue.states import Signs
from poincon.kernel.refusal import Refusal

LARGEST_RING = sizes.LARGEST  # no chain and no bracelet is as short as the largest ring is round
MARKS = frozenset(".,;:!?'’-–—&+/()\"“”«»…°·")  # also what a telephone makes of quotes, dots and hyphens
EMBLEMS = frozenset("♥∞★☆♡✝☽☀❀")
BEYOND_LATIN = "\u0250"
MOST_TYPED = 400  # letters of all lines together that are looked at, whatever a piece takes


class NotEngraved(Refusal):
    """The piece is not engraved, or not in these letters."""

    code = "not_engraved"
    status = 422


class SignNotEngraved(Refusal):
    """A sign cannot be cut: `sign` is it, `name` its name in Unicode, in English."""

    code = "sign_not_engraved"
    status = 422


class TooLongToEngrave(Refusal):
    """The words do not fit: `lines` of at most `most` signs each are cut."""

    code = "too_long_to_engrave"
    status = 422


class SizeNotMade(Refusal):
    """The piece is not made in that size: in millimetres from `first` to `last`, by `step`; 0 for never."""

    code = "size_not_made"
    status = 422


@dataclass(frozen=True, slots=True)
class Engraving:
    """An offer to engrave: where, how much of what, in which letters, for how much, in how many days.

    `days` are working days on top of those of any order, `price_minor` is with tax, for one piece.
    """

    id: int
    place: str
    lines: int
    most: int
    faces: tuple[str, ...]
    signs: tuple[str, ...]
    price_minor: int
    days: int


@dataclass(frozen=True, slots=True)
class Measure:
    """An offer to make a size: from, to and by steps of so many millimetres, in so many more working days."""

    first: Decimal
    last: Decimal
    step: Decimal
    days: int

    @property
    def ring(self) -> bool:
        """Whether it is the circumference of a finger and not a length."""
        return self.last <= LARGEST_RING

    @property
    def sizes(self) -> list[Decimal]:
        return [self.first + self.step * n for n in range(int((self.last - self.first) / self.step) + 1)]


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants made of a piece: words, one line under another, the letters, a size in mm."""

    words: str = ""
    face: str = ""
    size_mm: Decimal | None = None

    def __bool__(self) -> bool:
        return bool(self.words or self.size_mm)


@dataclass(frozen=True, slots=True)
class Made:
    """What will be made, checked against what is offered."""

    wish: Wish
    engraving: Engraving | None
    measure: Measure | None

    @property
    def lines(self) -> list[str]:
        return self.wish.words.splitlines()

    @property
    def price_minor(self) -> int:
        """What it adds to the price of one piece; a size has the price of its variant."""
        return self.engraving.price_minor if self.engraving else 0

    @property
    def days(self) -> int:
        """The working days that it adds: what is made to measure is engraved afterwards."""
        return sum(offer.days for offer in (self.engraving, self.measure) if offer)


class Share(StrEnum):
    """How much of what somebody buys is made for its wearer, and so not taken back (L221-28, 3°)."""

    NONE = "none"
    SOME = "some"
    ALL = "all"


def share_made(lines: Iterable[bool]) -> Share:
    """Return how much is made, told line by line; of nothing, nothing is."""
    told = set(lines)
    if True not in told:
        return Share.NONE
    return Share.SOME if False in told else Share.ALL


def make(wish: Wish, engraving: Engraving | None, measure: Measure | None) -> Made | None:
    """Return what is made when a piece with these offers is bought with that wish, None for nothing.

    Raises NotEngraved, SignNotEngraved, TooLongToEngrave or SizeNotMade.
    """
    words = engraved(wish.words, wish.face, engraving)
    size = sized(wish.size_mm, measure)
    return made(Wish(words, wish.face if words else "", size), engraving, measure)


def made(wish: Wish, engraving: Engraving | None, measure: Measure | None) -> Made | None:
    """Return what is made by a wish that was found fit, None for nothing."""
    return Made(wish, engraving if wish.words else None, measure) if wish else None


def still_fits(wish: Wish, engraving: Engraving | None, measure: Measure | None) -> bool:
    """Tell whether a wish that was fit once is fit for the offers as they are now."""
    lettered = not wish.words or bool(
        engraving
        and wish.face in engraving.faces
        and has_room(wish.words.split("\n"), engraving)
        and all(engravable(sign, engraving.signs) for sign in wish.words.replace("\n", ""))
    )
    return lettered and (is_made(wish.size_mm, measure) if measure else wish.size_mm is None)


def has_room(lines: Sequence[str], offer: Engraving) -> bool:
    return len(lines) <= offer.lines and all(len(line) <= offer.most for line in lines)


def is_made(size: Decimal | None, offer: Measure) -> bool:
    """Tell whether a size is one of those that are made."""
    fits = size is not None and size.is_finite() and offer.first <= size <= offer.last
    return fits and size is not None and not (size - offer.first) % offer.step


def engraved(words: str, face: str, offer: Engraving | None) -> str:
    """Return the words as they are cut, composed and without idle spaces; "" for none."""
    if not words.strip():
        return ""
    if offer is None:
        raise NotEngraved
    lines = [" ".join(line.split()) for line in _composed(words, offer)]
    while not lines[-1]:
        lines.pop()
    _refuse_signs("".join(lines), offer)
    if not has_room(lines, offer):
        raise TooLongToEngrave(lines=offer.lines, most=offer.most)
    if face not in offer.faces:
        raise NotEngraved
    return "\n".join(lines)


def sized(size: Decimal | None, offer: Measure | None) -> Decimal | None:
    """Return the size in millimetres that is made, None where the piece comes in sizes of its own."""
    if offer is None:
        if size is not None:
            raise SizeNotMade(first=0, last=0, step=0)
        return None
    if size is None or not is_made(size, offer):
        raise SizeNotMade(first=offer.first, last=offer.last, step=offer.step)
    return size.quantize(Decimal("0.1"))


def engravable(sign: str, among: tuple[str, ...]) -> bool:
    """Tell whether a sign can be cut where these sorts of signs are."""
    if sign == " ":
        return True
    sorts = {
        Signs.LETTERS: sign.isalpha() and sign < BEYOND_LATIN,
        Signs.FIGURES: sign in "0123456789",
        Signs.MARKS: sign in MARKS,
        Signs.EMBLEMS: sign in EMBLEMS,
    }
    return any(fits and sort in among for sort, fits in sorts.items())


def rows(words: str, offer: Engraving) -> list[str]:
    """Return what stands on each line that may be engraved, "" where nothing does."""
    return [line or "" for _, line in zip_longest(range(offer.lines), words.split("\n")[: offer.lines])]


def _composed(words: str, offer: Engraving) -> list[str]:
    if len(words) > MOST_TYPED:
        raise TooLongToEngrave(lines=offer.lines, most=offer.most)
    return unicodedata.normalize("NFC", words.replace("\r\n", "\n")).split("\n")


def _refuse_signs(words: str, offer: Engraving) -> None:
    for sign in words:
        if not engravable(sign, offer.signs):
            name = unicodedata.name(sign, f"U+{ord(sign):04X}")
            raise SignNotEngraved(sign=sign if sign.isprintable() else "", name=name)

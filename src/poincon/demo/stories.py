"""The orders of the scene: who bought what in the past weeks, and how far each order has come."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from functools import partial
from typing import Literal
from zoneinfo import ZoneInfo

from django.conf import settings

from poincon.charter.queries import charter
from poincon.demo import bank, buying, people, serving, timeline
from poincon.demo.album import album
from poincon.demo.buying import Wish
from poincon.demo.people import Person
from poincon.demo.stocking import age_of
from poincon.demo.timeline import Step
from poincon.demo.written import Catalogue, PiecePart
from poincon.foundation import clock

type Verb = Callable[[int, datetime], None]

VERBS: dict[str, Verb] = {
    "pay": buying.pay,
    "refuse": buying.refuse,
    "prepare": serving.prepare,
    "ready": serving.make_ready,
    "ship": serving.ship,
    "ship_first": serving.ship_first,
    "deliver": serving.deliver,
    "ask": serving.ask,
    "take_back": serving.take_back,
    "cancel": serving.cancel,
    "refund": serving.refund,
    "lapse": serving.lapse,
}
ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Story:
    """One order: how many pieces, when it was placed, and what happened then ("pay 12d 10:14, ...").

    "12d 10:14" is twelve days before the scene's day, "50m" fifty minutes before its instant, and {lapse}
    stands for the days after which this house gives up on a transfer, with two more. Those who bought
    `together` bought the same two pieces.
    """

    key: str
    who: Person
    means: Literal["card", "transfer"]
    pieces: int
    placed: str
    then: str = ""
    ahead: bool = False
    words: str = ""
    together: bool = False


STORIES = (
    Story(
        "kept",
        people.CLAIRE,
        "transfer",
        1,
        "34d 20:41",
        "pay 32d 09:10, prepare 32d 10:02, ready 32d 11:25, ship 32d 15:34, deliver 30d 11:48",
    ),
    Story("lapsed", people.MARC, "transfer", 1, "{lapse}d 22:15", "lapse 1d 06:00"),
    Story(
        "returned",
        people.LEA,
        "card",
        2,
        "20d 12:31",
        "pay 20d 12:34, prepare 19d 09:05, ready 19d 10:40, ship 19d 15:30, deliver 16d 13:02,"
        " take_back 4d 14:20",
    ),
    Story(
        "delivered",
        people.EMMA,
        "card",
        1,
        "12d 10:12",
        "pay 12d 10:15, prepare 11d 09:20, ready 11d 11:05, ship 11d 15:38, deliver 7d 10:55",
    ),
    Story(
        "late",
        people.PAUL,
        "transfer",
        1,
        "19d 18:40",
        "pay 18d 09:15, prepare 17d 10:02, ready 13d 16:10, ship 12d 15:31, deliver 10d 12:10",
    ),
    Story("refunded", people.PAUL, "card", 1, "9d 08:20", "pay 9d 08:23, cancel 9d 09:04, refund 9d 09:30"),
    Story("cancelled", people.NINA, "transfer", 1, "6d 08:05", "cancel 6d 08:47"),
    Story(
        "shipped",
        people.INES,
        "card",
        1,
        "4d 14:22",
        "pay 4d 14:26, prepare 3d 09:12, ready 3d 11:03, ship 3d 15:41",
    ),
    Story("preparing", people.PAUL, "transfer", 1, "4d 21:07", "pay 2d 09:31, prepare 1d 11:02"),
    Story("ahead", people.LEA, "card", 1, "3d 21:16", "pay 3d 21:19", ahead=True),
    Story(
        "in-parts",
        people.CLAIRE,
        "card",
        2,
        "3d 18:02",
        "pay 3d 18:05, prepare 2d 09:25, ready 2d 11:40, ship_first 2d 15:20",
    ),
    Story("ready", people.EMMA, "card", 1, "2d 12:08", "pay 2d 12:11, prepare 1d 09:02, ready 1d 10:16"),
    Story("asked", people.NINA, "card", 1, "2d 16:43", "pay 2d 16:45, ask 1d 09:40"),
    Story(
        "engraved",
        people.LEA,
        "card",
        1,
        "2d 10:21",
        "pay 2d 10:24, prepare 1d 09:44",
        words="À Jules",
    ),
    Story("transfer", people.CLAIRE, "transfer", 1, "1d 19:32"),
    Story("authorised", people.INES, "card", 2, "50m", "pay 48m"),
    Story("refused", people.MARC, "card", 1, "12m", "refuse 10m"),
    Story(
        "together-1",
        people.INES,
        "card",
        2,
        "20d 11:04",
        "pay 20d 11:07, prepare 19d 09:15, ready 19d 10:50, ship 19d 15:32, deliver 16d 12:44",
        together=True,
    ),
    Story(
        "together-2",
        people.EMMA,
        "card",
        2,
        "26d 10:12",
        "pay 26d 10:15, prepare 25d 09:20, ready 25d 11:05, ship 25d 15:38, deliver 21d 10:55",
        together=True,
    ),
    Story(
        "together-3",
        people.CLAIRE,
        "card",
        2,
        "18d 14:22",
        "pay 18d 14:26, prepare 17d 09:12, ready 17d 11:03, ship 17d 15:41, deliver 14d 11:20",
        together=True,
    ),
)
"""Together they end in every public label that an order can have (R053)."""


def steps(written: Catalogue, *, begun: datetime) -> Iterator[Step]:
    """Yield the steps of every story that this shop's pieces allow; without a bank all pay by transfer."""
    by_card, shelf = bank.answers(), Shelf(written)
    for number, story in enumerate(STORIES):
        placed = _when(story.placed, begun)
        days = (begun - placed).days
        skus = _skus(shelf, story, days, start=3 * number)
        if skus:
            wish = Wish(story.who, skus, story.means if by_card else "transfer", story.words)
            key = f"order:{story.key}"
            yield Step(placed, key, partial(buying.place, wish))
            for verb, when in re.findall(r"(\w+) ([^,]+)", story.then):
                yield Step(_when(when, begun), f"{key}:{verb}", partial(_take, VERBS[verb], key))


def _skus(shelf: "Shelf", story: Story, days: int, *, start: int) -> list[str]:
    if story.ahead:
        return shelf.ahead(days)
    if story.together:
        return shelf.pair()
    return shelf.here(days, story.pieces, start=start, engraved=bool(story.words))


class Shelf:
    """What the stories may buy: each size keeps at least one piece for who visits the demo."""

    def __init__(self, written: Catalogue) -> None:
        self._shown = [piece for piece in written.pieces if piece.picture in album()]
        self._ages = {piece.ref: age_of(written, piece).days for piece in self._shown}
        self._pair: list[PiecePart] = []
        self._left = {p.sku(place): here for p in self._shown for place, here in enumerate(p.stocks)}

    def here(self, days: int, pieces: int, *, start: int, engraved: bool = False) -> list[str]:
        """Take one of each of so many pieces that were on show `days` ago, from the place `start` on."""
        shown = [piece for piece in self._on_show(days) if piece.engrave or not engraved]
        modest = [piece for piece in shown if pieces * _dearest(piece) <= _carried()]
        fitting = [sku for piece in modest if (sku := self._fullest(piece))]
        turned = fitting[start % len(fitting) :] + fitting[: start % len(fitting)] if fitting else []
        for sku in turned[:pieces]:
            self._left[sku] -= 1
        return turned[:pieces]

    def pair(self) -> list[str]:
        """Take one each of the two pieces that go well together: the same two for whoever asks."""
        self._pair = self._pair or self._two_with_enough()
        skus = [sku for piece in self._pair if (sku := self._fullest(piece))]
        for sku in skus:
            self._left[sku] -= 1
        return skus

    def _two_with_enough(self) -> list[PiecePart]:
        """Return two pieces of which each buyer of both can have one; none where there are no two."""
        buyers = [story for story in STORIES if story.together]
        days = max(int(story.placed.partition("d")[0]) for story in buyers)
        modest = [piece for piece in self._on_show(days) if 2 * _dearest(piece) <= _carried()]
        enough = [piece for piece in modest if self._to_give(piece) >= len(buyers)]
        return enough[:2] if len(enough) > 1 else []

    def _to_give(self, piece: PiecePart) -> int:
        return sum(max(0, self._left[piece.sku(place)] - 1) for place in range(piece.places))

    def ahead(self, days: int) -> list[str]:
        """Name a size that was awaited, where this house sells ahead."""
        here = [piece for piece in self._on_show(days) if _dearest(piece) <= _carried()]
        awaited = [piece for piece in here if piece.restock and 0 in piece.stocks]
        sells = charter().stock.sells_ahead
        return [piece.sku(piece.stocks.index(0)) for piece in awaited[:1] if sells]

    def _on_show(self, days: int) -> list[PiecePart]:
        return [piece for piece in self._shown if self._ages[piece.ref] > days + 1]

    def _fullest(self, piece: PiecePart) -> str:
        """Return the size of which there is most, or nothing when only a last one is left."""
        left, sku = max((self._left[sku], sku) for sku in map(piece.sku, range(piece.places)))
        return sku if left >= ENOUGH else ""


def _dearest(piece: PiecePart) -> Decimal:
    return piece.price + piece.more * (piece.places - 1)


def _carried() -> Decimal:
    """Return the value up to which some carrier of this house takes pieces."""
    takes = [carrier.max_value_minor for carrier in charter().carriers]
    known = [Decimal(most) / 100 for most in takes if most is not None]
    return max(known) if known and len(known) == len(takes) else Decimal("Infinity")


def _take(verb: Verb, key: str, at: datetime) -> None:
    verb(timeline.ref(key), at)


def _when(said: str, begun: datetime) -> datetime:
    told = said.format(lapse=charter().payments.transfer.cancel_after_days + 2)
    if minutes := re.fullmatch(r"(\d+)m", told):
        return begun - timedelta(minutes=int(minutes[1]))
    days, _, hour = told.partition("d ")
    day = clock.local_day(begun) - timedelta(days=int(days))
    return datetime.combine(day, time.fromisoformat(hour), ZoneInfo(settings.TIME_ZONE))

"""What an import did, or would do."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from poincon.intake.sheets import Fault

MOST_TOLD = 10_000


@dataclass(slots=True)
class Told:
    """What came of a file, counted by piece or old address.

    `kept` is false when nothing was written, for a rehearsal or because of faults. Of each kind of
    reason ten thousand are told, or as many as `most` says, and `untold` counts the others.
    """

    created: int = 0
    changed: int = 0
    same: int = 0
    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)
    lacks: Counter[str] = field(default_factory=Counter)
    untold: Counter[str] = field(default_factory=Counter)
    kept: bool = False
    most: Mapping[str, int] = field(default_factory=dict)

    def refuse(self, faults: Iterable[Fault]) -> None:
        """Tell why rows stay out."""
        self._tell("faults", self.faults, faults)

    def note(self, notes: Iterable[Fault]) -> None:
        """Tell what is taken otherwise than written."""
        self._tell("notes", self.notes, notes)

    def _tell(self, kind: str, told: list[Fault], more: Iterable[Fault]) -> None:
        for one in more:
            if len(told) < self.most.get(kind, MOST_TOLD):
                told.append(one)
            else:
                self.untold[kind] += 1


@dataclass(slots=True)
class Report(Told):
    """Counted by piece; `language` is that which the texts were taken to be in, empty without any.

    `words` are those that the law forbids, by line; `held_back` counts the pieces that are kept off show for
    words which no facts could ever carry, `waiting` those that stay drafts because that was asked for,
    `recounted` the variants whose stock is set, told with before and after in `stock`, `short` the missing
    pieces that had been sold. `incomplete` tells of ten thousand pieces why they are, and `unfinished` counts
    them all.
    """

    published: int = 0
    waiting: int = 0
    recounted: int = 0
    short: int = 0
    held_back: int = 0
    unfinished: int = 0
    stock: list[Fault] = field(default_factory=list)
    words: list[Fault] = field(default_factory=list)
    incomplete: dict[str, tuple[str, ...]] = field(default_factory=dict)
    language: str = ""

    def set_stock(self, one: Fault) -> None:
        """Tell of a variant whose stock is set, with what it was and is."""
        self.recounted += 1
        self._tell("stock", self.stock, [one])

    def mend(self, words: Iterable[Fault]) -> None:
        """Tell which words are to be mended at the desk."""
        self._tell("words", self.words, words)

    def hold_back(self, codes: Iterable[str]) -> None:
        """Tell that a piece stays a draft, and for what it lacks."""
        self.held_back += 1
        self.lacks.update(set(codes))

    def keep_off(self, codes: Iterable[str]) -> None:
        """Tell that a piece stays a draft because that was asked for, and what it would lack besides."""
        self.waiting += 1
        if lacking := set(codes):
            self.hold_back(lacking)

    def finish_later(self, handle: str, codes: tuple[str, ...]) -> None:
        """Tell what a piece lacks that the desk has to add."""
        self.unfinished += 1
        if len(self.incomplete) < MOST_TOLD:
            self.incomplete[handle] = codes

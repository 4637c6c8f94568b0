"""What a reduction will do, reckoned before anybody sees it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from poincon.kernel.money import Money
from poincon.kernel.seals import seal
from poincon.pricing.models import CurrentPrice, Reduction, Share
from poincon.pricing.queries import seasons
from poincon.pricing.queries.history import histories
from poincon.pricing.queries.standing import Standing, standings
from poincon.pricing.queries.tags import on_show, window
from poincon.pricing.rules import Priced, Reducing, Span, Struck, Window, struck, unfolded
from poincon.pricing.states import Cut, Stage

TOLD = ("cut", "value", "rounding", "name_fr", "name_en", "sales", "first_id", "starts_at", "ends_at")


class Note(StrEnum):
    """What the desk should know of one piece of a reduction before it confirms."""

    NO_CUT = "no_cut"
    NOTHING_LEFT = "nothing_left"
    OTHER_HOLDS = "other_holds"
    AT_FLOOR = "at_floor"
    NO_STRIKE = "no_strike"
    NEW = "new"
    NOT_IN_SALES = "not_in_sales"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One variant of a reduction: its regular price, what will be asked, and what is struck through then."""

    variant_id: int
    regular: Money
    asked: Money
    struck: Struck | None
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Foresight:
    """All of a reduction: each variant, and how many of them each note is about."""

    rows: tuple[Foreseen, ...]
    counts: dict[Note, int]


def foresight(row: Reduction, *, at: datetime) -> Foresight:
    """Return what a reduction makes of each of its variants when it starts, or as it stands if it has."""
    shares = dict(
        Share.objects.filter(reduction=row, left_at=None)
        .order_by("variant_id")
        .values_list("variant_id", "price_minor")
    )
    stage = row.stage(at)
    instant = row.starts_at if stage in {Stage.DRAFT, Stage.PLANNED} else at
    found = standings(shares, at=instant)
    if stage is Stage.DRAFT:
        for pk, one in found.items():
            one.reducing.append(_as_planned(row, shares[pk]))
    rows = _Seer(row, instant, found).rows(sorted(found))
    counts = {note: sum(note in one.notes for one in rows) for note in Note}
    return Foresight(rows, {note: count for note, count in counts.items() if count})


def seal_of(row: Reduction) -> str:
    """Return the fingerprint of a draft: its terms, and the prices and floors that it is reckoned from."""
    shares = dict(Share.objects.filter(reduction=row).values_list("variant_id", "price_minor"))
    prices = CurrentPrice.objects.filter(pk__in=shares).values_list("pk", "regular_minor", "floor_minor")
    return seal(
        *(str(getattr(row, name)) for name in TOLD),
        rows=((pk, shares[pk], regular, floor) for pk, regular, floor in prices),
    )


class _Seer:
    """Sees what will be, from how things stand and all that is planned."""

    def __init__(self, row: Reduction, instant: datetime, found: dict[int, Standing]) -> None:
        self.row, self.instant, self.found = row, instant, found
        self.written, self.shown = histories(found), on_show(found.values())
        self.window: Window = window()
        self.sold_by = seasons.sold_by(row.ends_at) if row.sales else None

    def rows(self, ids: Iterable[int]) -> tuple[Foreseen, ...]:
        return tuple(self._row(pk, self.found[pk]) for pk in ids)

    def _row(self, pk: int, one: Standing) -> Foreseen:
        spans = self.shown[one.piece_id]
        lines = [*self.written[pk], *unfolded(one.last, one.base, one.reducing, self.instant)]
        cut = struck(lines, spans, self.window)
        notes = tuple(self._notes(one, lines, spans, cut))
        return Foreseen(pk, one.base.regular, lines[-1].amount, cut, notes)

    def _notes(
        self, one: Standing, lines: Sequence[Priced], spans: list[Span], cut: Struck | None
    ) -> Iterable[Note]:
        line = lines[-1]
        if not spans or spans[-1].until is not None:
            yield Note.HIDDEN
        if line.reduction is None:
            yield Note.NOTHING_LEFT if self._takes_all(one) else Note.NO_CUT
        elif line.reduction != self.row.pk:
            yield Note.OTHER_HOLDS
        elif line.amount == one.base.floor:
            yield Note.AT_FLOOR
        if line.reduction and cut is None:
            yield Note.NO_STRIKE
        if cut and not cut.prior.whole_window:
            yield Note.NEW
        if self.sold_by and self.sold_by < _sold_since(lines, spans, self.instant):
            yield Note.NOT_IN_SALES

    def _takes_all(self, one: Standing) -> bool:
        return self.row.cut == Cut.AMOUNT and (self.row.value or 0) >= one.base.regular.minor


def _sold_since(lines: Sequence[Priced], spans: list[Span], instant: datetime) -> datetime:
    return max(lines[0].since, min((one.since for one in spans), default=instant))


def _as_planned(row: Reduction, own: int | None) -> Reducing:
    return Reducing(row.pk, row.campaign, row.starts_at, row.ends_at, row.terms(own))

"""The reductions of the scene: one that is over, one that runs, one that is planned, and prices that rose."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from poincon.catalogue.queries import variant_ids
from poincon.demo import deliveries, timeline
from poincon.demo.album import album
from poincon.demo.stocking import ACTOR, age_of
from poincon.demo.timeline import Step
from poincon.demo.written import Both, Catalogue, PiecePart
from poincon.foundation import clock
from poincon.pricing.actions import edits, reductions, turning
from poincon.pricing.actions.reductions import Draft
from poincon.pricing.queries import edits as asked
from poincon.pricing.queries import previews
from poincon.pricing.states import Change, Cut, Rounding

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Offer:
    """A reduction of every so many pieces; its days are counted from the scene's own."""

    key: str
    name: Both
    percent: int
    every: int
    rest: int
    starts: int
    ends: int


OFFERS = (
    Offer("over", Both(fr="La semaine des dix ans", en="Ten years, one week"), 15, 5, 2, -40, -33),
    Offer("running", Both(fr="Les jours d’or", en="Golden days"), 20, 4, 1, -4, 10),
    Offer("deeper", Both(fr="Les jours d’or", en="Golden days"), 30, 8, 1, -1, 10),
    Offer("planned", Both(fr="Une semaine à l’atelier", en="A week at the workshop"), 10, 6, 3, 12, 19),
)
RISE, RISEN = 3, 50
DEEPENS = {"deeper": "running"}


def steps(written: Catalogue, *, begun: datetime) -> Iterator[Step]:
    """Yield the planning of each reduction, and what comes about at its beginning and its end."""
    risen = begun - RISEN * DAY
    yield Step(risen, "raise", partial(_raise, _older(written, begun, risen)))
    for offer in OFFERS:
        starts, ends = (
            clock.end_of(clock.local_day(begun) + (day - 1) * DAY) for day in (offer.starts, offer.ends)
        )
        base = min(one.starts for one in OFFERS if one.key == DEEPENS.get(offer.key, offer.key))
        pieces = _older(written, begun, begun + (base - 1) * DAY)[offer.rest :: offer.every]
        if not pieces:
            continue
        yield Step(
            min(starts - DAY, begun), f"reduce:{offer.key}", partial(_plan, offer, pieces, (starts, ends))
        )
        yield Step(starts, f"begin:{offer.key}", _turn)
        yield Step(ends, f"end:{offer.key}", _turn)


def _older(written: Catalogue, begun: datetime, than: datetime) -> list[PiecePart]:
    """Return the pieces that were on show by then."""
    shown = [piece for piece in written.pieces if piece.picture in album()]
    return [piece for piece in shown if begun - age_of(written, piece) < than]


def _plan(offer: Offer, pieces: list[PiecePart], span: tuple[datetime, datetime], at: datetime) -> int:
    first = timeline.ref(f"reduce:{DEEPENS[offer.key]}") if offer.key in DEEPENS else None
    told = Draft(
        name_fr=offer.name.fr,
        name_en=offer.name.en,
        cut=Cut.PERCENT,
        value=offer.percent,
        rounding=Rounding.WHOLE,
        starts_at=span[0],
        ends_at=span[1],
        first_id=first,
    )
    row = reductions.draft(told=told, shares=dict.fromkeys(_variants(pieces)), actor=ACTOR, at=at)
    return reductions.plan(reduction_id=row.pk, seal=previews.seal_of(row), actor=ACTOR, at=at).pk


def _turn(at: datetime) -> None:
    turning.turn(at=at)


def _raise(pieces: list[PiecePart], at: datetime) -> int | None:
    """Raise the first prices a little, as a house does once a year."""
    told = edits.Draft(Change.PERCENT, RISE, Rounding.WHOLE)
    if not pieces:
        return None
    edit = edits.draft(told=told, shares=dict.fromkeys(_variants(pieces)), actor=ACTOR, at=at)
    edits.confirm(edit_id=edit.pk, seal=asked.seal_of(edit), actor=ACTOR, at=at)
    edits.apply(edit_id=edit.pk, actor=ACTOR, now=lambda: at)
    deliveries.drop("pricing.apply_edit")
    return edit.pk


def _variants(pieces: list[PiecePart]) -> list[int]:
    owned = variant_ids([timeline.ref(f"piece:{piece.ref}") for piece in pieces])
    return [pk for ids in owned.values() for pk in ids]

"""Planning reductions, and taking them back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from poincon.catalogue.actions import refuse_words
from poincon.foundation import journal
from poincon.kernel.refusal import Refusal
from poincon.pricing.actions.setting import hold
from poincon.pricing.ledger import Hand, Ledger
from poincon.pricing.models import CurrentPrice, Reduction, Share
from poincon.pricing.queries import previews, seasons
from poincon.pricing.rules import sales, soonest
from poincon.pricing.states import Cause, Cut, Rounding, Stage

AT_ONCE = 2_000
NAMES = ("name_fr", "name_en")


class ReductionEmpty(Refusal):
    """No piece that has a price was chosen."""

    code = "reduction_empty"
    status = 422


class ReductionTooSoon(Refusal):
    """It would start before everybody can know of it; `soonest` is the first instant at which it may."""

    code = "reduction_too_soon"
    status = 422


class ReductionTooShort(Refusal):
    """It ends before it starts."""

    code = "reduction_too_short"
    status = 422


class SalesOutOfSeason(Refusal):
    """The word "soldes" is kept for the legal periods (Code de commerce, art. L310-3)."""

    code = "sales_out_of_season"
    status = 422


class DeeperOutside(Refusal):
    """A further cut lies within the period of the one that it deepens."""

    code = "deeper_outside"
    status = 422


class ReductionChanged(Refusal):
    """Prices have changed since the preview was shown."""

    code = "reduction_changed"


class ReductionNotThere(Refusal):
    """The reduction is no longer where this could be done; `stage` is where it stands."""

    code = "reduction_not_there"


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be planned; `value` is whole percent or minor units, None where each piece has its own.

    `first_id` names the reduction that this one deepens; with a deeper one, the first of them all is meant.
    """

    name_fr: str
    name_en: str
    cut: Cut
    value: int | None
    rounding: Rounding
    starts_at: datetime
    ends_at: datetime
    sales: bool = False
    first_id: int | None = None


@transaction.atomic
def draft(*, told: Draft, shares: Mapping[int, int | None], actor: str, at: datetime) -> Reduction:
    """Write a reduction down that nobody sees yet, on those variants; each may have a price of its own.

    A beginning in the past becomes the next possible minute. Raises ReductionEmpty, ReductionTooShort,
    SalesOutOfSeason, DeeperOutside, or ReductionNotThere when what it deepens is not planned or running; and
    WordsForbidden for a public name that says what no piece may be called, or types a cut that the history
    of prices reckons (Code de la consommation, art. L112-1-1).
    """
    told = replace(told, starts_at=max(told.starts_at, soonest(at)), first_id=_first_of_all(told.first_id))
    _check(told, at)
    priced = CurrentPrice.objects.filter(pk__in=shares).values_list("pk", flat=True)
    if not priced:
        raise ReductionEmpty()
    row = Reduction.objects.create(
        name_fr=told.name_fr,
        name_en=told.name_en,
        first_id=told.first_id,
        cut=told.cut.value,
        value=told.value,
        rounding=told.rounding.value,
        sales=told.sales,
        starts_at=told.starts_at,
        ends_at=told.ends_at,
        made_by=actor,
        made_at=at,
    )
    new = (Share(reduction=row, variant_id=pk, price_minor=shares[pk]) for pk in priced)
    Share.objects.bulk_create(new, batch_size=AT_ONCE)
    return row


@transaction.atomic
def plan(*, reduction_id: int, seal: str, actor: str, at: datetime) -> Reduction:
    """Let a draft come about at its time, as it was shown under `seal`.

    One that is to start `at_once` starts at the next possible minute. Raises ReductionNotThere for what is no
    draft, ReductionTooSoon when the time that was named has come meanwhile, ReductionChanged when a price
    has, and what `draft` raises.
    """
    row = _locked(reduction_id)
    _refuse_unless(row, at, Stage.DRAFT)
    passed = row.starts_at < soonest(at)
    if passed and not row.at_once:
        raise ReductionTooSoon(soonest=soonest(at))
    if previews.seal_of(row) != seal:
        raise ReductionChanged()
    row.starts_at = soonest(at) if passed else row.starts_at
    _check(_told(row), at)
    row.planned_at = at
    row.save(update_fields=["planned_at", "starts_at"])
    journal.write(subject=journal.subject_of(row), verb="plan", actor=actor, at=at)
    return row


@transaction.atomic
def put_off(*, reduction_id: int, at: datetime) -> Reduction:
    """Start a draft at the next possible minute, when the time that was meant has passed meanwhile."""
    row = _locked(reduction_id)
    _refuse_unless(row, at, Stage.DRAFT)
    told = replace(_told(row), starts_at=max(row.starts_at, soonest(at)))
    _check(told, at)
    row.starts_at = told.starts_at
    row.save(update_fields=["starts_at"])
    return row


@transaction.atomic
def cancel(*, reduction_id: int, actor: str, at: datetime) -> None:
    """Take back what has not started: a draft is forgotten, a plan is kept as cancelled; so are those
    that deepen it.

    Raises ReductionNotThere for one that starts within the minute, or has.
    """
    row = _locked(reduction_id)
    _refuse_unless(row, at, Stage.DRAFT, Stage.PLANNED)
    if row.planned_at is None:
        row.delete()
        return
    if row.starts_at < soonest(at):
        raise ReductionNotThere(stage=Stage.RUNNING.value)
    for one in (row, *_deeper(row)):
        _take_back(one, actor, at)


@transaction.atomic
def end(*, reduction_id: int, actor: str, at: datetime) -> Reduction:
    """End a running reduction, and those that deepen it, at the next possible minute.

    Raises ReductionNotThere.
    """
    row = _locked(reduction_id)
    _refuse_unless(row, at, Stage.RUNNING)
    for one in (row, *_deeper(row)):
        if one.starts_at >= soonest(at):
            _take_back(one, actor, at)
        elif soonest(at) < one.ends_at:
            one.ends_at = soonest(at)
            one.save(update_fields=["ends_at"])
            journal.write(subject=journal.subject_of(one), verb="end", actor=actor, at=at)
    return row


@transaction.atomic
def take_out(*, reduction_id: int, variant_ids: Iterable[int], actor: str, at: datetime) -> int:
    """Take some variants out of a reduction and those that deepen it, at once; returns how many were in it.

    Raises ReductionNotThere.
    """
    ids, row = set(variant_ids), _locked(reduction_id)
    _refuse_unless(row, at, Stage.DRAFT, Stage.PLANNED, Stage.RUNNING)
    shares = Share.objects.filter(reduction=row, variant_id__in=ids, left_at=None)
    if row.planned_at is None:
        return shares.delete()[0]
    deeper = Share.objects.filter(reduction__in=_deeper(row), variant_id__in=ids, left_at=None)
    hold(variant_ids=ids)
    gone = shares.update(left_at=at)
    deeper.update(left_at=at)
    Ledger(ids, at=at, turned_by=Hand(actor, Cause.TAKEN_OUT)).close()
    if gone:
        journal.write(subject=journal.subject_of(row), verb="take_out", after=str(gone), actor=actor, at=at)
    return gone


def forget_drafts(*, before: datetime) -> int:
    """Forget the drafts that nobody has planned since; returns how many there were."""
    stale = Reduction.objects.filter(planned_at=None, made_at__lt=before)
    return stale.delete()[1].get("pricing.Reduction", 0)


def _locked(reduction_id: int) -> Reduction:
    """Return the row to oneself; prices that name it may still be written by others meanwhile."""
    row = Reduction.objects.select_for_update(no_key=True).filter(pk=reduction_id).first()
    if row is None:
        raise ReductionNotThere(stage="")
    return row


def _first_of_all(reduction_id: int | None) -> int | None:
    """Return the reduction that started a series of cuts: the price before that one is struck through."""
    if reduction_id is None:
        return None
    first = Reduction.objects.filter(pk=reduction_id).values_list("first_id", flat=True).first()
    return first or reduction_id


def _deeper(row: Reduction) -> list[Reduction]:
    """Return those that deepen it and are not over, locked in one order."""
    later = Reduction.objects.select_for_update(no_key=True).filter(first_id=row.pk, cancelled_at=None)
    return list(later.order_by("pk"))


def _take_back(row: Reduction, actor: str, at: datetime) -> None:
    """Forget a draft; keep a plan as cancelled."""
    if row.planned_at is None:
        row.delete()
        return
    row.cancelled_at, row.ends_at = at, row.starts_at
    row.save(update_fields=["cancelled_at", "ends_at"])
    journal.write(subject=journal.subject_of(row), verb="cancel", actor=actor, at=at)


def _refuse_unless(row: Reduction, at: datetime, *stages: Stage) -> None:
    if row.stage(at) not in stages:
        raise ReductionNotThere(stage=row.stage(at).value)


def _told(row: Reduction) -> Draft:
    return Draft(
        row.name_fr,
        row.name_en,
        Cut(row.cut),
        row.value,
        Rounding(row.rounding),
        row.starts_at,
        row.ends_at,
        row.sales,
        row.first_id,
    )


def _check(told: Draft, at: datetime) -> None:
    if told.ends_at <= told.starts_at:
        raise ReductionTooShort()
    refuse_words({name: getattr(told, name) for name in NAMES}, NAMES, may_say_sales=True)
    worded = any(sales.has_the_word(name) for name in (told.name_fr, told.name_en))
    if (told.sales or worded) and seasons.season(told.starts_at, told.ends_at) is None:
        raise SalesOutOfSeason()
    first = _locked(told.first_id) if told.first_id else None
    if first:
        _refuse_unless(first, at, Stage.PLANNED, Stage.RUNNING)
    if first and not first.starts_at <= told.starts_at < told.ends_at <= first.ends_at:
        raise DeeperOutside(starts=first.starts_at, ends=first.ends_at)

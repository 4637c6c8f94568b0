"""Which arrangement is shown, which waits, which is being made, and which came before."""

from datetime import datetime

from django.db.models import QuerySet

from poincon.entrance import shipped
from poincon.entrance.models import Arrangement
from poincon.entrance.rules.blocks import Blocks, of_data
from poincon.entrance.states import ArrangementState

_read: dict[tuple[int, datetime | None], Blocks] = {}  # what is set never changes again
MOST_KEPT = 64


def blocks_of(row: Arrangement | None) -> Blocks:
    """Return what an arrangement says; None is what comes with the house."""
    return shipped.blocks() if row is None else of_data(row.blocks)


def shown_at(at: datetime) -> Blocks:
    """Return the blocks of the arrangement that is shown at an instant; one query, rarely two."""
    found = _set().filter(from_at__lte=at).values_list("pk", "set_at").first()
    return shipped.blocks() if found is None else _kept(*found)


def _kept(pk: int, set_at: datetime | None) -> Blocks:
    key = (pk, set_at)
    if key not in _read:
        if len(_read) >= MOST_KEPT:
            _read.clear()
        _read[key] = blocks_of(Arrangement.objects.get(pk=pk))
    return _read[key]


def newest() -> Arrangement | None:
    """Return what was set last, be it shown already or waiting."""
    return _set().first()


def current(at: datetime) -> Arrangement | None:
    """Return what is shown; None is what comes with the house."""
    return _set().filter(from_at__lte=at).first()


def waiting(at: datetime) -> list[Arrangement]:
    """Return what waits for its day, the first to come first."""
    return list(_set().filter(from_at__gt=at).order_by("number"))


def draft() -> Arrangement | None:
    return Arrangement.objects.filter(state=ArrangementState.DRAFT).select_related("basis").first()


def one(pk: int) -> Arrangement | None:
    return Arrangement.objects.filter(pk=pk).exclude(state=ArrangementState.DRAFT).first()


def history() -> list[Arrangement]:
    """Return all that was set, called off or put aside, the latest first."""
    return list(Arrangement.objects.exclude(state=ArrangementState.DRAFT).order_by("-id")[:100])


def _set() -> QuerySet[Arrangement]:
    return Arrangement.objects.filter(state=ArrangementState.SET).order_by("-number")

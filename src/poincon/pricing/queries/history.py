"""Questions to the history of prices: what was asked when, by whom, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import QuerySet

from poincon.foundation.reading import Reading, among
from poincon.kernel.money import Money
from poincon.pricing.models import Price
from poincon.pricing.rules import Priced

CROSSING = timedelta(minutes=5)
LINE = ("variant_id", "valid_from", "amount_minor", "currency", "reduction_id", "reduction__first_id")
HISTORIES = Reading(
    lambda variants: (
        Price.objects.filter(among("pricing_price.variant_id", variants))
        .order_by("valid_from", "id")
        .values_list(*LINE)
    )
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the history in full: who asked what from when, why, and without which reduction."""

    since: datetime
    amount: Money
    regular: Money
    actor: str
    cause: str
    reduction: int | None
    edit: int | None


class Verdict(StrEnum):
    """Whether a price was asked at an instant."""

    ASKED = "asked"
    CROSSED = "crossed"
    NEVER = "never"


def history(variant_id: int) -> list[Priced]:
    """Return every price the variant ever had, oldest first."""
    return histories([variant_id]).get(variant_id, [])


def histories(variant_ids: Iterable[int]) -> dict[int, list[Priced]]:
    """Return every price of several variants, oldest first, in one query."""
    found: dict[int, list[Priced]] = {}
    for pk, since, minor, currency, reduction, first in HISTORIES.rows([*set(variant_ids)]):
        line = Priced(since, Money(minor, currency), reduction, first or reduction)
        found.setdefault(pk, []).append(line)
    return found


def entries(variant_id: int) -> list[Entry]:
    """Return the history in full, newest first."""
    return [
        Entry(
            since=row.valid_from,
            amount=Money(row.amount_minor, row.currency),
            regular=Money(row.regular_minor or row.amount_minor, row.currency),
            actor=row.actor,
            cause=row.cause,
            reduction=row.reduction_id,
            edit=row.edit_id,
        )
        for row in _lines([variant_id]).order_by("-valid_from", "-id")
    ]


def price_at(variant_id: int, at: datetime) -> Money | None:
    """Return what the variant cost at that instant, as it is written."""
    row = _lines([variant_id]).filter(valid_from__lte=at).order_by("-valid_from", "-id").first()
    return Money(row.amount_minor, row.currency) if row else None


def judged(lines: Sequence[Priced], amount: Money, at: datetime) -> Verdict:
    """Tell whether `amount` was asked at an instant.

    A sale and a change of price that are under way together may cross: the one reads the price just before
    the other writes the next one with an earlier time. What was asked a few minutes before is told apart.
    """
    if _in_force(lines, at, at) == {amount}:
        return Verdict.ASKED
    return Verdict.CROSSED if amount in _in_force(lines, at - CROSSING, at) else Verdict.NEVER


def _in_force(lines: Sequence[Priced], since: datetime, until: datetime) -> set[Money]:
    """Return what was asked at any instant from `since` to `until`, both included."""
    before = [line for line in lines if line.since <= since]
    return {line.amount for line in [*before[-1:], *(one for one in lines if since < one.since <= until)]}


def _lines(variant_ids: Iterable[int]) -> QuerySet[Price]:
    return Price.objects.filter(variant_id__in=set(variant_ids))

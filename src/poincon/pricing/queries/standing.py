"""How prices stand: what is asked of everybody at an instant, reckoned from what is written and planned."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import connection

from poincon.charter.promises import keeps
from poincon.kernel.money import Money
from poincon.pricing.models import CurrentPrice
from poincon.pricing.rules import Base, Priced, Reducing, Terms, asked
from poincon.pricing.rules.sales import has_the_word
from poincon.pricing.states import Cut, Rounding

FETCHED = 2_000
# One question for price, floor and every reduction that bears on it: also those that have started or ended
# since the newest line was written, so that a price changes at its instant, not when somebody writes it down.
# The ids are selected, so that how many they are is no part of the plan, made once for each connection.
STANDING = """
SELECT now.variant_id, variant.piece_id, now.regular_minor, now.floor_minor, now.currency, now.amount_minor,
       now.since, now.reduction_id, COALESCE(by.first_id, by.id), now.set_by_id,
       reduction.id, COALESCE(reduction.first_id, reduction.id), reduction.starts_at,
       LEAST(reduction.ends_at, share.left_at), reduction.cut, COALESCE(share.price_minor, reduction.value),
       reduction.rounding, reduction.name_fr, reduction.name_en, reduction.sales
  FROM pricing_currentprice AS now
  JOIN catalogue_variant AS variant ON variant.id = now.variant_id
  LEFT JOIN pricing_reduction AS by ON by.id = now.reduction_id
  LEFT JOIN (pricing_share AS share JOIN pricing_reduction AS reduction
                ON reduction.id = share.reduction_id AND reduction.planned_at IS NOT NULL
               AND reduction.starts_at <= %(at)s)
         ON share.variant_id = now.variant_id
        AND LEAST(reduction.ends_at, share.left_at) > LEAST(now.since, %(at)s)
 WHERE now.variant_id = ANY((SELECT %(ids)s::bigint[])::bigint[])
"""


@dataclass(frozen=True, slots=True)
class Announced:
    """What the public is told of a reduction: its name in each language, if it has one, and its end.

    `sales` when it is one of the legal sales, by its badge or by its name.
    """

    name_fr: str
    name_en: str
    ends: datetime
    sales: bool

    def unnamed(self) -> "Announced":
        """Return the same for a piece of which the word "soldes" may not be said."""
        return replace(self, name_fr="", name_en="")


@dataclass(slots=True)
class Standing:
    """A variant's newest line, what it is taken from, and the reductions that bear on it."""

    variant_id: int
    piece_id: int
    base: Base
    last: Priced
    set_by: int | None
    reducing: list[Reducing]
    announced: dict[int, Announced]

    def at(self, instant: datetime) -> Priced:
        """Return what is asked at an instant, which is not before the newest line's."""
        return asked(self.base, self.reducing, max(instant, self.last.since))


def standings(variant_ids: Iterable[int], *, at: datetime) -> dict[int, Standing]:
    """Return how those variants stand that have a price, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING, {"ids": [*set(variant_ids)], "at": at})
        found: dict[int, Standing] = {}
        for row in cursor.fetchall():
            standing = found.get(row[0]) or found.setdefault(row[0], _standing(row))
            if row[10] is not None:
                standing.reducing.append(_reducing(row[10:17]))
                standing.announced[row[10]] = _announced(row[13], *row[17:])
    return found


@keeps("prices.same_for_all")
def prices(variant_ids: Iterable[int], *, at: datetime) -> dict[int, Money]:
    """Return what is asked of anybody at an instant, tax included, for variants that have a price (R009)."""
    return {pk: one.at(at).amount for pk, one in standings(variant_ids, at=at).items()}


def regular_prices(variant_ids: Iterable[int], *, at: datetime) -> dict[int, Money]:
    """Return the prices from which reductions are taken, tax included, for variants that have one."""
    return {pk: one.base.regular for pk, one in standings(variant_ids, at=at).items()}


def price_list() -> Iterator[tuple[str, Money]]:
    """Yield the article numbers of all that is sold with their regular prices, tax included, in order.

    They are those of the instant at which the first is asked for, fetched some at a time.
    """
    rows = CurrentPrice.objects.filter(variant__retired_at=None).order_by("variant__sku")
    told = rows.values_list("variant__sku", "regular_minor", "currency")
    for sku, minor, currency in told.iterator(chunk_size=FETCHED):
        yield sku, Money(minor, currency)


def base(variant_id: int, *, at: datetime) -> Base | None:
    """Return a variant's regular price and its floor; None without a price."""
    found = standings([variant_id], at=at).get(variant_id)
    return found.base if found else None


def _standing(row: tuple[Any, ...]) -> Standing:
    pk, piece_id, regular, floor, currency, amount, since, reduction, campaign, set_by = row[:10]
    base = Base(Money(regular, currency), None if floor is None else Money(floor, currency))
    last = Priced(since, Money(amount, currency), reduction, campaign)
    return Standing(pk, piece_id, base, last, set_by, [], {})


def _announced(ends: datetime, name_fr: str, name_en: str, sales: bool) -> Announced:  # noqa: FBT001 - a column
    worded = any(has_the_word(name) for name in (name_fr, name_en))
    return Announced(name_fr, name_en, ends, sales or worded)


def _reducing(row: tuple[Any, ...]) -> Reducing:
    pk, campaign, starts, ends, cut, value, rounding = row
    return Reducing(pk, campaign, starts, ends, Terms(Cut(cut), value, Rounding(rounding)))

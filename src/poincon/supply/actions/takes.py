"""Counting what is on the shelves, without seeing what the books say, and setting the books right."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from poincon.catalogue import queries as catalogue
from poincon.foundation import journal
from poincon.foundation.facts import announce
from poincon.foundation.stepping import Overtaken, take_step
from poincon.inventory import queries as stock
from poincon.kernel.refusal import Refusal
from poincon.supply import counts
from poincon.supply.actions.adjusting import MoreThanHouse, ReasonMisfits, set_right
from poincon.supply.actions.scanning import NothingCounted, article, insist_on_enough
from poincon.supply.events import DifferenceDecided
from poincon.supply.models import Doubt, Reading, Take
from poincon.supply.states import (
    GAINS,
    LOSSES,
    OPEN_DOUBTS,
    TAKE_FLOW,
    DoubtState,
    Reason,
    Scope,
    TakeState,
)


class TakeOver(Refusal):
    """The stock-take is at another point: it counts no more pieces, or not yet a second time."""

    code = "take_over"


class OtherBrand(Refusal):
    """The article is not of the brand that is counted; nothing was counted."""

    code = "take_other_brand"
    status = 422


class SamePerson(Refusal):
    """Whoever counted an article does not count it again: a second pair of eyes does."""

    code = "take_same_person"


class NotAllCounted(Refusal):
    """Some articles wait for their second count; nothing was decided."""

    code = "take_not_all_counted"


class ReasonMissing(Refusal):
    """A difference has no reason; nothing was decided."""

    code = "take_reason_missing"
    status = 422


@dataclass(frozen=True, slots=True)
class Decision:
    """Why there are `change` pieces more or fewer, as whoever decides it saw the difference."""

    reason: Reason
    change: int


def begin(*, key: str, scope: Scope, brand_id: int | None, actor: str, at: datetime) -> Take:
    """Begin a stock-take of everything, of a brand, or of what is read; the same form sent twice, once."""
    with transaction.atomic():
        of_brand = brand_id if scope == Scope.BRAND else None
        told = {"scope": scope, "brand_id": of_brand, "opened_at": at}
        row, fresh = Take.objects.get_or_create(key=key, defaults=told)
        if fresh:
            journal.write(subject=journal.subject_of(row), verb="begin", actor=actor, at=at)
    return row


def read(
    *, take_id: int, key: str, shelf: str, code: str, quantity: int = 1, actor: str, at: datetime
) -> Reading:
    """Count pieces on a shelf by their article number or barcode; the same form sent twice counts once.

    A negative quantity takes back what the same person read too often on that shelf. Raises UnknownCode,
    OtherBrand, TakeOver, NothingCounted.
    """
    variant_id = article(code=code)
    with transaction.atomic():
        take = _locked(take_id)
        known = Reading.objects.filter(key=key).first()
        if known is not None:
            return known
        _at(take, TakeState.COUNTING)
        if take.brand_id and variant_id not in catalogue.variants_of_brand(take.brand_id):
            raise OtherBrand(typed=code)
        mine = counts.on_shelf(take, shelf=shelf, actor=actor).get(variant_id, 0)
        insist_on_enough(there=mine, quantity=quantity)
        return Reading.objects.create(
            take=take,
            key=key,
            shelf=shelf,
            variant_id=variant_id,
            quantity=quantity,
            books=stock.on_shelves(variant_id),
            actor=actor,
            at=at,
        )


def close(*, take_id: int, actor: str, at: datetime) -> bool:
    """End the first count: what agrees with the books is done, the rest is counted again by others.

    False when a colleague ended it already. Raises NothingCounted, TakeOver.
    """
    with transaction.atomic():
        take = _locked(take_id)
        if take.state in (TakeState.CHECKING, TakeState.BOOKING, TakeState.DONE):
            return False
        _at(take, TakeState.COUNTING)
        if not take.readings.exists():
            raise NothingCounted
        take_step(take, TAKE_FLOW, "close", actor=actor, at=at, closed_by=actor)
        Doubt.objects.bulk_create(
            Doubt(take=take, variant_id=variant_id, first=first)
            for variant_id, first in sorted(counts.in_doubt(take).items())
        )
        _finish(take, actor, at)
    return True


def check(*, doubt_id: int, quantity: int, actor: str, at: datetime) -> Doubt:
    """Count all the pieces of an article a second time; returns what came of it.

    What the books say is noted at that instant, so that sales and deliveries after it change nothing. Who
    counted it first counts it again only where nobody else could, which the journal says. Raises SamePerson,
    TakeOver.
    """
    with transaction.atomic():
        take, row = _doubt(doubt_id)
        if (row.counted, row.counted_by) == (quantity, actor) and row.state != DoubtState.CHECK:
            return row  # the same form, sent twice
        _at(take, TakeState.CHECKING)
        if row.state != DoubtState.CHECK:
            raise TakeOver(state=row.state)
        if actor in counts.counters(take, [row])[row.variant_id]:
            if not counts.is_alone():
                raise SamePerson
            journal.write(subject=journal.subject_of(take), verb="count_alone", actor=actor, at=at)
        row.books, row.corrections = stock.house_and_corrections(row.variant_id)
        row.counted, row.counted_by = quantity, actor
        row.state = DoubtState.DIFFERS if row.change else DoubtState.AGREED
        row.save()
        _finish(take, actor, at)
    return row


def again(*, doubt_id: int, actor: str, at: datetime) -> bool:
    """Have an article counted once more, by another than the last; False when it is past that."""
    with transaction.atomic():
        take, row = _doubt(doubt_id)
        if take.state != TakeState.CHECKING or row.state != DoubtState.DIFFERS:
            return False
        row.state = DoubtState.CHECK
        row.save(update_fields=["state"])
        journal.write(subject=journal.subject_of(take), verb="count_again", actor=actor, at=at)
    return True


def decide(*, take_id: int, decisions: Mapping[int, Decision], actor: str, at: datetime) -> bool:
    """Give every difference its reason, all of them or none; each is then booked by itself, once.

    False when that was done already, by the same press or by a colleague. Raises NotAllCounted, TakeOver,
    ReasonMissing, ReasonMisfits, and Overtaken when a difference is no longer the one that was seen.
    """
    with transaction.atomic():
        take = _locked(take_id)
        if take.state in (TakeState.BOOKING, TakeState.DONE):
            return False
        _at(take, TakeState.CHECKING)
        rows = list(take.doubts.filter(state__in=[DoubtState.CHECK, DoubtState.DIFFERS]).order_by("id"))
        if any(row.state == DoubtState.CHECK for row in rows):
            raise NotAllCounted
        for row in rows:
            row.reason, row.decided_by = _reason(row, decisions.get(row.pk)), actor
            row.state = DoubtState.DECIDED
        Doubt.objects.bulk_update(rows, ["reason", "decided_by", "state"])
        take_step(take, TAKE_FLOW, "decide", actor=actor, at=at)
        announce(*(DifferenceDecided(row.pk) for row in rows), at=at)
    return True


def book(*, doubt_id: int, at: datetime) -> bool:
    """Set the books right by one decided difference, once; False when there was nothing (more) to book.

    Where the books were corrected since the count, nothing is booked and the article is counted again: nobody
    can say whether the correction was the same difference.
    """
    with transaction.atomic():
        take, row = _doubt(doubt_id)
        if row.state != DoubtState.DECIDED:
            return False
        booked = _booked(row, at)
        row.state = DoubtState.BOOKED if booked else DoubtState.CHECK
        row.save(update_fields=["state", "short"])
        if not booked and take.state == TakeState.BOOKING:
            take_step(take, TAKE_FLOW, "recheck", actor="shop", at=at)
        _finish(take, "shop", at)
    return booked


def drop(*, take_id: int, actor: str, at: datetime) -> bool:
    """Throw a stock-take away; False when it is past that."""
    with transaction.atomic():
        take = _locked(take_id)
        if "drop" not in TAKE_FLOW.verbs(TakeState(take.state)):
            return False
        take_step(take, TAKE_FLOW, "drop", actor=actor, at=at)
    return True


def _booked(row: Doubt, at: datetime) -> bool:
    """Book a difference; False when another correction had come before, and then nothing is changed."""
    by, reason = row.decided_by, Reason(row.reason)
    with transaction.atomic():
        try:
            done = set_right(
                key=_key(row), variant_id=row.variant_id, change=row.change, reason=reason, actor=by, at=at
            )
        except MoreThanHouse:
            return False
        # Ours holds the shelf from here on: no other correction can come in between.
        alone = stock.corrections(row.variant_id) == row.corrections + 1
        transaction.set_rollback(not alone)
    if alone:
        row.short = done.short
    return alone


def _key(row: Doubt) -> str:
    return f"take-{row.pk}"


def _reason(row: Doubt, decision: Decision | None) -> str:
    if decision is None:
        raise ReasonMissing
    if decision.change != row.change:
        raise Overtaken(verb="decide")
    if decision.reason not in (GAINS if row.change > 0 else LOSSES):
        raise ReasonMisfits(reason=decision.reason.value)
    return decision.reason.value


def _finish(take: Take, actor: str, at: datetime) -> None:
    """End a stock-take of which nothing is left to count, decide or book."""
    if not take.doubts.filter(state__in=OPEN_DOUBTS).exists():
        take_step(take, TAKE_FLOW, "finish", actor=actor, at=at)


def _doubt(doubt_id: int) -> tuple[Take, Doubt]:
    """Return an article in doubt and its stock-take, both locked, the stock-take first."""
    take = _locked(Doubt.objects.values_list("take", flat=True).get(pk=doubt_id))
    return take, Doubt.objects.select_for_update().get(pk=doubt_id)


def _locked(take_id: int) -> Take:
    return Take.objects.select_for_update().get(pk=take_id)


def _at(take: Take, state: TakeState) -> None:
    if take.state != state:
        raise TakeOver(state=take.state)

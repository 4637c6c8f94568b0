"""Booking that there are more or fewer pieces of an article than was thought."""

from datetime import datetime

from django.db import transaction

from poincon.inventory import actions as inventory
from poincon.inventory import queries as stock
from poincon.kernel.refusal import Refusal
from poincon.supply.models import Adjustment
from poincon.supply.states import GAINS, LOSSES, Reason


class ReasonMisfits(Refusal):
    """What is found cannot be broken, and what is lost cannot be found."""

    code = "reason_misfits"
    status = 422


class MoreThanHouse(Refusal):
    """More pieces are said to be missing than there should be in the house: `house` of them."""

    code = "more_than_house"
    status = 422


def adjust(*, key: str, variant_id: int, change: int, reason: Reason, actor: str, at: datetime) -> Adjustment:
    """Book what somebody tells, as `set_right` does; Discontinued for more of what is sold no longer."""
    if change > 0:
        inventory.insist_on_buyers(variant_id=variant_id, quantity=change)
    return set_right(key=key, variant_id=variant_id, change=change, reason=reason, actor=actor, at=at)


def set_right(
    *, key: str, variant_id: int, change: int, reason: Reason, actor: str, at: datetime
) -> Adjustment:
    """Book a change with its reason, such as a count found it; the same form sent twice (`key`) counts once.

    `short` of what is returned says how many of the missing pieces had been sold: their buyers are told at
    once, and choose (R017). Raises ReasonMisfits, and MoreThanHouse.
    """
    if reason not in (GAINS if change > 0 else LOSSES):
        raise ReasonMisfits(reason=reason.value)
    with transaction.atomic():
        row, fresh = Adjustment.objects.get_or_create(
            key=key,
            defaults={
                "variant_id": variant_id,
                "change": change,
                "reason": reason.value,
                "actor": actor,
                "at": at,
            },
        )
        if fresh:
            row.short = _book(variant_id, change, reason.value, actor, at)
            row.save(update_fields=["short"])
    return row


def _book(variant_id: int, change: int, cause: str, actor: str, at: datetime) -> int:
    house = stock.on_shelves(variant_id)
    if -change > house:
        raise MoreThanHouse(house=house)
    if change > 0:
        inventory.put_up(variant_id=variant_id, quantity=change, actor=actor, at=at, cause=cause)
        return 0
    return inventory.write_off(variant_id=variant_id, quantity=-change, actor=actor, at=at, cause=cause)

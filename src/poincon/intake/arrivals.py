"""Pieces that come in at the desk without a supplier's order, booked once whatever is pressed twice."""

from datetime import datetime

from django.db import transaction

from poincon.intake.models import Arrival
from poincon.inventory import actions as inventory


@transaction.atomic
def book_in(*, key: str, variant_id: int, quantity: int, actor: str, at: datetime) -> bool:
    """Book pieces in; those who ordered ahead are served first. False for a form (`key`) sent before."""
    told = {"variant_id": variant_id, "quantity": quantity, "actor": actor, "at": at}
    _row, fresh = Arrival.objects.get_or_create(key=key, defaults=told)
    if fresh:
        inventory.receive(variant_id=variant_id, quantity=quantity, actor=actor, at=at, cause="desk")
    return fresh

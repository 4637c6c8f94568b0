"""Pieces that were sold and are not there: a case for the desk, and a choice for the customer (R017)."""

from datetime import datetime

from django.db import transaction

from poincon.charter.promises import keeps
from poincon.checkout.models import Shortfall
from poincon.orders import queries as orders
from poincon.orders.actions import life
from poincon.orders.queries import Order

CHOICES = ("wait", "exchange", "refund")


@keeps("stock.oversold_is_told")
def open_case(*, hold_id: int, variant_id: int, quantity: int, at: datetime) -> Shortfall | None:
    """Write to the buyer of missing pieces, and put the case on the desk's list; None without an order."""
    with transaction.atomic():
        found = orders.of_holds([hold_id])
        if not found:
            return None
        row = Shortfall.objects.create(
            order_id=found[0].pk, variant_id=variant_id, quantity=quantity, found_at=at
        )
        life.ask_about_missing(order_id=found[0].pk, variant_id=variant_id, quantity=quantity, at=at)
    return row


def note_choice(*, order: Order, choice: str, at: datetime) -> None:
    """Keep what the customer chose with their open cases."""
    rows = Shortfall.objects.filter(order_id=order.pk, closed_at=None)
    rows.update(choice=choice, chosen_at=at)


def close_found(*, hold_id: int, at: datetime) -> None:
    """Close the cases of an order whose pieces are all here, and let it go on, now that they have come.

    Not where its customer wishes another piece than the one that was missing.
    """
    with transaction.atomic():
        for order in orders.of_holds([hold_id]):
            rows = Shortfall.objects.select_for_update().filter(order_id=order.pk, closed_at=None)
            wished = any(row.choice == "exchange" for row in rows)
            if rows.update(closed_at=at) and not wished and orders.waits_for_missing(order):
                life.settle(order_id=order.pk, actor="shop", at=at, cause="found")
            if not wished:
                life.complete(order_id=order.pk, at=at)


def close_ended(*, order_id: int, at: datetime) -> None:
    """Close the cases of an order that has ended."""
    Shortfall.objects.filter(order_id=order_id, closed_at=None).update(closed_at=at)

"""What goes well with a piece: counted from orders, without a name."""

from datetime import datetime, timedelta

from django.db import transaction

from poincon.orders import queries as orders
from poincon.window.models import Companion

AT_ONCE = 1_000
LOOKED_BACK = timedelta(days=365)
ENOUGH_ORDERS = 3  # what fewer have ordered together might be known by somebody as theirs


@transaction.atomic
def match_companions(*, at: datetime) -> int:
    """Count anew what was ordered together in the past year; returns how many pairs, each both ways."""
    pairs = orders.bought_together(since=at - LOOKED_BACK, at_least=ENOUGH_ORDERS)
    Companion.objects.all().delete()
    rows = (Companion(piece_id=piece, other_id=other, orders=often) for piece, other, often in pairs)
    return len(Companion.objects.bulk_create(rows, batch_size=AT_ONCE))

"""Writing down what reductions bring about, at their start and at their end.

Nobody waits for it: a price is reckoned anew whenever it is read. It may be late, run twice at once or be
killed anywhere: whoever comes after writes the same lines with the same instants.
"""

from datetime import datetime
from itertools import batched

from django.db import transaction
from django.db.models import F, Q, QuerySet

from poincon.pricing.ledger import Ledger
from poincon.pricing.models import Reduction, Share

AT_ONCE = 500


def turn(*, at: datetime) -> int:
    """Write the history of every reduction that has started or ended by now; returns how many there were.

    Each five hundred variants are one transaction.
    """
    rows = list(_due(at))
    for row in rows:
        shares = Share.objects.filter(reduction=row).order_by("variant_id")
        for ids in batched(shares.values_list("variant_id", flat=True), AT_ONCE, strict=False):
            _turn(ids, at)
        Reduction.objects.filter(pk=row.pk).update(turned_at=at)
    return len(rows)


def _due(at: datetime) -> QuerySet[Reduction]:
    """Return the reductions whose start or end has come and is not written yet, the oldest first."""
    never = Q(turned_at__isnull=True)
    started = Q(starts_at__lte=at) & (never | Q(turned_at__lt=F("starts_at")))
    ended = Q(ends_at__lte=at) & (never | Q(turned_at__lt=F("ends_at")))
    planned = Reduction.objects.filter(planned_at__isnull=False, cancelled_at=None)
    return planned.filter(started | ended).order_by("starts_at", "pk")


@transaction.atomic
def _turn(variant_ids: tuple[int, ...], at: datetime) -> None:
    Ledger(variant_ids, at=at).close()

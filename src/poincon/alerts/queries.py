"""Questions about alerts."""

from collections.abc import Iterable

from django.core.signing import BadSignature
from django.db.models import Count

from poincon.alerts import seals
from poincon.alerts.models import Alert
from poincon.alerts.states import AlertState

__all__ = ["Alert", "sealed_one", "waiting"]


def waiting(variant_ids: Iterable[int]) -> dict[int, int]:
    """Return how many people wait for each of these variants; those for which nobody does are left out."""
    rows = Alert.objects.filter(variant__in=set(variant_ids), state=AlertState.WANTED)
    return dict(rows.order_by().values_list("variant").annotate(n=Count("*")))


def sealed_one(purpose: str, seal: str) -> Alert | None:
    """Return the alert that a mailed link is about; None for a false link and for an alert that is gone."""
    try:
        return Alert.objects.filter(pk=seals.opened(purpose, seal)).first()
    except BadSignature:
        return None

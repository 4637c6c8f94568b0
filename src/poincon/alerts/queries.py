"""Questions about alerts."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.core.signing import BadSignature
from django.db.models import Count

from poincon.alerts import rules, seals
from poincon.alerts.models import Alert
from poincon.alerts.states import AlertState
from poincon.catalogue import queries as catalogue
from poincon.inventory import queries as inventory
from poincon.inventory.queries import Sheet

__all__ = ["Alert", "most_waited", "offered", "sealed_one", "to_write", "waiting"]


def waiting(variant_ids: Iterable[int]) -> dict[int, int]:
    """Return how many people wait for each of these variants; those for which nobody does are left out."""
    rows = Alert.objects.filter(variant__in=set(variant_ids), state=AlertState.WANTED)
    return dict(rows.order_by().values_list("variant").annotate(n=Count("*")))


def most_waited(most: int) -> dict[int, int]:
    """Return the variants for which the most people wait, at most so many of them, each with its number."""
    rows = Alert.objects.filter(state=AlertState.WANTED).order_by().values_list("variant")
    return dict(rows.annotate(n=Count("*")).order_by("-n", "variant")[:most])


def offered(variant_ids: Iterable[int], *, at: datetime) -> dict[int, int]:
    """Return of how many pieces of each variant somebody was told so lately that it is their turn still."""
    told = Alert.objects.filter(variant__in=set(variant_ids), state=AlertState.TOLD)
    rows = told.filter(told_at__gt=at - rules.TURN).order_by()
    return dict(rows.values_list("variant").annotate(n=Count("*")))


def to_write(arriving: Mapping[int, int], *, at: datetime) -> int:
    """Return to how many people a delivery of so many pieces of each variant would be told.

    Those who ordered ahead are served first; what is on no page is told to nobody.
    """
    shelves, there = inventory.sheets(arriving, at=at), waiting(arriving)
    hidden, turned = catalogue.off_sale(list(arriving)), offered(arriving, at=at)
    return sum(
        rules.turns(free=_free(shelves.get(pk), more), offered=turned.get(pk, 0), waiting=there.get(pk, 0))
        for pk, more in arriving.items()
        if pk not in hidden
    )


def _free(shelf: Sheet | None, more: int) -> int:
    return shelf.free + max(0, more - shelf.ahead) if shelf else more


def sealed_one(purpose: str, seal: str) -> Alert | None:
    """Return the alert that a mailed link is about; None for a false link and for an alert that is gone."""
    try:
        return Alert.objects.filter(pk=seals.opened(purpose, seal)).first()
    except BadSignature:
        return None

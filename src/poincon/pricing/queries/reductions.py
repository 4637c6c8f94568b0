"""Questions about reductions as the desk lists them."""

from datetime import datetime

from django.db.models import Count, Q, QuerySet

from poincon.pricing.models import PriceEdit, Reduction, Share


def reductions() -> QuerySet[Reduction]:
    """Return all reductions with the number of variants in each, the latest to start first."""
    counted = Reduction.objects.annotate(count=Count("shares", filter=Q(shares__left_at=None)))
    return counted.order_by("-starts_at", "-pk")


def reduction(reduction_id: int) -> Reduction | None:
    return reductions().select_related("first").filter(pk=reduction_id).first()


def of_variant(variant_id: int, *, at: datetime) -> list[Reduction]:
    """Return the reductions that a variant is in now or will be, the first to start first."""
    mine = Share.objects.filter(variant_id=variant_id, left_at=None).values("reduction")
    planned = Reduction.objects.filter(planned_at__isnull=False, cancelled_at=None)
    return list(planned.filter(pk__in=mine, ends_at__gt=at).order_by("starts_at", "pk"))


def variant_ids(row: Reduction) -> list[int]:
    """Return the variants that are in a reduction."""
    shares = Share.objects.filter(reduction=row, left_at=None).order_by("variant_id")
    return list(shares.values_list("variant_id", flat=True))


def edits() -> QuerySet[PriceEdit]:
    """Return all bulk edits with the number of prices in each, the newest first."""
    return PriceEdit.objects.annotate(count=Count("prices")).order_by("-made_at", "-pk")


def edit(edit_id: int) -> PriceEdit | None:
    return edits().filter(pk=edit_id).first()

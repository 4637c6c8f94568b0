"""Questions about suppliers' orders and deliveries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet, Sum

from poincon.kernel.money import Money
from poincon.supply.models import Purchase, PurchaseLine, Receipt, Scan
from poincon.supply.states import AWAITED, Aside, PurchaseState

__all__ = ["Counted", "Expected", "Purchase", "PurchaseLine", "Receipt"]


@dataclass(frozen=True, slots=True)
class Counted:
    """What was read of one variant in a delivery: pieces for the shelf, and pieces set aside by reason."""

    good: int
    aside: dict[str, int]

    @property
    def set_aside(self) -> int:
        return sum(self.aside.values())


NOTHING = Counted(0, {})


@dataclass(frozen=True, slots=True)
class Expected:
    """Pieces of a variant that are still to come: with one order or, without it, on a day set by hand."""

    purchase: Purchase | None
    variant_id: int
    outstanding: int
    on: date | None


def purchases(state: str = "") -> QuerySet[Purchase]:
    """Return orders, newest first; "awaited" are those of which something is still to come."""
    rows = Purchase.objects.select_related("supplier").order_by("-id")
    if state == "awaited":
        return rows.filter(state__in=AWAITED)
    return rows.filter(state=state) if state in set(PurchaseState) else rows


def purchase(pk: int) -> Purchase | None:
    return Purchase.objects.select_related("supplier").filter(pk=pk).first()


def lines(purchase: Purchase) -> list[PurchaseLine]:
    """Return the lines in the order in which they were written."""
    rows = list(purchase.lines.order_by("id"))
    for row in rows:
        row.purchase = purchase  # its currency, without asking again
    return rows


def dated(lines: Iterable[PurchaseLine]) -> set[int]:
    """Return the variants for which these lines name a day."""
    return {one.variant_id for one in lines if one.expected_on}


def awaited(
    variant_ids: Iterable[int], *, sent: Purchase | None = None, ended: Purchase | None = None
) -> dict[int, list[tuple[date | None, int]]]:
    """Return, for each variant, the days and quantities that are still to come.

    With those of a draft as if it were `sent`, without those of an order as if it were `ended`.
    """
    found: dict[int, list[tuple[date | None, int]]] = {pk: [] for pk in variant_ids}
    rows = _outstanding(sent).filter(variant__in=list(found)).exclude(purchase=ended)
    for pk, on, left in rows.values_list("variant", "expected_on", F("quantity") - F("received")):
        found[pk].append((on, left))
    return found


def expected() -> list[Expected]:
    """Return all that is still to come, what is late or without a day first."""
    rows = _outstanding().select_related("purchase__supplier")
    return [
        Expected(row.purchase, row.variant_id, row.outstanding, row.expected_on)
        for row in rows.order_by(F("expected_on").asc(nulls_first=True), "id")
    ]


def costs(variant_ids: Sequence[int]) -> dict[int, Money]:
    """Return the cost price, tax excluded, at which each variant was last ordered."""
    rows = PurchaseLine.objects.filter(variant__in=variant_ids, quantity__gt=0)
    rows = rows.exclude(purchase__state__in=[PurchaseState.DRAFT, PurchaseState.CANCELLED])
    pairs = rows.order_by("purchase__sent_at", "id").values_list(
        "variant", "cost_minor", "purchase__currency"
    )
    return {variant: Money(minor, currency) for variant, minor, currency in pairs}


def open_receipt(purchase: Purchase) -> Receipt | None:
    return purchase.receipts.filter(state="open").first()


def counted(receipt: Receipt) -> dict[int, Counted]:
    """Return what was read in a delivery, by variant; what was taken back altogether is left out."""
    rows = Scan.objects.filter(receipt=receipt).order_by()
    sums = rows.values_list("variant", "aside").annotate(Sum("quantity"))
    found: dict[int, dict[str, int]] = {}
    for variant, aside, quantity in sums:
        if quantity > 0:
            found.setdefault(variant, {})[aside] = quantity
    return {
        variant: Counted(by.get("", 0), {why: by[why] for why in Aside if by.get(why)})
        for variant, by in found.items()
    }


def _outstanding(sent: Purchase | None = None) -> QuerySet[PurchaseLine]:
    told = Q(purchase__state__in=AWAITED) | (Q(purchase=sent) if sent else Q())
    return PurchaseLine.objects.filter(told, received__lt=F("quantity"))

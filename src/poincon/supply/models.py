"""Suppliers' orders and what came of them, and what is counted on the shelves."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from poincon.foundation.codes import choices, codes
from poincon.foundation.privacy import Classes, classes
from poincon.kernel.money import Money
from poincon.supply.states import Aside, DoubtState, PurchaseState, Reason, ReceiptState, Scope, TakeState


class Purchase(models.Model):
    """An order that the house gives a supplier, in one currency; `key` is its form's own."""

    key = models.CharField(max_length=32, unique=True, null=True)
    reference = models.CharField(max_length=9, unique=True)
    supplier = models.ForeignKey("catalogue.Supplier", on_delete=models.PROTECT, related_name="purchases")
    state = models.CharField(max_length=9, choices=choices(PurchaseState), default=PurchaseState.DRAFT.value)
    currency = models.CharField(max_length=3)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    privacy: ClassVar[Classes] = classes(none="id key reference supplier state currency created_at sent_at")

    class Meta:
        indexes = [models.Index(fields=["state", "-id"], name="purchase_state_newest")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=codes(PurchaseState)), name="purchase_state_known")
        ]

    def __str__(self) -> str:
        return self.reference


class PurchaseLine(models.Model):
    """So many of a variant, at a cost price without tax, expected on a day; `received` are those shelved.

    A quantity of nothing stands for pieces that came without having been ordered.
    """

    purchase = models.ForeignKey(Purchase, on_delete=models.CASCADE, related_name="lines")
    variant = models.ForeignKey("catalogue.Variant", on_delete=models.PROTECT, related_name="purchase_lines")
    quantity = models.PositiveIntegerField()
    cost_minor = models.PositiveBigIntegerField()
    expected_on = models.DateField(null=True)
    received = models.PositiveIntegerField(default=0)
    set_aside = models.PositiveIntegerField(default=0)

    privacy: ClassVar[Classes] = classes(
        none="id purchase variant quantity cost_minor expected_on received set_aside"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["purchase", "variant"], name="purchase_line_once"),
        ]
        indexes = [
            models.Index(
                fields=["variant"], name="purchase_line_awaited", condition=Q(received__lt=F("quantity"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.variant_id}"

    @property
    def cost(self) -> Money:
        """What one costs, tax excluded."""
        return Money(self.cost_minor, self.purchase.currency)

    @property
    def outstanding(self) -> int:
        """How many are still to come."""
        return max(0, self.quantity - self.received)

    @property
    def over(self) -> int:
        """How many came beyond what was ordered."""
        return max(0, self.received - self.quantity)


class Receipt(models.Model):
    """A delivery while it is counted, and for good once it is booked."""

    purchase = models.ForeignKey(Purchase, on_delete=models.PROTECT, related_name="receipts")
    state = models.CharField(max_length=8, choices=choices(ReceiptState), default=ReceiptState.OPEN.value)
    opened_at = models.DateTimeField()
    booked_at = models.DateTimeField(null=True)

    privacy: ClassVar[Classes] = classes(none="id purchase state opened_at booked_at")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["purchase"], name="receipt_open_once", condition=Q(state=ReceiptState.OPEN)
            ),
            models.CheckConstraint(condition=Q(state__in=codes(ReceiptState)), name="receipt_state_known"),
        ]

    def __str__(self) -> str:
        return f"receipt {self.pk}"


class Scan(models.Model):
    """One reading of a barcode: so many pieces, or fewer when one is taken back; `key` is its form's own."""

    receipt = models.ForeignKey(Receipt, on_delete=models.CASCADE, related_name="scans")
    key = models.CharField(max_length=32, unique=True)
    variant = models.ForeignKey("catalogue.Variant", on_delete=models.PROTECT, related_name="scans")
    quantity = models.IntegerField()
    aside = models.CharField(max_length=12, blank=True, default="", choices=choices(Aside))
    actor = models.CharField(max_length=64)
    at = models.DateTimeField()

    privacy: ClassVar[Classes] = classes(none="id receipt key variant quantity aside actor at")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(quantity=0), name="scan_counts_something"),
            models.CheckConstraint(condition=Q(aside__in=["", *codes(Aside)]), name="scan_aside_known"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.variant_id}"


class Adjustment(models.Model):
    """Pieces found, or no longer there, with the reason; `key` is its form's own."""

    key = models.CharField(max_length=32, unique=True)
    variant = models.ForeignKey("catalogue.Variant", on_delete=models.PROTECT, related_name="adjustments")
    change = models.IntegerField()
    reason = models.CharField(max_length=12, choices=choices(Reason))
    short = models.PositiveIntegerField(default=0)
    actor = models.CharField(max_length=64)
    at = models.DateTimeField()

    privacy: ClassVar[Classes] = classes(none="id key variant change reason short actor at")

    class Meta:
        indexes = [models.Index(fields=["variant", "-id"], name="adjustment_newest")]
        constraints = [
            models.CheckConstraint(condition=~Q(change=0), name="adjustment_changes_something"),
            models.CheckConstraint(condition=Q(reason__in=codes(Reason)), name="adjustment_reason_known"),
        ]

    def __str__(self) -> str:
        return f"{self.change:+d} × {self.variant_id}"


class Take(models.Model):
    """A stock-take: everybody counts without seeing what the books say; `key` is its form's own."""

    key = models.CharField(max_length=32, unique=True, null=True)
    state = models.CharField(max_length=8, choices=choices(TakeState), default=TakeState.COUNTING.value)
    scope = models.CharField(max_length=5, choices=choices(Scope))
    brand = models.ForeignKey("catalogue.Brand", null=True, on_delete=models.PROTECT, related_name="takes")
    opened_at = models.DateTimeField()
    closed_by = models.CharField(max_length=64, blank=True, default="")

    privacy: ClassVar[Classes] = classes(none="id key state scope brand opened_at closed_by")

    class Meta:
        indexes = [models.Index(fields=["state", "-id"], name="take_state_newest")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=codes(TakeState)), name="take_state_known"),
            models.CheckConstraint(
                condition=Q(scope=Scope.BRAND, brand__isnull=False)
                | Q(scope__in=[Scope.ALL, Scope.READ], brand__isnull=True),
                name="take_scope_has_its_brand",
            ),
        ]

    def __str__(self) -> str:
        return f"take {self.pk}"


class Reading(models.Model):
    """So many pieces seen on a shelf; `books` is what there should be in the house at that instant.

    `key` is its form's own; `shelf` is what the counter calls the place.
    """

    take = models.ForeignKey(Take, on_delete=models.CASCADE, related_name="readings")
    key = models.CharField(max_length=32, unique=True)
    shelf = models.CharField(max_length=40, blank=True, default="")
    variant = models.ForeignKey("catalogue.Variant", on_delete=models.PROTECT, related_name="readings")
    quantity = models.IntegerField()
    books = models.PositiveIntegerField()
    actor = models.CharField(max_length=64)
    at = models.DateTimeField()

    privacy: ClassVar[Classes] = classes(none="id take key shelf variant quantity books actor at")

    class Meta:
        indexes = [models.Index(fields=["take", "variant"], name="reading_of_take")]
        constraints = [models.CheckConstraint(condition=~Q(quantity=0), name="reading_counts_something")]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.variant_id}"


class Doubt(models.Model):
    """An article that is counted a second time; `counted` and `books` are of one instant.

    `corrections` is how many corrections the books of the article had had by then: one more, and the
    count says nothing any more. `short` of the pieces booked as missing had been sold.
    """

    take = models.ForeignKey(Take, on_delete=models.CASCADE, related_name="doubts")
    variant = models.ForeignKey("catalogue.Variant", on_delete=models.PROTECT, related_name="doubts")
    state = models.CharField(max_length=8, choices=choices(DoubtState), default=DoubtState.CHECK.value)
    first = models.IntegerField()
    counted = models.PositiveIntegerField(null=True)
    books = models.PositiveIntegerField(null=True)
    corrections = models.PositiveIntegerField(default=0)
    counted_by = models.CharField(max_length=64, blank=True, default="")
    reason = models.CharField(max_length=12, blank=True, default="", choices=choices(Reason))
    decided_by = models.CharField(max_length=64, blank=True, default="")
    short = models.PositiveIntegerField(default=0)

    privacy: ClassVar[Classes] = classes(
        none="id take variant state first counted books corrections counted_by reason decided_by short"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["take", "variant"], name="doubt_once"),
            models.CheckConstraint(condition=Q(state__in=codes(DoubtState)), name="doubt_state_known"),
            models.CheckConstraint(condition=Q(reason__in=["", *codes(Reason)]), name="doubt_reason_known"),
            models.CheckConstraint(
                condition=Q(state=DoubtState.CHECK) | Q(counted__isnull=False, books__isnull=False),
                name="doubt_was_counted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.take_id} {self.variant_id}"

    @property
    def change(self) -> int:
        """How many pieces more, or fewer, the second count found than the books said."""
        return (self.counted or 0) - (self.books or 0)

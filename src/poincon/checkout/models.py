"""The checkout in progress: what somebody has told us so far. Gone once the order exists."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from poincon.foundation.privacy import Classes, classes


class Checkout(models.Model):
    """One per cart; every field may still be empty."""

    cart = models.OneToOneField("cart.Cart", on_delete=models.CASCADE)
    email = models.EmailField(max_length=254, blank=True)
    delivery = models.JSONField(default=dict)
    billing = models.JSONField(default=dict)
    billing_differs = models.BooleanField(default=False)
    carrier = models.CharField(max_length=32, blank=True)
    touched_at = models.DateTimeField()

    privacy: ClassVar[Classes] = classes(
        none="id cart billing_differs carrier touched_at", contact="email", address="delivery billing"
    )

    def __str__(self) -> str:
        return f"checkout of cart {self.cart_id}"


class Shortfall(models.Model):
    """A piece that somebody bought and that is not there: told to its buyer, who chooses (R017).

    `choice` is "wait", "exchange" or "refund" once they have; `closed_at` when a piece has come for them or
    the order has ended.
    """

    order = models.ForeignKey("orders.Order", on_delete=models.CASCADE, related_name="shortfalls")
    variant = models.ForeignKey("catalogue.Variant", on_delete=models.PROTECT, related_name="shortfalls")
    quantity = models.PositiveIntegerField()
    found_at = models.DateTimeField()
    choice = models.CharField(max_length=8, blank=True, default="")
    chosen_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    privacy: ClassVar[Classes] = classes(none="id order variant quantity found_at choice chosen_at closed_at")

    class Meta:
        indexes = [models.Index(fields=["found_at"], name="shortfall_open", condition=Q(closed_at=None))]
        constraints = [
            models.CheckConstraint(
                condition=Q(choice__in=["", "wait", "exchange", "refund"]), name="shortfall_choice_known"
            )
        ]

    def __str__(self) -> str:
        return f"shortfall {self.pk}"

"""The checkout in progress: what somebody has told us so far. Gone once the order exists."""

from typing import ClassVar

from django.db import models

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

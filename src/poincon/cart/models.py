"""A cart belongs to a browser, by a token in a cookie, or to a customer: never to both."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from poincon.catalogue.rules import Wish
from poincon.foundation.privacy import Classes, classes

LARGEST_QUANTITY = 20


class Cart(models.Model):
    """What somebody means to buy, and where it would go. A customer has at most one.

    The postcode is one of the country, as somebody has asked for the days and prices of delivery there.
    """

    token = models.CharField(max_length=64, unique=True)
    customer = models.OneToOneField("customers.Customer", on_delete=models.CASCADE, null=True)
    country = models.CharField(max_length=2, blank=True)
    postcode = models.CharField(max_length=16, blank=True, default="")
    created_at = models.DateTimeField()
    touched_at = models.DateTimeField()

    privacy: ClassVar[Classes] = classes(
        none="id customer country created_at touched_at", address="postcode", technical="token"
    )

    class Meta:
        indexes = [models.Index(fields=["touched_at"], name="cart_age")]

    def __str__(self) -> str:
        return f"cart {self.pk}"


class CartLine(models.Model):
    """One variant, what is made of it for its wearer, and how many.

    The price last shown, of one, is kept so that a change is said, not hidden. `words` are engraved, one line
    under another, in the letters of `face`; `size_mm` is made to measure. Lines that differ in any of these
    stay apart.
    """

    cart = models.ForeignKey(Cart, on_delete=models.CASCADE, related_name="lines")
    variant = models.ForeignKey("catalogue.Variant", on_delete=models.CASCADE)
    quantity = models.PositiveSmallIntegerField()
    shown_minor = models.PositiveBigIntegerField()
    words = models.TextField(blank=True, default="")
    face = models.CharField(max_length=8, blank=True, default="")
    size_mm = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)

    privacy: ClassVar[Classes] = classes(
        none="id cart variant quantity shown_minor face", measurement="size_mm", free_text="words"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cart", "variant", "words", "face", "size_mm"],
                nulls_distinct=False,
                name="cart_line_once",
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=1, quantity__lte=LARGEST_QUANTITY), name="cart_quantity_sensible"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.variant_id}"

    @property
    def wish(self) -> Wish:
        """What is made of the piece for its wearer."""
        return Wish(self.words, self.face, self.size_mm)

"""A wishlist belongs to a browser, by a token in a cookie, or to a customer: never to both."""

from typing import ClassVar

from django.db import models

from poincon.foundation.privacy import Classes, classes


class Wishlist(models.Model):
    """The pieces that somebody likes. A customer has at most one list.

    `shown_as` is the secret in the address under which others may look at it; empty, nobody else may. With
    `kept_by` it is what a browser had shown before its owner signed in: others see it as it was, and nobody
    adds to it.
    """

    token = models.CharField(max_length=64, unique=True)
    customer = models.OneToOneField("customers.Customer", on_delete=models.CASCADE, null=True)
    shown_as = models.CharField(max_length=64, null=True, unique=True)
    kept_by = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="before")
    created_at = models.DateTimeField()
    touched_at = models.DateTimeField()

    privacy: ClassVar[Classes] = classes(
        none="id customer kept_by created_at touched_at", technical="token shown_as"
    )

    class Meta:
        indexes = [models.Index(fields=["touched_at"], name="wishlist_age")]

    def __str__(self) -> str:
        return f"wishlist {self.pk}"


class WishlistLine(models.Model):
    """One piece that is liked, in the size that its owner has written to it, if any."""

    wishlist = models.ForeignKey(Wishlist, on_delete=models.CASCADE, related_name="lines")
    piece = models.ForeignKey("catalogue.Piece", on_delete=models.CASCADE)
    variant = models.ForeignKey("catalogue.Variant", on_delete=models.SET_NULL, null=True)
    added_at = models.DateTimeField()

    privacy: ClassVar[Classes] = classes(none="id wishlist piece added_at", measurement="variant")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wishlist", "piece"], name="wishlist_piece_once")]

    def __str__(self) -> str:
        return f"piece {self.piece_id} on {self.wishlist_id}"

"""Addresses of the desk's pages about pieces."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from poincon.intake.views import brands, pieces, variants

desk = [
    path(_("pieces/"), pieces.listing, name="pieces"),
    path(_("pieces/new/"), pieces.new, name="new"),
    path(_("pieces/<int:pk>/"), pieces.piece, name="piece"),
    path(_("pieces/<int:pk>/words/"), pieces.words, name="words"),
    path(_("pieces/<int:pk>/matter/"), pieces.matter, name="matter"),
    path(_("pieces/<int:pk>/show/"), pieces.show, name="show"),
    path(_("pieces/<int:pk>/variants/"), variants.new, name="new_variant"),
    path(_("variants/<int:pk>/"), variants.variant, name="variant"),
    path(_("variants/<int:pk>/price/"), variants.price, name="price"),
    path(_("variants/<int:pk>/delivery/"), variants.delivery, name="delivery"),
    path(_("variants/<int:pk>/count/"), variants.count, name="count"),
    path(_("variants/<int:pk>/restock/"), variants.restock, name="restock"),
    path(_("variants/<int:pk>/retirement/"), variants.retire, name="retire"),
    path(_("brands/"), brands.listing, name="brands"),
    path(_("brands/<int:pk>/"), brands.brand, name="brand"),
]

"""Addresses of the cart."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from poincon.cart.views import shop as views

shop = [
    path(_("cart/"), views.view, name="view"),
    path(_("cart/addition"), views.add, name="add"),
    path(_("cart/added/"), views.added, name="added"),
    path(_("cart/change"), views.change, name="change"),
    path(_("cart/destination"), views.deliver_to, name="deliver_to"),
]

"""Addresses of the wishlist."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from poincon.wishlist.views import shop as views

shop = [
    path(_("wishlist/"), views.view, name="view"),
    path(_("wishlist/addition"), views.keep, name="keep"),
    path(_("wishlist/removal"), views.drop, name="drop"),
    path(_("wishlist/size"), views.choose_size, name="size"),
    path(_("wishlist/sharing"), views.show, name="show"),
    path(_("wishlist/end-of-sharing"), views.hide, name="hide"),
    path(_("wishlist/<str:secret>/"), views.shown, name="shown"),
]

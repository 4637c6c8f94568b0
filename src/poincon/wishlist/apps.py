"""The wishlist as an app: its place on pages of pieces and in the customer's space, joined at sign-in."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Wishlist(AppConfig):
    name = "poincon.wishlist"
    label = "wishlist"

    def ready(self) -> None:
        from poincon.customers import browsers
        from poincon.foundation.registries import Link, Panel, account_menu, piece_panels
        from poincon.wishlist import actions, queries, visits, words  # noqa: F401 - words registers the wording of the refusals

        browsers.carries(visits.COOKIE, actions.join)
        account_menu.register(Link(_("My wishlist"), "wishlist:view", order=25, offered=queries.offered))
        piece_panels.register(Panel("wishlist", "wishlist/parts/heart.html", 10, visits.liking))

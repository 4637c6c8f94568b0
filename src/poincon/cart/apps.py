"""The cart as an app: its refusals' words, two carts joined at sign-in, the parting at sign-out."""

from django.apps import AppConfig


class Cart(AppConfig):
    name = "poincon.cart"
    label = "cart"

    def ready(self) -> None:
        from poincon.cart import actions, visits, words  # noqa: F401 - words registers the wording of the refusals
        from poincon.customers import browsers

        browsers.carries(visits.COOKIE, actions.join)

"""The cart as an app: its refusals' words, two carts joined at sign-in, the parting at sign-out."""

from django.apps import AppConfig


class Cart(AppConfig):
    name = "poincon.cart"
    label = "cart"

    def ready(self) -> None:
        from poincon.cart import visits, words  # noqa: F401 - words registers the wording of the refusals
        from poincon.cart.signing_in import listen
        from poincon.foundation.middleware import leaving

        listen()
        leaving.drops(visits.COOKIE)

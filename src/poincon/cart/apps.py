"""The cart as an app: its refusals' words, and the joining of two carts at sign-in."""

from django.apps import AppConfig


class Cart(AppConfig):
    name = "poincon.cart"
    label = "cart"

    def ready(self) -> None:
        from poincon.cart import words  # noqa: F401 - registers the wording of the refusals
        from poincon.cart.signing_in import listen

        listen()

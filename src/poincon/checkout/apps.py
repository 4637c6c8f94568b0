"""Checkout as an app."""

from django.apps import AppConfig


class Checkout(AppConfig):
    name = "poincon.checkout"
    label = "checkout"

    def ready(self) -> None:
        from poincon.checkout import panels, words  # noqa: F401 - registers the wording of the refusals

        panels.register()

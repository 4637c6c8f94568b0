"""Payments as an app."""

from django.apps import AppConfig


class Payments(AppConfig):
    name = "poincon.payments"
    label = "payments"

    def ready(self) -> None:
        from poincon.payments import words  # noqa: F401 - registers the wording of the refusals

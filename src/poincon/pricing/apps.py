"""The pricing feature."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class Pricing(AppConfig):
    name = "poincon.pricing"
    label = "pricing"

    def ready(self) -> None:
        from poincon.pricing import rates, wording

        wording.register()
        post_migrate.connect(rates.enter, sender=self)

"""The inventory feature."""

from django.apps import AppConfig


class Inventory(AppConfig):
    name = "poincon.inventory"
    label = "inventory"

    def ready(self) -> None:
        from poincon.inventory import wording

        wording.register()

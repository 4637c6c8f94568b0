"""The catalogue feature."""

from django.apps import AppConfig


class Catalogue(AppConfig):
    name = "poincon.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        from poincon.catalogue import wording

        wording.register()

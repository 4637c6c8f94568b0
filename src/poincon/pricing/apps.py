"""The pricing feature."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import pgettext_lazy

from poincon.foundation.registries import DeskEntry, desk_menu


class Pricing(AppConfig):
    name = "poincon.pricing"
    label = "pricing"

    def ready(self) -> None:
        from poincon.pricing import rates, wording

        wording.register()
        section = pgettext_lazy("desk", "Pieces")
        desk_menu.register(
            DeskEntry(section, pgettext_lazy("desk", "Prices"), "pricing_desk:overview", 307, "catalogue")
        )
        post_migrate.connect(rates.enter, sender=self)

"""The supply feature."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from poincon.foundation.registries import CostSource, DeskEntry, cost_sources, desk_menu


class Supply(AppConfig):
    name = "poincon.supply"
    label = "supply"

    def ready(self) -> None:
        from poincon.supply import queries, words

        words.register()
        cost_sources.register(CostSource(10, queries.costs))
        section = pgettext_lazy("desk", "Pieces")
        desk_menu.register(DeskEntry(section, _("Stock"), "supply_desk:stock", 308, "catalogue"))
        desk_menu.register(
            DeskEntry(section, _("Supplier orders"), "supply_desk:purchases", 309, "catalogue")
        )

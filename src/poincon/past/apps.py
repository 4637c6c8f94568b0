"""Customers and orders of the shop that was here before: kept to be read, and so that guarantees go on."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Past(AppConfig):
    name = "poincon.past"
    label = "past"

    def ready(self) -> None:
        from poincon.foundation.registries import DeskEntry, desk_menu
        from poincon.past import panels, words  # noqa: F401 - words registers the wording of the refusal

        panels.register()
        desk_menu.register(DeskEntry(_("Customers"), _("Former shop"), "past_desk:people", 410, "counter"))

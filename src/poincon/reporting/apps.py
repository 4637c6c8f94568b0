"""Reporting as an app: its page in the desk's menu."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from poincon.foundation.registries import DeskEntry, desk_menu


class Reporting(AppConfig):
    name = "poincon.reporting"
    label = "reporting"

    def ready(self) -> None:
        from poincon.reporting import panels

        panels.register()
        desk_menu.register(DeskEntry("", _("Promises"), "reporting_desk:board", 10, "counter", panels.owed))

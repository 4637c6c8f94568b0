"""The API's tokens, and what its endpoints share."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from poincon.foundation.registries import DeskEntry, desk_menu


class Api(AppConfig):
    name = "poincon.api"
    label = "api"

    def ready(self) -> None:
        from poincon.api import refusals  # noqa: F401 - registers the wording of the refusals

        desk_menu.register(DeskEntry(_("House"), _("Programs"), "api_desk:tokens", order=910, role="owner"))

"""Checkout as an app."""

from collections.abc import Mapping

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from poincon.foundation.registries import DeskEntry, desk_menu


class Checkout(AppConfig):
    name = "poincon.checkout"
    label = "checkout"

    def ready(self) -> None:
        from poincon.checkout import panels, promised, words  # noqa: F401 - registers the wording of refusals

        panels.register()
        promised.register()
        money, missing = _("Transfers and refunds"), _("Sold and missing")
        desk_menu.register(
            DeskEntry(_("Orders"), money, "checkout_desk:money", 120, "counter", _waiting, "money")
        )
        desk_menu.register(
            DeskEntry(_("Orders"), missing, "checkout_desk:missing", 125, "counter", _waiting, "missing")
        )


def _waiting() -> Mapping[str, int]:
    from poincon.checkout import queries

    return queries.waiting_at_the_desk()

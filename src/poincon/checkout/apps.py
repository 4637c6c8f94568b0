"""Checkout as an app."""

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
        desk_menu.register(
            DeskEntry(
                _("Orders"), _("Transfers and refunds"), "checkout_desk:money", 120, "counter", _by_hand
            )
        )
        desk_menu.register(
            DeskEntry(_("Orders"), _("Sold and missing"), "checkout_desk:missing", 125, "counter", _to_decide)
        )


def _to_decide() -> int:
    from poincon.checkout import queries

    return queries.cases_to_decide()


def _by_hand() -> int:
    from poincon.payments import queries

    return queries.refunds_by_hand().count()

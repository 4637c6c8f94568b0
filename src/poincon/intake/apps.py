"""The intake feature."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from poincon.foundation import wording
from poincon.foundation.registries import DeskEntry, desk_menu


class Intake(AppConfig):
    name = "poincon.intake"
    label = "intake"

    def ready(self) -> None:
        wording.register("file_refused", _("This is not a product file that can be read."))
        section = pgettext_lazy("desk", "Pieces")
        desk_menu.register(
            DeskEntry(section, _("All pieces"), "intake_desk:pieces", 300, "catalogue", _to_complete)
        )
        desk_menu.register(DeskEntry(section, _("Brands"), "intake_desk:brands", 310, "catalogue"))


def _to_complete() -> int:
    """Count the pieces whose facts nobody here has checked yet."""
    from poincon.catalogue import queries

    return queries.incomplete().count()

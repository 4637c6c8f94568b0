"""The intake feature."""

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from poincon.foundation import wording
from poincon.foundation.registries import DeskEntry, WayOn, desk_menu, ways_on


class Intake(AppConfig):
    name = "poincon.intake"
    label = "intake"

    def ready(self) -> None:
        wording.register("file_refused", _("This is not a product file that can be read."))
        section = pgettext_lazy("desk", "Pieces")
        wording.register("upload_too_large", _("That is more than 100 MB at once: send fewer pictures."))
        wording.register("showing_empty", _("None of these pieces can go on show now."))
        wording.register(
            "showing_overtaken",
            _("Other pieces than you were shown would go on show now: look at them again."),
        )
        wording.register(
            "sourcing_overtaken", _("Other pieces than you were shown would change now: look at them again.")
        )
        wording.register(
            "sourcing_unticked", _("All of them name another supplier. Tick that these change as well.")
        )
        wording.register("bringing_too_large", _("That is more than 50 MB: the command brings it in."))
        wording.register(
            "bringing_busy",
            _("Another file is being brought in. Confirm this one once that one is done."),
        )
        wording.register("bringing_begun", _("It was confirmed meanwhile: what came in of it stays."))
        wording.register(
            "bringing_file_gone",
            _("The file is kept no longer. Hand it in again: what came in is not brought in twice."),
        )
        lines = (
            DeskEntry(section, _("All pieces"), "intake_desk:pieces", 300, "catalogue"),
            DeskEntry(section, _("To check"), "intake_desk:to_complete", 305, "catalogue", _to_check),
            DeskEntry(section, _("What is missing"), "intake_desk:missing", 303, "catalogue", _missing),
            DeskEntry(section, _("Shelves"), "intake_desk:shelves", 310, "catalogue"),
            DeskEntry(section, _("Brands"), "intake_desk:brands", 320, "catalogue"),
            DeskEntry(section, _("Suppliers"), "intake_desk:suppliers", 330, "catalogue"),
        )
        for line in lines:
            desk_menu.register(line)
        ways_on.register(WayOn(100, _from_the_former_shop))


def _from_the_former_shop(request: HttpRequest) -> str | None:
    """Lead from an address of the former shop to the thing that stood there."""
    from poincon.intake import queries

    return queries.present_path(request.path, request.GET.dict())


def _missing() -> int:
    """Count the pieces that lack something which keeps them off show."""
    from poincon.catalogue import queries

    return queries.count_kept_off()


def _to_check() -> int:
    """Count the pieces whose facts nobody here has checked yet."""
    from poincon.catalogue import queries

    return queries.incomplete().count()

"""The chancery as an app: the charter that it keeps in force, its line in the menu, its refusals."""

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class Chancery(AppConfig):
    name = "poincon.chancery"
    label = "chancery"

    def ready(self) -> None:
        from poincon.chancery import queries, standing
        from poincon.charter import serving
        from poincon.foundation import wording
        from poincon.foundation.registries import DeskEntry, desk_menu

        keeper = serving.Keeper(standing.in_force, standing.in_force_at, queries.carrier)
        serving.keep(keeper, instead_of=settings.CHARTER)
        desk_menu.register(
            DeskEntry(
                _("House"), _("Charter"), "chancery_desk:overview", 890, "owner", queries.count_proposed
            )
        )
        for code, words in WORDS.items():
            wording.register(code, words)


WORDS = {
    "charter_impossible": _("The charter cannot be run like this. Nothing has been changed."),
    "words_unprintable": _("These words cannot be printed like this. Nothing has been changed."),
    "charter_too_large": _("This is more than a house can say. Nothing has been changed."),
    "edition_unchanged": _("This says nothing that the charter does not say already."),
    "edition_own_proposal": _("Another owner must approve what you have proposed."),
    "edition_outdated": _(
        "Another change of the charter was decided meanwhile. Take this one up again, look at it, and "
        "propose it anew."
    ),
    "edition_in_force": _("It is in force: follow it with another, or go back to an earlier one."),
    "edition_not_settled": _("Only a charter that was approved can be returned to."),
}

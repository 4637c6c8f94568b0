"""Those who work at the desk: their roles and what each may do."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Staff(AppConfig):
    name = "poincon.staff"
    label = "staff"

    def ready(self) -> None:
        from poincon.foundation import desk, wording
        from poincon.foundation.registries import DeskEntry, desk_menu
        from poincon.staff import policies

        desk.guard_with(policies.desk)
        desk_menu.register(DeskEntry("", _("Today"), "staff_desk:home", order=0, role="viewer"))
        desk_menu.register(DeskEntry(_("House"), _("People"), "staff_desk:people", order=900, role="owner"))
        wording.register("last_owner", _("Somebody must stay the owner: name another one first."))
        wording.register("hired_already", _("This address belongs to somebody who works here already."))
        wording.register("no_role", _("Choose at least one role."))

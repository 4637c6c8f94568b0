"""Notifications as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Notifications(AppConfig):
    name = "poincon.notifications"
    label = "notifications"

    def ready(self) -> None:
        from poincon.foundation.registries import DeskEntry, desk_menu
        from poincon.notifications.queries import failed_count

        desk_menu.register(
            DeskEntry(
                section=_("Customers"),
                label=_("Mails sent"),
                url_name="notifications_desk:messages",
                order=480,
                role="counter",
                count=failed_count,
            )
        )

"""The alerts feature."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Alerts(AppConfig):
    name = "poincon.alerts"
    label = "alerts"

    def ready(self) -> None:
        from poincon.alerts import mail_kinds, promised
        from poincon.foundation import wording

        mail_kinds.register()
        promised.register()
        wording.register("alert_over", _("This link is no longer valid."))
        wording.register("not_awaited", _("This piece is not sold out, or will not come back."))

"""The one user model: signing in, proving an address, second factors and sessions."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Accounts(AppConfig):
    name = "poincon.accounts"
    label = "accounts"

    def ready(self) -> None:
        from poincon.accounts import mail_kinds
        from poincon.foundation.registries import Link, account_menu

        mail_kinds.register()
        account_menu.register(Link(_("Signing in"), "mfa_index", order=60))

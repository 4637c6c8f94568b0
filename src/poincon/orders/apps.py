"""Orders as an app: their refusals' words, their queues in the desk's menu, their place in the account."""

from collections.abc import Mapping

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from poincon.foundation.registries import DeskEntry, Link, account_menu, desk_menu

MENU = (
    ("to_prepare", _("To prepare")),
    ("ready", _("Ready")),
    ("asked", _("Waiting for the customer")),
    ("unpaid", _("Unpaid")),
)


class Orders(AppConfig):
    name = "poincon.orders"
    label = "orders"

    def ready(self) -> None:
        from poincon.foundation.middleware import leaving
        from poincon.orders import (  # noqa: F401 - words register the wording of refusals
            access,
            mail_kinds,
            panels,
            promised,
            words,
        )

        panels.register()
        promised.register()
        mail_kinds.register()
        leaving.drops(access.COOKIE)

        account_menu.register(Link(_("My orders"), "orders:orders", 20))
        for place, (name, label) in enumerate(MENU, start=100):
            desk_menu.register(
                DeskEntry(_("Orders"), label, f"orders_desk:{name}", place, "counter", _counts, name)
            )


def _counts() -> Mapping[str, int]:
    from poincon.orders import queries

    return queries.counts()

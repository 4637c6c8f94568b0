"""Those who buy: their names, addresses and preferences, and their own space."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Customers(AppConfig):
    name = "poincon.customers"
    label = "customers"

    def ready(self) -> None:
        from poincon.customers import mail_kinds, queries
        from poincon.foundation import wording
        from poincon.foundation.registries import DeskEntry, Link, UserRow, account_menu, desk_menu, user_rows

        mail_kinds.register()
        user_rows.register(UserRow("customer"))
        account_menu.register(Link(_("My account"), "customers:home", order=10))
        account_menu.register(Link(_("My details"), "customers:details", order=30))
        account_menu.register(Link(_("My addresses"), "customers:book", order=40))
        account_menu.register(
            Link(_("My sizes"), "customers:sizes", order=45, offered=queries.remembers_sizes)
        )
        account_menu.register(Link(_("My preferences"), "customers:preferences", order=50))
        desk_menu.register(
            DeskEntry(_("Customers"), _("Customers"), "customers_desk:search", order=400, role="counter")
        )
        wording.register("address_faulty", _("This address is not complete, or not one that exists."))
        wording.register("size_unlikely", _("Nobody is of that size: please give it in millimetres."))
        wording.register("scale_unknown", _("No ring is measured on this scale. Nothing has been changed."))
        wording.register("too_many_sizes", _("That is a lot of sizes: take one out first."))
        wording.register("too_many_addresses", _("Your address book is full: take an address out first."))
        wording.register("address_taken", _("This e-mail address has an account already: please sign in."))
        wording.register("registration_over", _("This link is no longer valid."))
        wording.register("weak_password", _("This password is too easy to guess: choose a longer one."))

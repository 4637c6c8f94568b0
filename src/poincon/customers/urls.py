"""The customers' pages: opening an account, their space; and the desk's."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from poincon.customers.views import desk as at_desk
from poincon.customers.views import entrance
from poincon.customers.views import shop as space
from poincon.customers.views import sizes as own_sizes

library = [path(_("account/registration/"), entrance.register, name="account_signup")]

shop = [
    path(_("account/"), space.home, name="home"),
    path(_("account/registration/sent/"), entrance.registered, name="registered"),
    path(_("account/registration/<str:seal>/"), entrance.prove, name="prove"),
    path(_("account/details/"), space.details, name="details"),
    path(_("account/preferences/"), space.preferences, name="preferences"),
    path(_("account/sizes/"), own_sizes.sizes, name="sizes"),
    path(_("account/sizes/<int:size_id>/removal/"), own_sizes.removal, name="size_removal"),
    path(_("account/ring-scale/"), own_sizes.scale, name="scale"),
    path(_("account/addresses/"), space.book, name="book"),
    path(_("account/addresses/new/"), space.new_address, name="new_address"),
    path(_("account/addresses/<int:address_id>/"), space.address, name="address"),
    path(_("account/addresses/<int:address_id>/removal/"), space.address_removal, name="address_removal"),
    path(_("account/addresses/<int:address_id>/default/"), space.address_default, name="address_default"),
]

desk = [
    path(_("customers/"), at_desk.search, name="search"),
    path(_("customers/<int:customer_id>/"), at_desk.customer, name="customer"),
]

"""Addresses of the first page, and of the desk's pages that arrange it."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from poincon.entrance.views import arranging, blocks, editions
from poincon.entrance.views import shop as views

shop = [path("", views.home, name="home")]

desk = [
    path(_("first-page/"), arranging.overview, name="overview"),
    path(_("first-page/preview/"), arranging.preview, name="preview"),
    path(_("first-page/publication/"), arranging.publication, name="publication"),
    path(_("first-page/putting-aside/"), arranging.aside, name="aside"),
    path(_("first-page/newest/"), arranging.newest, name="newest"),
    path(_("first-page/file/"), arranging.file, name="file"),
    path(_("first-page/home.toml"), arranging.export, name="export"),
    path(_("first-page/blocks/"), blocks.addition, name="addition"),
    path(_("first-page/blocks/<int:number>/"), blocks.block, name="block"),
    path(_("first-page/blocks/<int:number>/place/"), blocks.place, name="place"),
    path(_("first-page/blocks/<int:number>/removal/"), blocks.removal, name="removal"),
    path(_("first-page/editions/"), editions.history, name="history"),
    path(_("first-page/editions/<int:pk>/"), editions.edition, name="edition"),
    path(_("first-page/editions/<int:pk>/preview/"), editions.look, name="look"),
    path(_("first-page/editions/<int:pk>/return/"), editions.going_back, name="return"),
    path(_("first-page/editions/<int:pk>/draft/"), editions.taking_up, name="taking_up"),
    path(_("first-page/editions/<int:pk>/calling-off/"), editions.calling_off, name="calling_off"),
]

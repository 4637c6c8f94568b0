"""Addresses of the window. Categories answer at the root, so they come last of all."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from poincon.window.views import arrivals, care, home, listings, machines, pieces, seen, sizer

shop = [
    path("", home.home, name="home"),
    path(_("search/"), listings.search, name="search"),
    path(_("jewellery/"), listings.everything, name="everything"),
    path(_("maker/<slug:slug>/"), listings.brand, name="brand"),
    path(_("piece/<slug:slug>/"), pieces.piece, name="piece"),
    path(_("piece/<slug:slug>/arrival"), arrivals.arrival, name="arrival"),
    path(_("pieces-seen/"), seen.seen, name="seen"),
    path(_("piece/<slug:slug>/made-for-you"), pieces.made, name="made"),
    path(_("care/<slug:matters>/"), care.care, name="care"),
    path(_("sizes/ring-sizer/"), sizer.sizer, name="sizer"),
    path("<slug:slug>/", listings.shelf, name="shelf"),
]

plain = [
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemaps, name="sitemaps"),
    path("sitemap-<int:number>.xml", machines.sitemap, name="sitemap"),
]

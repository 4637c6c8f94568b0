"""Addresses of the window. Categories answer at the root, so they come last of all."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from poincon.window.views import (
    arrivals,
    care,
    feeds,
    listings,
    machines,
    pieces,
    seen,
    sizer,
    suggestions,
    synonyms,
)

shop = [
    path(_("search/"), listings.search, name="search"),
    path(_("search/suggestions/"), suggestions.suggestions, name="suggestions"),
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

desk = [
    path(_("words-of-searches/"), synonyms.listing, name="synonyms"),
    path(_("words-of-searches/new/"), synonyms.new, name="new_synonyms"),
    path(_("words-of-searches/<str:key>/"), synonyms.group, name="synonym_group"),
    path(_("words-of-searches/<str:key>/removal/"), synonyms.removal, name="synonym_removal"),
]

plain = [
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemaps, name="sitemaps"),
    path("flux/google.xml", feeds.google, {"language": "fr"}, name="google"),
    path("flux/google-en.xml", feeds.google, {"language": "en"}, name="google_en"),
    path("sitemap-<int:number>.xml", machines.sitemap, name="sitemap"),
]

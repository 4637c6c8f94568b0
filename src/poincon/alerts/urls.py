"""Addresses of alerts."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from poincon.alerts.views import shop as pages

shop = [
    path(_("alerts/"), pages.new, name="new"),
    path(_("alerts/noted/"), pages.noted, name="noted"),
    path(_("alerts/<str:seal>/"), pages.confirm, name="confirm"),
    path(_("alerts/<str:seal>/end/"), pages.stop, name="stop"),
]

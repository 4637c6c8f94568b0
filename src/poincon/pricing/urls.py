"""Addresses of the desk's pages about prices."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from poincon.pricing.views import edits, files, overview, reductions

desk = [
    path(_("prices/"), overview.overview, name="overview"),
    path(_("prices/export/"), files.export, name="export"),
    path(_("prices/reductions/new/"), reductions.new, name="new_reduction"),
    path(_("prices/reductions/<int:pk>/"), reductions.reduction, name="reduction"),
    path(_("prices/reductions/<int:pk>/plan/"), reductions.plan, name="plan"),
    path(_("prices/reductions/<int:pk>/cancellation/"), reductions.cancel, name="cancellation"),
    path(_("prices/reductions/<int:pk>/end/"), reductions.end, name="end"),
    path(_("prices/reductions/<int:pk>/removal/"), reductions.take_out, name="removal"),
    path(_("prices/edits/new/"), edits.new, name="new_edit"),
    path(_("prices/edits/<int:pk>/"), edits.edit, name="edit"),
    path(_("prices/edits/<int:pk>/confirmation/"), edits.confirm, name="confirmation"),
    path(_("prices/edits/<int:pk>/reckoning/"), edits.reckon_again, name="reckoning"),
    path(_("prices/edits/<int:pk>/undoing/"), edits.undo, name="undoing"),
    path(_("prices/edits/<int:pk>/removal/"), edits.discard, name="edit_removal"),
]

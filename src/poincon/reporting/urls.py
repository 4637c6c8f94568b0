"""Addresses of reporting."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from poincon.reporting.views import desk as at_desk
from poincon.reporting.views import prices

desk = [
    path(_("promises/"), at_desk.board, name="board"),
    path(_("promises/<int:clock_id>/cause"), at_desk.cause, name="cause"),
    path(_("promises/letter"), at_desk.letter, name="letter"),
    path(_("prices/proof/"), prices.prices, name="prices"),
]

"""The owner's page about the programs that may speak to the shop."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from poincon.api.views import desk as at_desk

desk = [
    path(_("programs/"), at_desk.tokens, name="tokens"),
    path(_("programs/<int:token_id>/revocation"), at_desk.revoke, name="revocation"),
]

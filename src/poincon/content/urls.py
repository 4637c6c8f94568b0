"""The addresses of the pages."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from poincon.content import views
from poincon.content.library import PAGES

shop = [
    path(_("help/"), views.contents, name="help"),
    *(path(page.path, views.document, {"page": page.key}, name=page.key) for page in PAGES),
    path(_("versions/<str:page>/"), views.versions, name="versions"),
    path(_("terms/<str:page>/<str:language>/<slug:version>/"), views.version, name="version"),
]

"""The desk's addresses of people whom the former shop knew."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from poincon.past import views

desk = [
    path(_("former-shop/"), views.people, name="people"),
    path(_("former-shop/<int:person_id>/"), views.person, name="person"),
    path(_("former-shop/<int:person_id>/erasure/"), views.erasure, name="erasure"),
]

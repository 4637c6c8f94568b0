"""Addresses about people whom the former shop knew: the customer's own, and the desk's."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from poincon.past.views import desk as at_desk
from poincon.past.views import shop as space

shop = [
    path(_("account/news/withdrawal/"), space.withdrawal, name="withdrawal"),
    path(_("account/news/consent/"), space.consent, name="consent"),
]

desk = [
    path(_("former-shop/"), at_desk.people, name="people"),
    path(_("former-shop/<int:person_id>/"), at_desk.person, name="person"),
    path(_("former-shop/<int:person_id>/erasure/"), at_desk.erasure, name="erasure"),
    path(_("former-shop/<int:person_id>/withdrawal/"), at_desk.withdrawal, name="withdrawal"),
]

"""The desk's first page and the owner's."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from poincon.staff.views import desk as at_desk

desk = [
    path("", at_desk.home, name="home"),
    path(_("people/"), at_desk.people, name="people"),
    path(_("people/<int:member_id>/"), at_desk.person, name="person"),
    path(_("people/<int:member_id>/departure/"), at_desk.leave, name="departure"),
    path(_("people/<int:member_id>/readmission/"), at_desk.readmission, name="readmission"),
]

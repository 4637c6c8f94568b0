"""Addresses of the charter at the desk; the edition 0 is the house's file."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from poincon.chancery.views import desk as at_desk
from poincon.chancery.views import editions as at_editions
from poincon.chancery.views import texts as at_texts

desk = [
    path(_("charter/"), at_desk.overview, name="overview"),
    path(_("charter/pages/"), at_texts.pages, name="pages"),
    path(_("charter/pages/<str:language>/<str:page>/"), at_texts.page_text, name="page_text"),
    path(_("charter/pages/<str:language>/<str:page>/look/"), at_texts.page_look, name="page_look"),
    path(_("charter/mails/"), at_texts.mails, name="mails"),
    path(_("charter/mails/<str:language>/<str:mail>/"), at_texts.mail_text, name="mail_text"),
    path(_("charter/mails/<str:language>/<str:mail>/look/"), at_texts.mail_look, name="mail_look"),
    path(_("charter/values/"), at_desk.values, name="top"),
    path(_("charter/values/<str:place>/"), at_desk.values, name="values"),
    path(_("charter/draft/"), at_desk.draft, name="draft"),
    path(_("charter/draft/file/"), at_desk.file, name="file"),
    path(_("charter/draft/proposal/"), at_desk.proposal, name="proposal"),
    path(_("charter/draft/update/"), at_desk.update, name="update"),
    path(_("charter/draft/removal/"), at_desk.removal, name="removal"),
    path(_("charter/draft/charter.toml"), at_desk.download, name="download"),
    path(_("charter/draft/house.zip"), at_desk.archive, name="archive"),
    path(_("charter/editions/<int:edition_id>/"), at_editions.edition, name="edition"),
    path(_("charter/editions/<int:edition_id>/charter.toml"), at_editions.download, name="edition_file"),
    path(_("charter/editions/<int:edition_id>/house.zip"), at_editions.archive, name="edition_archive"),
    path(_("charter/editions/<int:edition_id>/approval/"), at_editions.approval, name="approval"),
    path(_("charter/editions/<int:edition_id>/withdrawal/"), at_editions.withdrawal, name="withdrawal"),
    path(_("charter/editions/<int:edition_id>/return/"), at_editions.back, name="return"),
    path(_("charter/editions/<int:edition_id>/draft/"), at_editions.again, name="again"),
]

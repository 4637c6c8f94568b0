"""The addresses of the mails at the desk."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from poincon.notifications import views

desk = [
    path(_("mails-sent/"), views.messages, name="messages"),
    path(_("mails-sent/<int:pk>/"), views.message, name="message"),
    path(_("mails-sent/<int:pk>/content/"), views.content, name="content"),
    path(_("mails-sent/<int:pk>/attachments/<int:position>/"), views.attachment, name="attachment"),
    path(_("mails-sent/<int:pk>/new-sending/"), views.new_sending, name="new_sending"),
    path(_("mails-sent/<int:pk>/suppression/"), views.suppression, name="suppression"),
]

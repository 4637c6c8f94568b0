"""The words of the shop about customers that code and database share."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ContactBy(TextChoices):
    """How a customer prefers to be reached when an order needs a word."""

    EMAIL = "email", _("By e-mail")
    PHONE = "phone", _("By telephone")

"""The words of the shop about customers that code and database share."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Measured(TextChoices):
    """What of somebody is measured for jewellery."""

    RING = "ring", _("a ring, inner circumference")
    BRACELET = "bracelet", _("a bracelet, its length")
    CHAIN = "chain", _("a chain, its length")


class RingScale(TextChoices):
    """The scales on which a ring's size may be read, each under the first of the names that share it."""

    FR = "FR", "FR/EU"
    IT = "IT", "IT/ES/CH"
    US = "US", "US"
    UK = "UK", "UK"
    JP = "JP", "JP"


class ContactBy(TextChoices):
    """How a customer prefers to be reached when an order needs a word."""

    EMAIL = "email", _("By e-mail")
    PHONE = "phone", _("By telephone")

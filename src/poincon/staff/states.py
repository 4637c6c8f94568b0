"""Who at the desk may do what, by the names the house uses."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """A hat that a member of staff wears; one person may wear several."""

    OWNER = "owner", _("Owner")
    COUNTER = "counter", _("Counter")
    CATALOGUE = "catalogue", _("Catalogue")
    VIEWER = "viewer", _("Viewer")

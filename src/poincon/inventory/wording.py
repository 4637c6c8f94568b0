"""The words of this feature's refusals."""

from django.utils.translation import gettext_lazy as _

from poincon.foundation import wording


def register() -> None:
    """Give each code its words."""
    wording.register("hold_gone", _("The pieces were set aside for a limited time, which is over."))

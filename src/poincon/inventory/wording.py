"""The words of this feature's refusals."""

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from poincon.foundation import wording


def register() -> None:
    """Give each code its words."""
    wording.register("house_moved", _house_moved)
    wording.register("hold_gone", _("The pieces were set aside for a limited time, which is over."))


def _house_moved(context: Mapping[str, object]) -> str:
    return gettext(
        "What the books say is in the house went from {seen} to {house} meanwhile. Nothing has been changed:"
        " look again, then keep the count."
    ).format(**context)

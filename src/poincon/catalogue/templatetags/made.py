"""`{% change_of_mind share as words %}`: how long one may change one's mind, and that it is not for all."""

from django import template
from django.utils.translation import gettext as _

from poincon.catalogue.rules import Share
from poincon.charter import promises
from poincon.charter.queries import charter
from poincon.design.templatetags.words import speaking

register = template.Library()


@register.simple_tag
def change_of_mind(share: Share) -> str:
    """Return the time of withdrawal where it holds for something; "" where all is made for its wearer.

    Art. L221-28, 3° of the Code de la consommation excludes what is made to somebody's wishes.
    """
    if share is Share.ALL:
        return ""
    said = promises.words(charter(), "withdrawal.window_days", speaking())
    if share is Share.NONE:
        return said
    return f"{said} {_('This is not so for what is made for you: it is not taken back.')}"

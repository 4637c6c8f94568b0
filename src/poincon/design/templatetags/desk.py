"""`{% desk_form "orders_desk:ship" order.reference css="panel" %}…{% enddesk_form %}`: a form of the desk."""

import re

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

SHOWS = re.compile(r"<(select|textarea|input(?![^>]*type=\"hidden\"))\b")


@register.simple_block_tag(takes_context=True)
def desk_form(
    context: Context, content: str, to: str = "", *parts: object, css: str = "", files: bool = False
) -> SafeString:
    """Enclose a form that posts to the address called `to`, or to the page itself.

    Whoever may look at the page and not act on it reads what the form holds and finds nothing to press; a
    form that only acts is not there for them. `files` lets the form carry files.
    """
    said = SafeString(content)
    classes = format_html(' class="{}"', css) if css else ""
    if getattr(context.get("request"), "desk_acts", False):  # the desk's door has decided
        where = format_html(' action="{}"', reverse(to, args=parts)) if to else ""
        how = SafeString(' enctype="multipart/form-data"' if files else " novalidate")
        return format_html('<form method="post"{}{}{}>{}</form>', where, how, classes, said)
    if not SHOWS.search(content):
        return SafeString("")
    return format_html('<fieldset disabled class="looking {}">{}</fieldset>', css, said)

"""What a listing repeats many times over, made without the template engine, which would take too long.

Every value from outside passes through `escape`; the rest are words of this file.
"""

from decimal import Decimal
from functools import lru_cache
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from poincon.catalogue import queries as catalogue
from poincon.design import pictures
from poincon.design.shapes import Picture
from poincon.design.templatetags import parts
from poincon.design.templatetags.words import money, speaking
from poincon.pricing.templatetags import prices
from poincon.window.panel import Filter
from poincon.window.queries.listing import Shown
from poincon.window.states import Group

register = template.Library()

CARD = (
    '<li class="piece-card">{picture}<p class="maker">{brand}</p>'
    '<h3 class="name"><a href="{base}{slug}/"{tongue}>{name}</a></h3><p class="matter">{matter}</p>'
    '<p>{since}<span class="price">{price}</span>{cut}</p>{state}</li>'
)
PICK = (
    '<li><label><input type="checkbox" name="{group}" value="{value}" id="{id}"{checked}>'
    "<span{also}>{label}</span> <small>{count}</small></label></li>"
)


@register.simple_tag
def card(
    shown: Shown, base: str, sizes: str = "(min-width: 60rem) 22vw, 46vw", *, eager: bool = False
) -> SafeString:
    """Show a piece in a list; `base` is what stands before its slug in its address."""
    state = ""
    if shown.state != "in_stock":
        state = f"<p>{parts.state(shown.state, shown.said)}</p>"
    return mark_safe(  # noqa: S308 - made of escaped values
        CARD.format(
            picture=_picture(shown.first, sizes, eager),
            brand=escape(shown.brand),
            base=escape(base),
            slug=escape(shown.slug),
            tongue=f' lang="{escape(shown.tongue)}"' if shown.tongue else "",
            name=escape(shown.name),
            matter=escape(shown.matter),
            since=f'<span class="soft fine">{escape(_("from"))}</span> ' if shown.varies else "",
            price=escape(money(shown.price)),
            cut=prices.cut_beside(shown.struck, shown.percent, new=shown.struck_new, sales=shown.sales),
            state=state,
        )
    )


@lru_cache(maxsize=8192)
def _picture(picture: Picture | None, sizes: str, eager: bool) -> str:  # noqa: FBT001 - a key of the cache
    return parts.picture(picture, sizes=sizes, alt="", shape="tall", eager=eager)


@register.simple_tag
def full_size(picture: Picture) -> str:
    """Return the address of a picture's largest file, for looking closely."""
    return pictures.address(picture.stem, "webp")


@register.simple_tag
def picks(shown: Filter) -> SafeString:
    """List the values of a filter, each with its box and how many pieces are behind it."""
    lines = [
        PICK.format(
            group=shown.group,
            value=escape(choice.value),
            id=escape(choice.id),
            checked=" checked" if choice.chosen else "",
            also=_also(shown.group, choice.value),
            label=escape(choice.label),
            count=choice.count,
        )
        for choice in shown.choices
    ]
    return mark_safe("".join(lines))  # noqa: S308 - made of escaped values


def _also(group: str, value: str) -> str:
    """Return what lets the browser say a ring size on its reader's scale as well."""
    if group != Group.SIZE or not value.replace(".", "", 1).isdigit():
        return ""
    return f' data-also="{escape(catalogue.said_elsewhere(Decimal(value), speaking()))}"'

"""What the pages of the account space ask for."""

from django import template
from django.template import Context

from poincon.foundation.registries import Link, account_menu

register = template.Library()


@register.simple_tag
def space_links() -> list[Link]:
    """Return the lines of the space's menu that features registered and the house offers, in their order."""
    return [link for link in account_menu if link.offered is None or link.offered()]


@register.simple_tag(takes_context=True)
def is_here(context: Context, address: str) -> bool:
    """True when the page shown is the one at that address."""
    return bool(context["request"].path == address)

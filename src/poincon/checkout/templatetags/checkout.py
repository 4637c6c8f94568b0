"""`{% unpaid_orders %}`: on the way to an order, those that this browser has left without paying."""

from django import template
from django.template import Context

from poincon.checkout import panels

register = template.Library()


@register.inclusion_tag(panels.UNPAID, takes_context=True)
def unpaid_orders(context: Context) -> dict[str, object]:
    """Say what the cart's page says of them; nothing when there are none."""
    return panels.unpaid(context["request"], None) or {}

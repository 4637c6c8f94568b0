"""`{% waiting orders %}`: how many orders wait for pieces, and that they are written to when a day moves."""

from django import template

register = template.Library()


@register.inclusion_tag("inventory/desk/waiting.html")
def waiting(orders: int) -> dict[str, int]:
    """Say before a day is moved how many customers would read it."""
    return {"waiting": orders}

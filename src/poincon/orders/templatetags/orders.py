"""`{{ line|as_sold:"name" }}`: the words that a piece was sold under, in the page's language."""

from django import template
from django.utils.translation import get_language

from poincon.orders.models import OrderLine

register = template.Library()


@register.filter
def as_sold(line: OrderLine, name: str) -> str:
    """Return the kept text called `name`; the other language when there was none in this one (R007)."""
    language = (get_language() or "fr")[:2]
    other = "en" if language == "fr" else "fr"
    return str(line.as_sold.get(f"{name}_{language}") or line.as_sold.get(f"{name}_{other}") or "")


@register.filter
def left_of(line: OrderLine, left: dict[int, int]) -> int:
    """Return how many of a line have not left yet."""
    return left.get(line.pk, 0)

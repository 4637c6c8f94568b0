"""`{{ mm|elsewhere }}`: a ring size on the scales that readers may choose; `{% scales %}`: which they are.

`{% own_scale %}`: the one that stands for the house's own.
"""

from decimal import Decimal

from django import template

from poincon.catalogue import queries
from poincon.design.templatetags.words import speaking

register = template.Library()


@register.filter
def elsewhere(circumference_mm: Decimal | str) -> str:
    """Return what other scales say of a circumference in millimetres: "IT 14|US 6¾|UK N½|JP 14"."""
    return queries.said_elsewhere(Decimal(circumference_mm), speaking())


@register.simple_tag
def own_scale() -> str:
    return queries.own_scale()


@register.simple_tag
def scales() -> list[tuple[str, str]]:
    """Return the scales besides the house's own, with the names that share each."""
    return queries.scales_elsewhere()

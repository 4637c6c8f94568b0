"""Where a parcel would go, as the page of a piece asks it before anybody has answered."""

from django import template

from poincon.customers.addresses import Place
from poincon.customers.forms import Destination

register = template.Library()


@register.inclusion_tag("window/parts/place_fields.html")
def place_fields(place: Place) -> dict[str, object]:
    """Ask for another place than the one known; it depends on nothing else, so that it can be kept."""
    return {"destination": Destination(before=place)}

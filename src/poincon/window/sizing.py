"""What the page about sizes tells beneath its own words: the makers that size differently (R019, R020)."""

from django.http import HttpRequest

from poincon.catalogue import queries as catalogue


def brand_sizes(_request: HttpRequest, page: object) -> dict[str, object] | None:
    """Return the makers that say something of their sizes; None on other pages and where there are none."""
    makers = catalogue.brands_with_sizes() if page == "sizes" else []
    return {"makers": makers} if makers else None

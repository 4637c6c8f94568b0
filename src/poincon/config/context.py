"""What every page may use: the house, its charter, and the number of pieces in the cart."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from poincon.cart import visits
from poincon.charter.queries import charter


def shop(request: HttpRequest) -> dict[str, object]:
    """Return the house for every page; the cart is counted only by a page that shows it."""
    running = charter()
    return {
        "base_url": settings.BASE_URL,
        "house": running.house,
        "charter": running,
        "cart_count": SimpleLazyObject(lambda: visits.count(request)),
    }

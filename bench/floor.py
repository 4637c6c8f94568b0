"""The floor: what nothing costs, and what one indexed query and a page of 30 KB cost, on the same server."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from poincon.window.models import Card

ROWS = 48


def trivial(_request: HttpRequest) -> HttpResponse:
    """Two bytes, through the whole chain of middleware."""
    return HttpResponse("ok")


def page(request: HttpRequest) -> HttpResponse:
    """Forty-eight rows in index order, written by a plain loop."""
    cards = Card.objects.order_by("price_from_minor", "piece")
    shown = cards.only(
        "slug", "brand", "name_fr", "matter_fr", "price_from_minor", "availability", "first_stem"
    )
    return render(request, "bench/floor.html", {"cards": shown[:ROWS]})

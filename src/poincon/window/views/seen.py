"""The pieces that a browser remembers having shown: it names them itself, nothing of it is kept here."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from poincon.design.pages import page
from poincon.foundation import clock
from poincon.window import words
from poincon.window.queries import similar

MOST = 8
LONGEST_SLUG = 120


@require_safe
def seen(request: HttpRequest) -> HttpResponse:
    """The pieces named in the address that are on show, in that order; at most eight."""
    named = [slug[:LONGEST_SLUG] for slug in request.GET.getlist("piece")][:MOST]
    found = similar.named(named, language=words.speaking(), at=clock.now())
    piece_base = reverse("window:piece", args=["-"]).removesuffix("-/")
    return page(request, "window/shop/seen.html", {"found": found, "piece_base": piece_base}, part="pieces")

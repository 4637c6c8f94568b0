"""Suggestions while somebody types: a part of a page, the same for everybody."""

import time

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from poincon.foundation import clock
from poincon.foundation.pace import Pace
from poincon.window import words
from poincon.window.queries.suggesting import suggested
from poincon.window.rules import wishes

FRESH = "public, max-age=60"
PACE = Pace(burst=60, per_second=4)  # faster than anybody types
WAIT = "5"


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Offer pieces, shelves and makers for the words begun; without cookies, so that a cache may keep it.

    429 to whoever asks faster than people type.
    """
    if not PACE.allows(get_adapter().get_client_ip(request), time.monotonic()):
        return HttpResponse(status=429, headers={"Retry-After": WAIT, "Cache-Control": "no-store"})
    language, asked = words.speaking(), wishes.read({"q": request.GET.getlist("q")}).words
    told = suggested(asked, language, at=clock.now())
    context = {
        "told": told,
        "summary": words.suggestions(told.total),
        "piece_base": reverse("window:piece", args=["-"]).removesuffix("-/"),
        "brand_base": reverse("window:brand", args=["-"]).removesuffix("-/"),
        "search": reverse("window:search"),
    }
    body = render_to_string("window/parts/suggestions.html", context)
    return HttpResponse(body, headers={"Cache-Control": FRESH, "X-Robots-Tag": "noindex"})

"""When a piece would be in another country, by every way of sending it there."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from poincon.catalogue import sheets
from poincon.customers import queries as customers
from poincon.design.pages import page
from poincon.foundation import clock
from poincon.foundation.languages import spoken
from poincon.window import addresses, words
from poincon.window.queries import piece as pieces


@require_safe
def arrival(request: HttpRequest, slug: str) -> HttpResponse:
    """The days on which a piece would be in the country asked for; 404 for a piece that is not on show."""
    row = sheets.sheet(slug)
    if row is None or row.withdrawn:
        raise Http404
    country = request.GET.get("country", "")
    if country not in customers.delivered_countries():
        country = ""
    language, at = words.speaking(), clock.now()
    found = pieces.offering(row.variants, language=language, at=at, country=country)
    context = {
        "piece": row,
        "name": spoken(row, "name"),
        "offering": found,
        "country": country or pieces.likely_country(),
        "canonical": addresses.whole(reverse("window:piece", args=[row.slug])),
    }
    return page(request, "window/shop/arrival.html", context, part="answer")

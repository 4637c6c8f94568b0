"""When a piece would be at somebody's postcode, by every way of sending it there."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from poincon.cart import visits
from poincon.catalogue import sheets
from poincon.customers.forms import Destination
from poincon.design.pages import page
from poincon.foundation import clock
from poincon.foundation.languages import spoken
from poincon.window import addresses, words
from poincon.window.queries import piece as pieces


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def arrival(request: HttpRequest, slug: str) -> HttpResponse:
    """The days on which a piece would be at the place told; 404 for a piece that is not on show.

    The place is told in the body, so that no log of addresses keeps a postcode, and is kept with the cart.
    """
    row = sheets.sheet(slug)
    if row is None or row.withdrawn:
        raise Http404
    language, at, before = words.speaking(), clock.now(), visits.place_of(request)
    form = Destination(request.POST if request.method == "POST" else None, before=before)
    place = form.place() if form.is_valid() else before
    shown, offering = (
        pieces.offering(row.variants, language=language, at=at, engraving=row.engraving, place=there)
        for there in (before, place)
    )
    context = {
        "piece": row,
        "name": spoken(row, "name"),
        "offering": offering,
        "terms_fit": shown.numbered == offering.numbered,
        "place": place,
        "answered": form.is_valid() or not form.is_bound,
        "destination": form,
        "canonical": addresses.whole(reverse("window:piece", args=[row.slug])),
    }
    status = 422 if form.is_bound and not form.is_valid() else 200
    answer = page(request, "window/shop/arrival.html", context, part="asked", status=status)
    if form.is_valid():
        cart = visits.cart_for(request, at)
        visits.deliver_to(request, cart, place, at=at)
        visits.remember(answer, cart)
    return answer

"""The cart's page and the three things that can be done there."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from poincon.cart import actions, queries, visits
from poincon.cart.actions import BadQuantity
from poincon.cart.forms import Choice, Line
from poincon.cart.words import SAID
from poincon.catalogue.sheets import sheets_of
from poincon.charter import queries as charters
from poincon.customers.forms import Destination
from poincon.design.pages import page
from poincon.foundation import clock, registries, wording
from poincon.foundation.panels import drawn
from poincon.kernel.refusal import Refusal
from poincon.pricing.queries import NoVatRate


@never_cache
@require_GET
def view(request: HttpRequest) -> HttpResponse:
    """Show the cart with today's prices, stock and delivery. Nothing is written."""
    return _shown(request)


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Put a piece into the cart, then show the cart."""
    form = Choice(request.POST)
    if not form.is_valid():
        return _refused(request, BadQuantity())
    cart = visits.cart_for(request, clock.now())
    try:
        actions.add(
            cart=cart, variant_id=form.cleaned_data["variant"], quantity=form.wanted(1), at=clock.now()
        )
    except actions.NotForSale as refusal:
        sheets = sheets_of([form.cleaned_data["variant"]]).values()
        gone = next((one.slug for one in sheets if one.withdrawn), None)
        return redirect("window:piece", gone) if gone else _refused(request, refusal)
    except Refusal as refusal:
        return _refused(request, refusal)
    messages.success(request, _("It is in your cart."))
    response = redirect("cart:added")
    visits.remember(response, cart)
    return response


@never_cache
@require_GET
def added(request: HttpRequest) -> HttpResponse:
    """Show the cart after an addition: a browser that brings no cart back refuses cookies (R021)."""
    return _shown(request, forgetful=visits.cart_of(request) is None)


@require_POST
def change(request: HttpRequest) -> HttpResponse:
    """Set the quantity of a piece, or take it out."""
    form, cart = Line(request.POST), visits.cart_of(request)
    if not form.is_valid() or cart is None:
        return _refused(request, BadQuantity())
    line_id, quantity = form.cleaned_data["line"], form.cleaned_data["quantity"]
    try:
        actions.change(cart=cart, line_id=line_id, quantity=quantity, at=clock.now())
    except Refusal as refusal:
        return _refused(request, refusal)
    return redirect("cart:view")


@require_POST
def deliver_to(request: HttpRequest) -> HttpResponse:
    """Reckon the delivery for another country, or for a postcode there."""
    form, cart = Destination(request.POST, before=visits.place_of(request)), visits.cart_of(request)
    if not form.is_valid():
        return _shown(request, destination=form, status=422)
    if cart is not None:
        visits.deliver_to(request, cart, form.place(), at=clock.now())
    return redirect("cart:view")


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return _shown(request, refusal=wording.words(refusal), status=refusal.status)


def _shown(
    request: HttpRequest,
    *,
    refusal: str = "",
    forgetful: bool = False,
    destination: Destination | None = None,
    status: int = 200,
) -> HttpResponse:
    place, at = visits.place_of(request), clock.now()
    shown = queries.view(visits.cart_of(request), at=at, country=place.country, postcode=place.postcode)
    context = {
        "cart": shown,
        "lines": [(line, SAID.get(line.said) if line.said else "") for line in shown.lines],
        "destination": destination or Destination(before=place),
        "there": queries.there(shown, at=at),
        "means": charters.charter().payments.means,
        "refusal": refusal,
        "untaxed": "" if shown.taxation else wording.words(NoVatRate()),
        "forgetful": forgetful,
        "panels": drawn(registries.cart_panels, request, not shown.lines),
    }
    return page(request, "cart/shop/cart.html", context, status=status)

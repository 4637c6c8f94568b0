"""The wishlist's page, what can be done there and on the page of a piece, and what others see of it."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from poincon.design.pages import Part, page, see_other, wants_part
from poincon.design.templatetags.words import speaking
from poincon.foundation import clock, wording
from poincon.kernel.refusal import Refusal
from poincon.wishlist import actions, queries, visits
from poincon.wishlist.models import Wishlist

type View = Callable[..., HttpResponse]
ON_THE_LIST = "list"  # where a form says that it was pressed on the list, not on the page of a piece


def where_offered(view: View) -> View:
    """Let there be no such page in a house without wishlists."""

    @wraps(view)
    def answer(request: HttpRequest, **parts: str) -> HttpResponse:
        if not queries.offered():
            raise Http404
        return view(request, **parts)

    return answer


@never_cache
@require_GET
@where_offered
def view(request: HttpRequest) -> HttpResponse:
    """Show one's own list. Nothing is written."""
    return _shown(request, visits.wishlist_of(request))


@require_POST
@where_offered
def keep(request: HttpRequest) -> HttpResponse:
    """Put a piece on the list."""
    slug, at = request.POST.get("piece", "")[:120], clock.now()
    wishlist = visits.wishlist_for(request, at)
    try:
        actions.keep(wishlist=wishlist, slug=slug, at=at)
    except Refusal as refusal:
        return _shown(request, wishlist, refusal)
    response = _done(request, slug, kept=True)
    visits.remember(response, wishlist)
    return response


@require_POST
@where_offered
def drop(request: HttpRequest) -> HttpResponse:
    """Take a piece off the list."""
    slug, wishlist = request.POST.get("piece", "")[:120], visits.wishlist_of(request)
    if wishlist:
        actions.drop(wishlist=wishlist, slug=slug, at=clock.now())
    return _done(request, slug, kept=False)


@require_POST
@where_offered
def choose_size(request: HttpRequest) -> HttpResponse:
    """Write a size to a piece on the list, or take it off."""
    slug, wishlist = request.POST.get("piece", "")[:120], visits.wishlist_of(request)
    told = request.POST.get("variant", "")
    number = int(told) if told.isdecimal() and len(told) < 19 else 0
    if wishlist is None:
        return see_other("wishlist:view")
    try:
        actions.choose_size(wishlist=wishlist, slug=slug, variant_id=number if told else None, at=clock.now())
    except Refusal as refusal:
        return _shown(request, wishlist, refusal)
    return see_other("wishlist:view")


@require_POST
@where_offered
def show(request: HttpRequest) -> HttpResponse:
    """Let others look at the list under a secret address."""
    if wishlist := visits.wishlist_of(request):
        actions.show(wishlist=wishlist, at=clock.now())
    return see_other("wishlist:view")


@require_POST
@where_offered
def hide(request: HttpRequest) -> HttpResponse:
    """Let nobody else look at the list any more."""
    if wishlist := visits.wishlist_of(request):
        actions.hide(wishlist=wishlist, at=clock.now())
        messages.success(request, _("Your list is yours alone again: its address leads nowhere now."))
    return see_other("wishlist:view")


@never_cache
@require_GET
@where_offered
def shown(request: HttpRequest, secret: str) -> HttpResponse:
    """Show somebody else's list, without saying whose; the secret in the address is what lets one in."""
    wishlist = queries.shown_as(secret)
    if wishlist is None:
        return page(request, "wishlist/shop/hidden.html", status=404)
    response = page(request, "wishlist/shop/shown.html", _pieces(wishlist))
    response["Referrer-Policy"] = "no-referrer"
    return response


def _shown(request: HttpRequest, wishlist: Wishlist | None, refusal: Refusal | None = None) -> HttpResponse:
    secret = wishlist.shown_as if wishlist else None
    before = queries.shown_before(wishlist) if wishlist else []
    context = {
        **(_pieces(wishlist) if wishlist else {"liked": []}),
        "address": _address(request, secret) if secret else "",
        "earlier": [_address(request, one) for one in before],
        "refusal": wording.words(refusal) if refusal else "",
    }
    return page(request, "wishlist/shop/wishlist.html", context, status=refusal.status if refusal else 200)


def _address(request: HttpRequest, secret: str) -> str:
    return request.build_absolute_uri(reverse("wishlist:shown", args=[secret]))


def _pieces(wishlist: Wishlist) -> dict[str, object]:
    liked = queries.liked(wishlist, language=speaking(), at=clock.now())
    return {"liked": liked, "piece_base": reverse("window:piece", args=["-"]).removesuffix("-/")}


def _done(request: HttpRequest, slug: str, *, kept: bool) -> HttpResponse:
    """Lead back to where the heart was pressed, or answer it in place."""
    if wants_part(request):
        return Part(render_to_string("wishlist/parts/heart.html", {"slug": slug, "kept": kept}, request))
    if request.POST.get("from") == ON_THE_LIST or not slug:
        return see_other("wishlist:view")
    messages.success(
        request, _("It is on your wishlist.") if kept else _("It is no longer on your wishlist.")
    )
    return see_other("window:piece", slug)

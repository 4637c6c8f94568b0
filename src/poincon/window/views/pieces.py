"""The page of a piece, and what is said of one that is gone."""

import json
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from poincon.cart import actions as carts
from poincon.cart import visits
from poincon.catalogue import made_words, rules, sheets
from poincon.catalogue import queries as catalogue
from poincon.catalogue.rules import Wish
from poincon.catalogue.sheets import Sheet
from poincon.charter import queries as charters
from poincon.customers import queries as customers
from poincon.design.pages import page, wants_part
from poincon.foundation import clock, registries, wording
from poincon.foundation.languages import spoken
from poincon.foundation.panels import drawn
from poincon.kernel.refusal import Refusal
from poincon.window import addresses, measures, wearer, words
from poincon.window.offers import Choice, Offering
from poincon.window.queries import piece as pieces
from poincon.window.queries import similar
from poincon.window.structured import discontinued, product
from poincon.window.wearer import Asked, NothingChosen

ESCAPES = {">": "\\u003E", "<": "\\u003C", "&": "\\u0026"}


@require_safe
def piece(request: HttpRequest, slug: str) -> HttpResponse:
    """A piece with the price and availability of this minute; 410 once its maker has stopped it."""
    row = sheets.sheet(slug)
    if row is None:
        if present := catalogue.piece_moved(slug):
            return addresses.moved(request, reverse("window:piece", args=[present]))
        raise Http404
    if row.withdrawn:
        return _gone(request, row)
    return _shown(request, row, Asked(None, Wish()))


def _gone(request: HttpRequest, row: Sheet) -> HttpResponse:
    """Say that a piece is no longer made, to people and to search engines, and show what is near it."""
    url = addresses.whole(reverse("window:piece", args=[row.slug]))
    told = _script(discontinued(row, words.speaking(), url))
    context = {**_beside(row, clock.now()), "structured": told}
    return page(request, "window/shop/withdrawn.html", context, status=410)


@never_cache
@require_POST
def made(request: HttpRequest, slug: str) -> HttpResponse:
    """Put a piece, made as its wearer wishes, into the cart; or only show how the words would look."""
    row = sheets.sheet(slug)
    if row is None:
        raise Http404
    if row.withdrawn:
        return redirect("window:piece", slug)
    asked = wearer.read(request, row)
    if "look" in request.POST:
        return _shown(request, row, asked, wearer.fault(row, asked.wish))
    try:
        return _added(request, asked)
    except Refusal as refusal:
        return _shown(request, row, asked, refusal)


def _added(request: HttpRequest, asked: Asked) -> HttpResponse:
    if asked.choice is None:
        raise NothingChosen
    at = clock.now()
    cart = visits.cart_for(request, at)
    carts.add(cart=cart, variant_id=asked.choice.id, quantity=1, at=at, wish=asked.wish)
    messages.success(request, _("It is in your cart."))
    response = redirect("cart:added")
    visits.remember(response, cart)
    return response


def _beside(row: Sheet, at: datetime) -> dict[str, object]:
    language = words.speaking()
    near = similar.similar(row.id, row.category_id, row.kind, language=language, at=at)
    return {
        "piece": row,
        "name": spoken(row, "name"),
        "matter": spoken(row, "matter"),
        "near": near,
        "piece_base": reverse("window:piece", args=["-"]).removesuffix("-/"),
    }


def _shown(request: HttpRequest, row: Sheet, asked: Asked, refusal: Refusal | None = None) -> HttpResponse:
    """Answer with the page of a piece, or with the preview alone where that was asked for."""
    lettering = wearer.lettering(row, asked.wish)
    told = {
        "lettering": lettering,
        "refusal": wording.words(refusal) if refusal else "",
        "at_fault": made_words.AT_FAULT.get(refusal.code, "") if refusal else "",
    }
    status = refusal.status if refusal else 200
    if "look" in request.POST and wants_part(request):
        return page(request, "window/shop/piece.html", told, part="preview", status=status)
    at, language, path = clock.now(), words.speaking(), reverse("window:piece", args=[row.slug])
    place = visits.place_of(request)
    offering = pieces.offering(row.variants, language=language, at=at, engraving=row.engraving, place=place)
    pictures, facts = pieces.pictures(row, language), pieces.facts(row, language, on=clock.local_day(at))
    structured = product(row, offering, pictures, language, addresses.whole(path))
    wanted = _wanted(request, row, offering)
    context = {
        **_beside(row, at),
        **told,
        "pictures": pictures,
        "to_scale": measures.beside_coin(row.kind, row.height_mm, row.width_mm),
        "story": pieces.story(row, language),
        "own_sizes": pieces.own_sizes(row, language),
        "guide": pieces.guide(row),
        "care": "-".join(rules.care_of(row.facts)),
        "offering": offering,
        "companions": similar.companions(row.id, language=language, at=at),
        "place": place,
        "usual_place": pieces.likely_place(),
        "panels": drawn(registries.piece_panels, request, row),
        "chosen": asked.choice.id if asked.choice else _chosen(request, row, wanted),
        "missed": wanted if wanted and wanted.sold_out and offering.buyable else None,
        "size_mm": asked.wish.size_mm,
        "to_measure": wearer.sizes(row),
        "labels": _labels(offering, language),
        "legend": words.legend(
            [one.parts(language) for one in row.variants], makers_sizes=pieces.makers_sizes(row)
        ),
        "makers_sizes": pieces.makers_sizes(row),
        "facts": [(words.FACTS[fact.code], fact.values) for fact in facts],
        "canonical": addresses.whole(path),
        "structured": _script(structured),
        "image": next(iter(structured["image"]), ""),
    }
    return page(request, "window/shop/piece.html", context, status=status)


def _labels(offering: Offering, language: str) -> str:
    dearest = max((one.price for one in offering.told), default=None)
    return charters.label_words(dearest, language) if dearest else ""


def _wanted(request: HttpRequest, row: Sheet, offering: Offering) -> Choice | None:
    """Return what the address asks for by its size or article number; of two alike, one that is there."""
    article, size = (request.GET.get(name, "") for name in ("article", "size"))
    pks = {one.id for one in row.variants if article and one.sku == article}
    found = [one for one in offering.choices if one.variant_id in pks or (size and one.value == size)]
    return min(found, key=lambda one: one.sold_out, default=None)


def _chosen(request: HttpRequest, row: Sheet, wanted: Choice | None) -> int | None:
    return wanted.variant_id if wanted else _own_choice(request, row)


def _own_choice(request: HttpRequest, row: Sheet) -> int | None:
    """Return the variant in the size that a customer has us remember; None where not just one is so.

    No maker's own way of counting is guessed.
    """
    kind = words.MEASURED.get(row.kind)
    if kind is None or pieces.makers_sizes(row) or not request.user.is_authenticated:
        return None
    own = customers.own_size(customers.customer_of(request.user), kind)
    fitting = [one.id for one in row.variants if own and own in (one.circumference_mm, one.length_mm)]
    return fitting[0] if len(fitting) == 1 else None


def _script(data: dict[str, object]) -> SafeString:
    """Return JSON that no text inside can break out of a script element with."""
    told = json.dumps(data, ensure_ascii=False)
    for sign, escaped in ESCAPES.items():
        told = told.replace(sign, escaped)
    return mark_safe(told)  # noqa: S308 - escaped just now

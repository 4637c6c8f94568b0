"""The page of a piece, and what is said of one that is gone."""

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from poincon.catalogue import queries as catalogue
from poincon.catalogue import rules, sheets
from poincon.design.pages import page
from poincon.foundation import clock, registries
from poincon.foundation.languages import spoken
from poincon.foundation.panels import drawn
from poincon.window import addresses, words
from poincon.window.queries import piece as pieces
from poincon.window.queries import similar
from poincon.window.structured import product

ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@require_safe
def piece(request: HttpRequest, slug: str) -> HttpResponse:
    """A piece with the price and availability of this minute; 410 once its maker has stopped it."""
    row, at, language = sheets.sheet(slug), clock.now(), words.speaking()
    if row is None:
        if present := catalogue.piece_moved(slug):
            return addresses.moved(request, reverse("window:piece", args=[present]))
        raise Http404
    near = similar.similar(row.id, row.category_id, row.kind, language=language, at=at)
    context = {
        "piece": row,
        "name": spoken(row, "name"),
        "matter": spoken(row, "matter"),
        "near": near,
        "piece_base": reverse("window:piece", args=["-"]).removesuffix("-/"),
    }
    if row.withdrawn:
        return page(request, "window/shop/withdrawn.html", context, status=410)
    offering = pieces.offering(row.variants, language=language, at=at)
    pictures, facts = pieces.pictures(row, language), pieces.facts(row, language, on=clock.local_day(at))
    told = product(row, offering, pictures, language, addresses.whole(request.path))
    return page(
        request,
        "window/shop/piece.html",
        {
            **context,
            "pictures": pictures,
            "story": pieces.story(row, language),
            "own_sizes": pieces.own_sizes(row, language),
            "guide": pieces.guide(row),
            "care": "-".join(rules.care_of(row.facts)),
            "offering": offering,
            "panels": drawn(registries.piece_panels, request, row),
            "legend": words.legend([one.parts(language) for one in row.variants]),
            "facts": [(words.FACTS[fact.code], fact.values) for fact in facts],
            "asked_size": request.GET.get("size", ""),
            "canonical": addresses.whole(request.path),
            "structured": _script(told),
            "image": next(iter(told["image"]), ""),
        },
    )


def _script(data: dict[str, object]) -> SafeString:
    """Return JSON that no text inside can break out of a script element with."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(ESCAPES))  # noqa: S308 - escaped just now

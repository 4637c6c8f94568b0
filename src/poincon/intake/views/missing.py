"""The desk's page about what pieces lack, counted across all of them, each with the way to its field."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from poincon.catalogue import queries
from poincon.design.pages import page
from poincon.intake import reading
from poincon.intake.words import STATES
from poincon.staff.policies import desk

PER_PAGE = 25
OF_SUPPLIERS = frozenset({"not_direct", "provenance_missing"})
FILTERS = ("code", "state", "brand", "supplier", "blocks")


@require_GET
@desk(role="catalogue")
def listing(request: HttpRequest) -> HttpResponse:
    """Count what pieces lack, and list those that lack it; narrowed by state, brand and supplier."""
    asked = {name: request.GET.get(name, "")[:40] for name in FILTERS}
    narrowed = {name: asked[name] for name in ("state", "brand", "supplier")}
    found = queries.lacking(asked["code"], **narrowed, blocks=asked["blocks"] == "1")
    shown: Page[Any] = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "asked": asked,
        "page": shown,
        "rows": reading.lacking(shown, asked["code"]),
        "lacks": [
            (one, queries.reason_words(one.code), _query(request, one.code))
            for one in queries.lacks(**narrowed)
        ],
        "everything": _query(request, ""),
        "to_source": _unsourced(asked) if asked["code"] in OF_SUPPLIERS else "",
        "states": list(STATES.items())[:2],
        "brands": [(str(one.pk), one.name) for one in queries.brands()],
        "suppliers": [(str(one.pk), one.name) for one in queries.suppliers()],
    }
    return page(request, "intake/desk/missing.html", context, part="list")


def _unsourced(asked: dict[str, str]) -> str:
    """Return the query of the list of pieces whose supplier nobody has named, narrowed as this page is."""
    return f"?{urlencode({'supplier': queries.UNNAMED, 'state': asked['state'], 'brand': asked['brand']})}"


def _query(request: HttpRequest, code: str) -> str:
    """Return the address of this page with another thing to look for, and back on its first page."""
    left = request.GET.copy()
    left.pop("page", None)
    left["code"] = code
    return f"?{left.urlencode()}"

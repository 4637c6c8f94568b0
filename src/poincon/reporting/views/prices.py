"""The proof of a price: who asked what and when, and what each order paid."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_GET

from poincon.catalogue import queries as catalogue
from poincon.design.pages import page
from poincon.pricing import queries as pricing
from poincon.reporting import proving, queries
from poincon.staff.policies import desk

LONGEST = 80


@require_GET
@desk(role="catalogue")
def prices(request: HttpRequest) -> HttpResponse:
    """Show the history of an article's price beside its orders, and what was asked at a moment."""
    sku, typed = request.GET.get("sku", "").strip()[:LONGEST], request.GET.get("at", "")[:LONGEST]
    variant, at = catalogue.variants_by_sku([sku]).get(sku), _moment(typed)
    context: dict[str, object] = {"sku": sku, "typed": typed if at else "", "proof": queries.last_proof()}
    if variant is not None:
        context |= {
            "variant": variant,
            "at": at,
            "asked": pricing.price_at(variant, at) if at else None,
            "history": pricing.told_entries(variant),
            "sold": proving.of_variant(variant),
        }
    return page(request, "reporting/desk/prices.html", context)


def _moment(typed: str) -> datetime | None:
    """Read a moment on the shop's clock; None for none, or for one that is no moment."""
    try:
        found = parse_datetime(typed)
    except ValueError:
        return None
    return timezone.make_aware(found) if found and timezone.is_naive(found) else found

"""Asking to be told, confirming it, and stopping it: nobody needs an account or a script."""

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from poincon.alerts import actions, forms, mails, queries, seals
from poincon.catalogue import queries as catalogue
from poincon.catalogue.queries import VariantFacts
from poincon.charter.queries import charter
from poincon.design.pages import page, see_other
from poincon.foundation import clock


@never_cache
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Take a wish from the page of a piece; everybody is answered the same, known or not."""
    if not charter().stock.alerts:
        raise Http404
    if request.method == "GET":
        return see_other("window:everything")
    form = forms.Wish(request.POST)
    facts = _variant(form)
    if facts is None:
        raise Http404
    if not form.is_valid():
        return page(request, "alerts/shop/new.html", _told(facts) | {"form": form}, part="form", status=422)
    email: str = form.cleaned_data["email"]
    limited: HttpResponse | None = ratelimit.consume_or_429(request, action="alert", key=email)
    return limited or _ask(request, facts, email, form.cleaned_data["scale"])


@never_cache
@require_GET
def noted(request: HttpRequest) -> HttpResponse:
    return page(request, "alerts/shop/noted.html")


@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, seal: str) -> HttpResponse:
    """Show what is to be confirmed on GET, since mail readers open links by themselves; confirm on POST."""
    row = queries.sealed_one(seals.CONFIRM, seal)
    try:
        if request.method == "POST":
            row = actions.confirm(seal=seal, at=clock.now())
    except actions.AlertOver as refusal:
        return page(request, "alerts/shop/over.html", status=refusal.status)
    if row is None:
        return page(request, "alerts/shop/over.html", status=actions.AlertOver.status)
    context = _told(_facts(row.variant_id), row.ring_scale) | {
        "row": row,
        "stop": seals.sealed(seals.STOP, row.pk),
    }
    return page(request, "alerts/shop/confirm.html", context)


@csrf_exempt  # a mail program posts here by itself (RFC 8058); the seal proves that it is its reader's
@never_cache
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, seal: str) -> HttpResponse:
    """Show what would be stopped on GET, stop it on POST; stopping again finds it stopped."""
    row = queries.sealed_one(seals.STOP, seal)
    try:
        if request.method == "POST":
            actions.stop(seal=seal, at=clock.now())
    except actions.AlertOver as refusal:
        return page(request, "alerts/shop/over.html", status=refusal.status)
    if request.method == "POST" or row is None:
        return page(request, "alerts/shop/stopped.html")
    return page(request, "alerts/shop/stop.html", _told(_facts(row.variant_id), row.ring_scale))


def _ask(request: HttpRequest, facts: VariantFacts, email: str, scale: str) -> HttpResponse:
    language = (get_language() or "fr")[:2]
    try:
        actions.ask(variant_id=facts.id, email=email, language=language, scale=scale, at=clock.now())
    except actions.NotAwaited:
        messages.info(request, _("Good news: this piece is not sold out any more."))
        return HttpResponseRedirect(reverse("window:piece", args=[facts.slug]))
    return see_other("alerts:noted")


def _variant(form: forms.Wish) -> VariantFacts | None:
    """Return the variant that is meant, also when the address beside it is wrong."""
    form.full_clean()
    pk = form.cleaned_data.get("variant")
    return catalogue.variant_facts([pk]).get(pk) if pk else None


def _facts(variant_id: int) -> VariantFacts:
    return catalogue.variant_facts([variant_id])[variant_id]


def _told(facts: VariantFacts, scale: str = "") -> dict[str, object]:
    name = mails.name_of(facts, (get_language() or "fr")[:2], scale)
    return {"facts": facts, "name": name, "piece": reverse("window:piece", args=[facts.slug])}

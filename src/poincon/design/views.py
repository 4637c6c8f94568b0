"""The pages that say no, and the living page of the design."""

import re
import sys

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

from poincon.design import sample
from poincon.design.pages import page
from poincon.foundation import health
from poincon.foundation.registries import ways_on

APART = re.compile(r"[\W_]+")
LONGEST = 60


def style(request: HttpRequest) -> HttpResponse:
    """Every token, type and component in every state, with sample data."""
    return page(request, "design/style.html", sample.context(request))


def style_faults(request: HttpRequest) -> HttpResponse:
    """The sample form as it comes back when it cannot be accepted: 422 with the faults."""
    return page(request, "design/style.html", sample.context(request, sent=True), part="form", status=422)


@requires_csrf_token
def bad_request(request: HttpRequest, exception: object = None) -> HttpResponse:  # noqa: ARG001 - Django's shape
    return _no(request, 400)


@requires_csrf_token
def forbidden(request: HttpRequest, exception: object = None) -> HttpResponse:  # noqa: ARG001 - Django's shape
    return _no(request, 403)


@requires_csrf_token
def not_found(request: HttpRequest, exception: object = None) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Nothing stands there: lead for good to what once did, or offer the words of the address as a search."""
    if request.method in {"GET", "HEAD"} and (path := _way_on(request)):
        return HttpResponsePermanentRedirect(path)
    return page(request, "design/errors/404.html", {"sought": words_of(request.path)}, status=404)


def _way_on(request: HttpRequest) -> str | None:
    return next((path for way in ways_on if (path := way.leads(request))), None)


def words_of(path: str) -> str:
    """Return the words of the last part of an address: "/bijou/bague-aurore-12.html" tells "bague aurore".

    What holds a figure is a number or a key, and no word.
    """
    last = next((part for part in reversed(path.split("/")) if part), "")
    words = [word for word in APART.split(last.partition(".")[0]) if word.isalpha() and len(word) > 1]
    return " ".join(words)[:LONGEST].strip()


def too_many(request: HttpRequest, exception: object = None) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Somebody asked too often; allauth's own limits answer with this page too."""
    return _no(request, 429)


def another_site(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's shape
    """A form that was not sent from one of our pages, or from one that was open for too long."""
    return page(request, "design/errors/another_site.html", status=403)


def server_error(_request: HttpRequest) -> HttpResponse:
    """Something broke, or the database is away: a page without it or a context, in both languages."""
    if not isinstance(sys.exception(), health.AWAY):
        return HttpResponse(render_to_string("design/errors/500.html"), status=500)
    headers = {"Retry-After": str(health.RETRY_SECONDS), "Cache-Control": "no-store"}
    return HttpResponse(render_to_string("design/errors/503.html"), status=503, headers=headers)


def _no(request: HttpRequest, status: int) -> HttpResponse:
    return page(request, f"design/errors/{status}.html", status=status)

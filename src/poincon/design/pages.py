"""One view, two answers: the page, or the part of it that htmx asked for."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails

HEADERS = ("HX-Request", "HX-Boosted", "HX-History-Restore-Request")


class Part(HttpResponse):
    """An answer that is meant to be swapped into a page, whatever its status."""


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, object] | None = None,
    *,
    part: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render `template`, or only its `{% partialdef part %}` when htmx asked for a fragment.

    An invalid form answers with status 422, a refusal with its own; htmx shows both in place.
    """
    if part and wants_part(request):
        response: HttpResponse = Part(
            render_to_string(f"{template}#{part}", dict(context or {}), request), status=status
        )
    else:
        response = HttpResponse(render_to_string(template, dict(context or {}), request), status=status)
    patch_vary_headers(response, HEADERS)
    return response


class SeeOther(HttpResponseRedirect):
    """What was posted is done: the browser is to look at another page (RFC 9110, 15.4.4)."""

    status_code = 303


def see_other(name: str, *parts: object) -> SeeOther:
    """Lead on from a form that was carried out to the page called `name`."""
    return SeeOther(reverse(name, args=parts))


def wants_part(request: HttpRequest) -> bool:
    """True for an htmx request that will swap a fragment: not a boosted link, not history."""
    htmx = getattr(request, "htmx", None)
    return (
        isinstance(htmx, HtmxDetails) and bool(htmx) and not htmx.boosted and not htmx.history_restore_request
    )

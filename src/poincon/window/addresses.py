"""The same page in the shop's other languages, and whole addresses for machines that read the page."""

from collections.abc import Callable, Sequence
from functools import wraps
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import override

from poincon.design.pages import wants_part
from poincon.window.rules import wishes


def alternates(name: str, arguments: Callable[[str], Sequence[object]]) -> dict[str, str]:
    """Return the page's address in each language; `arguments` gives those of the address in a language."""
    found: dict[str, str] = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found[code] = reverse(name, args=arguments(code))
    return found


def whole(path: str) -> str:
    """Return the public address of a path."""
    return f"{settings.BASE_URL}{path}"


def moved(request: HttpRequest, path: str) -> HttpResponsePermanentRedirect:
    """Lead for good to where a page stands now, with all that was asked of it."""
    asked = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{path}?{asked}" if asked else path)


def in_order(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Have a listing answer at one address, however its filters were put together.

    A form without JavaScript sends every empty field along: such an address leads to the short one. What is
    swapped into the page tells the browser that address.
    """

    @wraps(view)
    def ordered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        asked = request.META.get("QUERY_STRING", "")
        pairs = parse_qsl(asked, keep_blank_values=True) if asked else []
        if wishes.is_in_order(pairs):
            return view(request, *args, **kwargs)
        told = urlencode(wishes.in_order(pairs), errors="surrogatepass")
        address = f"{request.path}?{told}" if told else request.path
        if not wants_part(request):
            return HttpResponseRedirect(address)
        response = view(request, *args, **kwargs)
        response["HX-Push-Url"] = address
        return response

    return ordered


def canonical(request: HttpRequest, page: int = 1) -> str:
    """Return the one address of a listing's page: without filters, with its number."""
    return whole(request.path) + (f"?page={page}" if page > 1 else "")

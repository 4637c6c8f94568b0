"""The same page in the shop's other languages, and whole addresses for machines that read the page."""

from collections.abc import Callable, Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import override


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


def canonical(request: HttpRequest, page: int = 1) -> str:
    """Return the one address of a listing's page: without filters, with its number."""
    return whole(request.path) + (f"?page={page}" if page > 1 else "")

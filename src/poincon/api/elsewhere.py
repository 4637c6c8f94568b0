"""Pages of other sites that may read what everybody may: the house's own magazine, a maker's shop window.

Only the endpoints that a feature shares, only origins that the settings name letter by letter, and never with
cookies or a token: what such a page learns is what anybody learns who opens the address.
"""

from collections.abc import Callable, Iterable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers

METHODS = "GET"
HEADERS = "Accept-Language, Content-Type"
TOLD = "Content-Language, Retry-After"
A_WHILE = "600"  # seconds for which a browser need not ask again

_shared: set[str] = set()


def share(names: Iterable[str]) -> None:
    """Let the endpoints of these names be read by pages of the origins that the settings name."""
    _shared.update(names)


def read(name: str | None, view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Return the view of an address, with what browsers are told so that another site's page may read it."""
    if name not in _shared:
        return view

    @wraps(view)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not settings.API_ORIGINS:
            return view(request, *args, **kwargs)
        origin = request.headers.get("Origin", "")
        known = origin in settings.API_ORIGINS
        answer = _before() if known and _asks_first(request) else view(request, *args, **kwargs)
        if known:
            answer.headers["Access-Control-Allow-Origin"] = origin
            answer.headers["Access-Control-Expose-Headers"] = TOLD
        patch_vary_headers(answer, ["Origin"])
        return answer

    answered.csrf_exempt = True  # type: ignore[attr-defined]  # as the view itself
    return answered


def _asks_first(request: HttpRequest) -> bool:
    """Tell whether a browser asks what it may ask, before it does."""
    return request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers


def _before() -> HttpResponse:
    answer = HttpResponse(status=204)
    answer.headers["Access-Control-Allow-Methods"] = METHODS
    answer.headers["Access-Control-Allow-Headers"] = HEADERS
    answer.headers["Access-Control-Max-Age"] = A_WHILE
    return answer

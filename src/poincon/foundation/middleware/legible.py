"""Refuse what no column can hold: the NUL character, and halves of characters that belong in pairs.

PostgreSQL keeps neither in a text. Nobody types them, so a request that carries one is refused as a whole,
before a view looks for it or stores it; and so is one that asks for more than a thousand things at once.
"""

from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any, cast

from django.conf import settings
from django.core.exceptions import BadRequest, TooManyFieldsSent
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.urls import get_resolver


def writable(text: str) -> bool:
    """Tell whether the database can hold `text`."""
    return "\x00" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


class Legible:
    """Answer a request that the database could not hold with 400; a cookie of that kind counts as none.

    A view that is marked `csrf_exempt` speaks to machines and answers them in its own form.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        for name in [name for name, value in request.COOKIES.items() if not writable(value)]:
            del request.COOKIES[name]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., object], _args: object, _kwargs: object
    ) -> HttpResponseBase | None:
        if getattr(view, "csrf_exempt", False) or self._can_be_read(request):
            return None
        refused: Any = get_resolver().resolve_error_handler(HTTPStatus.BAD_REQUEST)
        return cast("HttpResponseBase", refused(request, exception=BadRequest()))

    def _can_be_read(self, request: HttpRequest) -> bool:
        try:
            return all(map(writable, _told(request)))
        except TooManyFieldsSent:
            cast("Any", request).GET = QueryDict()  # the page that refuses would ask for it again
            return False


def _told(request: HttpRequest) -> Iterator[str]:
    yield request.path_info
    yield from _texts(request.GET)
    if _is_small(request):
        yield from _texts(request.POST)


def _is_small(request: HttpRequest) -> bool:
    """What is larger than a form may be is left unread: its view decides whether it takes files."""
    told = request.META.get("CONTENT_LENGTH") or "0"
    return not told.isdecimal() or int(told) <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def _texts(fields: QueryDict) -> Iterator[str]:
    for name, values in fields.lists():
        yield name
        yield from map(str, values)

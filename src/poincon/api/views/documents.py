"""The OpenAPI document, and the same as a page that a person can read."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from ninja import NinjaAPI

from poincon.api import wiring
from poincon.api.reading import told
from poincon.api.states import Scope
from poincon.design.pages import page

type View = Callable[[HttpRequest], HttpResponse]


def document(api: NinjaAPI) -> View:
    """Return the view of the OpenAPI document, which is written once a process."""

    @cache
    def written() -> str:
        return json.dumps(wiring.schema(api), ensure_ascii=False, default=str)

    @cache_control(public=True, max_age=300)
    @require_safe
    def openapi(_request: HttpRequest) -> HttpResponse:
        """The OpenAPI 3.1 document of the API."""
        return HttpResponse(written(), content_type="application/json")

    return openapi


def manual(api: NinjaAPI) -> View:
    """Return the view of the page for people who write programs."""

    @cache
    def content() -> dict[str, Any]:
        return told(wiring.schema(api))

    @require_safe
    def manual(request: HttpRequest) -> HttpResponse:
        """The API, endpoint by endpoint, with its shapes and refusals."""
        return page(request, "api/manual.html", {**content(), "scopes": Scope.choices})

    return manual

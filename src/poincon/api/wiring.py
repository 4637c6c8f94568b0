"""Putting the endpoints together: one API, its schema, its addresses, its errors."""

import logging
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, path
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from poincon.api import elsewhere, endpoints, problems, refusals
from poincon.api.endpoints import Endpoints
from poincon.api.shapes import Problem
from poincon.foundation import health
from poincon.kernel.refusal import Refusal

log = logging.getLogger("django.request")
PREFIX = "/api/v1/"
TITLE, VERSION = "Poinçon", "1"
ABOUT = (
    "The shop for programs: the same pieces, carts, checkouts and orders as on its pages. How it is meant"
    " to be used is told in docs/api.md."
)


def assembled(parts: Iterable[Endpoints]) -> NinjaAPI:
    """Return the API made of these endpoints."""
    api = NinjaAPI(
        title=TITLE, version=VERSION, description=ABOUT, openapi_url=None, docs_url=None, urls_namespace="api"
    )
    for part in parts:
        api.add_router("", part.router)
        if part.shared:
            elsewhere.share(part.declared)
    api.add_exception_handler(Refusal, _refused)
    api.add_exception_handler(Http404, lambda _request, _error: problems.response(refusals.NotFound()))
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(HttpError, _unreadable)
    api.add_exception_handler(
        RequestDataTooBig, lambda _request, _error: problems.response(refusals.TooLarge())
    )
    for away in health.AWAY:
        api.add_exception_handler(away, _away)
    api.add_exception_handler(Exception, _broken)
    return api


def schema(api: NinjaAPI) -> dict[str, Any]:
    """Return the OpenAPI document."""
    told: dict[str, Any] = api.get_openapi_schema(path_prefix=PREFIX)
    components = told["components"]
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    components["schemas"] |= problem.pop("$defs", {}) | {"Problem": problem}
    components["securitySchemes"] = endpoints.SCHEMES
    for operation in [one for methods in told["paths"].values() for one in methods.values()]:
        about = operation.pop("description", "").partition("\n\n")[2]  # Ninja repeats the summary there
        if about:
            operation["description"] = about
    told["servers"] = [{"url": settings.BASE_URL}]
    return told


def addresses(api: NinjaAPI) -> list[URLPattern]:
    """Return the addresses under the prefix; every one of them answers in JSON, whatever happens."""
    own = [one for one in api.urls[0] if isinstance(one, URLPattern) and one.name != "api-root"]
    found = [
        URLPattern(one.pattern, elsewhere.read(one.name, spoken(one.callback)), one.default_args, one.name)
        for one in own
    ]
    return [*found, path("<path:rest>", spoken(_nowhere), name="nowhere")]


def spoken(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Answer in the language that the request asks for, and never in HTML."""

    @wraps(view)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        language = _asked(request)
        with translation.override(language):
            answer = view(request, *args, **kwargs)
            if answer.status_code == refusals.MethodRefused.status:
                ways = answer.headers.get("Allow", "")
                answer = problems.response(refusals.MethodRefused())
                answer.headers["Allow"] = ways
        answer.headers["Content-Language"] = language
        answer.headers.setdefault("Cache-Control", "no-store")
        patch_vary_headers(answer, ["Accept-Language", "Authorization"])
        return answer

    answered.csrf_exempt = True  # type: ignore[attr-defined]  # no cookie is read, so no site can borrow one
    return answered


def _asked(request: HttpRequest) -> str:
    """Return the first language of the request that the house speaks, or the house's own."""
    spoken_here = dict(settings.LANGUAGES)
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")[:200]):
        if code[:2] in spoken_here:
            return code[:2]
    return settings.LANGUAGE_CODE


def _nowhere(_request: HttpRequest, rest: str) -> HttpResponse:  # noqa: ARG001 - the address as typed
    return problems.response(refusals.NotFound())


def _refused(_request: HttpRequest, refusal: Any) -> HttpResponse:
    return problems.response(refusal)


def _invalid(_request: HttpRequest, error: Any) -> HttpResponse:
    errors = [
        {"pointer": _pointer(one["loc"]), "code": str(one["type"]), "detail": str(one["msg"])}
        for one in error.errors
    ]
    return problems.response(refusals.Invalid(errors=errors))


def _pointer(place: tuple[object, ...]) -> str:
    """Return where a fault is: "/delivery/city" in a body, the name of a parameter elsewhere."""
    source, *rest = place
    inside = [str(part) for part in rest if part not in ("body", "told", "filters")]
    return "/" + "/".join(inside) if source == "body" else ".".join(inside)


def _unreadable(_request: HttpRequest, error: Any) -> HttpResponse:
    known = {401: refusals.Unauthenticated, 413: refusals.TooLarge}
    return problems.response(known.get(error.status_code, refusals.BadRequest)())


def _away(request: HttpRequest, error: Any) -> HttpResponse:
    """Ask a program to come back when the database is away; it is written down like any fault of ours."""
    log.error("Service Unavailable: %s", request.method, exc_info=error, extra={"status_code": 503})
    return problems.response(refusals.ShopAway(retry_after=health.RETRY_SECONDS))


def _broken(request: HttpRequest, error: Any) -> HttpResponse:
    """Write a bug down as Django would, and answer without telling it."""
    got_request_exception.send(sender=NinjaAPI, request=request)
    log.error("Internal Server Error: %s", request.method, exc_info=error, extra={"status_code": 500})
    return problems.broken()

"""Endpoints: what every address of the API has in common, so that a feature says only what is its own.

A feature's module `api` names those that it offers in `offered`; the configuration gathers them.
"""

import inspect
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from functools import wraps
from http import HTTPStatus
from typing import Any, get_type_hints

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router
from pydantic import BaseModel

from poincon.api import once, refusals
from poincon.api.guard import ORDER_KEY, Guard
from poincon.api.problems import CONTENT_TYPE
from poincon.api.states import OPEN, Scope
from poincon.kernel.refusal import Refusal

type View = Callable[..., BaseModel | HttpResponse]
type Refusals = Sequence[type[Refusal]]

PROBLEM = {"$ref": "#/components/schemas/Problem"}
ALWAYS: Refusals = (
    *(refusals.Invalid, refusals.TooManyRequests, refusals.Unauthenticated, refusals.ShopAway),
)
WITH_BODY: Refusals = (refusals.BadRequest, refusals.TooLarge)
KEYED: Refusals = (refusals.KeyMissing, refusals.KeyReused)


class Endpoints:
    """The endpoints of one tag. `scope` is what a token needs for them unless one says otherwise.

    `shared` are those that pages of other sites may read where the settings name them (`elsewhere`).
    """

    def __init__(
        self,
        tag: str,
        scope: Scope,
        *,
        by_key: bool = False,
        carries_cart: bool = False,
        shared: bool = False,
    ) -> None:
        self.router = Router(tags=[tag])
        self.scope = scope
        self.by_key = by_key
        self.carries_cart = carries_cart
        self.shared = shared
        self.declared: dict[str, tuple[View, frozenset[type[Refusal]]]] = {}

    def get(self, path: str, shape: type[BaseModel], **more: Any) -> Callable[[View], View]:
        return self._add("GET", path, shape, **more)

    def put(self, path: str, shape: type[BaseModel], **more: Any) -> Callable[[View], View]:
        return self._add("PUT", path, shape, **more)

    def patch(self, path: str, shape: type[BaseModel], **more: Any) -> Callable[[View], View]:
        return self._add("PATCH", path, shape, **more)

    def delete(self, path: str, shape: type[BaseModel], **more: Any) -> Callable[[View], View]:
        return self._add("DELETE", path, shape, **more)

    def post(
        self, path: str, shape: type[BaseModel], *, status: int = 201, **more: Any
    ) -> Callable[[View], View]:
        """Add an endpoint that creates or moves something: it goes through `once`."""
        return self._add("POST", path, shape, status=status, **more)

    def _add(
        self,
        method: str,
        path: str,
        shape: type[BaseModel],
        *,
        status: int = 200,
        scope: Scope | None = None,
        refuses: Refusals = (),
        example: dict[str, Any] | None = None,
        cart: bool | None = None,
    ) -> Callable[[View], View]:
        needed = scope or self.scope
        known = [*ALWAYS, *(() if needed in OPEN else (refusals.ScopeMissing,)), *refuses]
        known += [] if method in ("GET", "DELETE") else WITH_BODY
        known += KEYED if method == "POST" else ()
        carries_cart = self.carries_cart if cart is None else cart
        extra: dict[str, Any] = {
            "parameters": _headers(keyed=method == "POST", cart=carries_cart),
            "responses": _documented(known),
            "security": _security(needed, by_key=self.by_key),
        }
        if example is not None:
            extra["requestBody"] = {
                "content": {"application/json": {"examples": {"usual": {"value": example}}}}
            }

        def enclose(view: View) -> View:
            name, summary = view.__name__, (inspect.getdoc(view) or "").partition("\n\n")[0]
            self.router.api_operation(
                [method],
                path,
                response={status: shape},
                auth=Guard(needed, by_key=self.by_key),
                operation_id=name,
                url_name=name,
                summary=summary.replace("\n", " "),
                openapi_extra=extra,
            )(_answering(view, status))
            self.declared[name] = (view, frozenset(known))
            return view

        return enclose


def _answering(view: View, status: int) -> Callable[..., HttpResponse]:
    """Write an answer as JSON at once; Ninja would validate it a second time.

    Ninja overlooks a parameter that nobody knows: here it is a fault, so that no typing error is lost.
    """
    filters = get_type_hints(view).get("filters")
    known = tuple(filters.model_fields) if filters else ()

    @wraps(view)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if strangers := request.GET.keys() - known:
            raise refusals.Invalid(errors=[_unknown(name, known) for name in sorted(strangers)])
        told = view(request, *args, **kwargs)
        if isinstance(told, HttpResponse):
            return told
        return HttpResponse(told.model_dump_json(), status=status, content_type="application/json")

    return answered


def _unknown(name: str, known: Sequence[str]) -> dict[str, str]:
    near = get_close_matches(name, known, n=1)
    said = _("There is no parameter of this name; did you mean %(near)s?") % {"near": near[0]} if near else ""
    return {
        "pointer": name[:80],
        "code": "unknown_parameter",
        "detail": said or _("There is no parameter of this name."),
    }


def _documented(known: Refusals) -> dict[int, dict[str, Any]]:
    """Return the refusals by status, each code with what it means."""
    by_status: dict[int, dict[str, str]] = {}
    for kind in known:
        meaning = (inspect.getdoc(kind) or "").replace("\n", " ")
        by_status.setdefault(kind.status, {})[kind.code] = meaning
    return {
        status: {
            "description": f"{HTTPStatus(status).phrase}: {', '.join(f'`{code}`' for code in sorted(codes))}",
            "x-codes": dict(sorted(codes.items())),
            "content": {CONTENT_TYPE: {"schema": PROBLEM}},
        }
        for status, codes in sorted(by_status.items())
    }


def _headers(*, keyed: bool, cart: bool) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [_header("Accept-Language", "The language of all words.", "fr")]
    if cart:
        found.append(_header(once.CART, "The cart, as its creation told it.", "b7Jq"))
    if keyed:
        told = "A key of your own for this one wish: repeated, it is answered again and done no second time."
        schema = {"type": "string", "pattern": "^[\\x21-\\x7e]{1,255}$"}
        key = _header(once.HEADER, told, "0b6d2f0e-8d0e-4d9c-9f8a-2b8f2f1f7f30")
        found.append(key | {"required": True, "schema": schema})
    return found


def _header(name: str, told: str, example: str) -> dict[str, Any]:
    schema = {"type": "string"}
    return {
        "in": "header",
        "name": name,
        "required": False,
        "description": told,
        "schema": schema,
        "example": example,
    }


def _security(scope: Scope, *, by_key: bool) -> list[dict[str, list[str]]]:
    ways: list[dict[str, list[str]]] = [{"token": [scope.value]}]
    if by_key:
        ways.append({"orderKey": []})
    return [{}, *ways] if scope in OPEN else ways


SCHEMES = {
    "token": {"type": "http", "scheme": "bearer", "description": "A token that the house's owner made."},
    "orderKey": {"type": "apiKey", "in": "header", "name": ORDER_KEY, "description": "The key of one order."},
}

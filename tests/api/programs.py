"""Programs for tests: a client with a token, and the way through the checkout by the API."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import count
from typing import Any

from django.http import HttpResponse
from django.test import Client

from poincon.api import actions
from poincon.api.states import Scope

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
EVERYTHING = [scope.value for scope in Scope]
ADDRESS = {
    "first_name": "Claire",
    "last_name": "Moreau",
    "line1": "12 rue des Lilas",
    "postcode": "75011",
    "city": "Paris",
    "country": "FR",
}
BACK = "https://front.example/thank-you"
_serial = count(1)


class Program:
    """Something that speaks to the API, with a token or without, for one cart and one order at a time."""

    def __init__(self, token: str = "", **headers: str) -> None:
        self.headers = {"authorization": f"Bearer {token}"} if token else {}
        self.headers |= headers
        self.client = Client()

    def get(self, path: str, **headers: str) -> HttpResponse:
        return self.client.get(f"/api/v1{path}", headers=self._all(headers))

    def send(
        self, method: str, path: str, body: Mapping[str, Any] | None = None, *, key: str = "", **headers: str
    ) -> HttpResponse:
        if method == "POST":
            headers["idempotency-key"] = key or f"key-{next(_serial)}"
        return self.client.generic(
            method,
            f"/api/v1{path}",
            json.dumps(body) if body is not None else "",
            content_type="application/json",
            headers=self._all(headers),
        )

    def post(self, path: str, body: Mapping[str, Any] | None = None, **more: str) -> HttpResponse:
        return self.send("POST", path, body, **more)

    def put(self, path: str, body: Mapping[str, Any], **more: str) -> HttpResponse:
        return self.send("PUT", path, body, **more)

    def _all(self, headers: Mapping[str, str]) -> dict[str, str]:
        return self.headers | {name.replace("_", "-"): value for name, value in headers.items()}


def a_program(*scopes: str, customer_id: int | None = None) -> Program:
    """A program whose token may do these things, or everything."""
    _token, secret = actions.create_token(
        name="Front",
        scopes=scopes or EVERYTHING,
        expires_at=None,
        actor="test",
        at=AT,
        customer_id=customer_id,
    )
    return Program(secret)


def with_cart(program: Program, *variants: Any, quantity: int = 1, **made: Any) -> Program:
    """Open a cart, which the program sends along from now on, and fill it with pieces, made as told."""
    program.headers["cart-token"] = program.post("/cart", {}).json()["token"]
    for variant in variants:
        answer = program.post("/cart/lines", {"variant": variant.pk, "quantity": quantity} | made)
        assert answer.status_code == 201, answer.content
    return program


def to_quote(program: Program, **where: str) -> dict[str, Any]:
    """Walk from the filled cart to the quote, sent to Paris unless told otherwise."""
    assert program.post("/checkout").status_code == 201
    details = {"email": "claire@example.org", "delivery": ADDRESS | where}
    assert program.put("/checkout/details", details).status_code == 200
    offers = program.get("/checkout/offers").json()["items"]
    chosen = program.put("/checkout/delivery", {"carrier": offers[0]["carrier"], "phone": "0612345678"})
    assert chosen.status_code == 200, chosen.content
    told: dict[str, Any] = program.get("/checkout/quote").json()
    return told


def placed(program: Program, *variants: Any, means: str = "transfer", **made: Any) -> HttpResponse:
    """Place an order of these pieces, made for their wearer where told so."""
    quote = to_quote(with_cart(program, *variants, **made))
    told = {"seal": quote["seal"], "means": means, "return_url": BACK, "notice_ticked": bool(made)}
    return program.post("/checkout/order", told)


def problem(answer: HttpResponse) -> tuple[int, str]:
    """Return status and code of an answer, which must be a problem as RFC 9457 writes it."""
    assert answer.headers["Content-Type"] == "application/problem+json", answer.content
    told = answer.json()
    assert told["status"] == answer.status_code
    assert told["type"].endswith(f"#{told['code']}")
    assert told["detail"]
    return answer.status_code, told["code"]

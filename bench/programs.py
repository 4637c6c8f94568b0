"""A program that buys: from an empty cart to the order, each request by its name."""

import json
import random
from collections.abc import Iterator
from typing import Any

from bench.buying import ADDRESS, PIECES, Stopped
from bench.visitors import Answer, Visitor, by_program
from poincon.api import actions
from poincon.api.states import Scope
from poincon.foundation import clock

PLACE = {name.removeprefix("shipping-"): value for name, value in ADDRESS.items() if "-" in name}
BACK = "https://front.example/back"


def a_token() -> str:
    """Return the secret of a token that may buy, made anew: only its digest is kept."""
    scopes = [Scope.WRITE_CART.value, Scope.WRITE_CHECKOUT.value, Scope.READ_ORDERS.value]
    _token, secret = actions.create_token(
        name="bench", scopes=scopes, expires_at=None, actor="bench", at=clock.now()
    )
    return secret


class Program:
    """Speaks to the API with a token, for one cart."""

    def __init__(self, visitor: Visitor, secret: str, dice: random.Random) -> None:
        self._visitor, self._dice = visitor, dice
        self.headers = {"Accept": "application/json", "Authorization": f"Bearer {secret}"}

    def send(self, method: str, path: str, told: object = None) -> Answer:
        """Send one request with a key of its own; anything but a success stops the walk."""
        key = {"Idempotency-Key": f"bench-{self._dice.getrandbits(96):x}"} if method == "POST" else {}
        answer = self._visitor.send(by_program(method, f"/api/v1{path}", told, self.headers | key))
        if answer.status not in (200, 201):
            raise Stopped(f"{method} {path} answered {answer.status}: {answer.body[:200]}")
        return answer


def walk(
    visitor: Visitor, secret: str, variants: list[int], dice: random.Random
) -> Iterator[tuple[str, Answer]]:
    """Yield each request of one purchase by bank transfer, with its answer."""
    program = Program(visitor, secret, dice)
    opened = program.send("POST", "/cart", {"country": "FR"})
    program.headers["Cart-Token"] = _told(opened)["token"]
    yield "API: cart opened", opened
    for variant in dice.sample(variants, PIECES):
        yield "API: line added", program.send("POST", "/cart/lines", {"variant": variant, "quantity": 1})
    yield "API: cart", program.send("GET", "/cart")
    yield "API: checkout begun", program.send("POST", "/checkout")
    details = {"email": ADDRESS["email"], "delivery": PLACE}
    yield "API: details told", program.send("PUT", "/checkout/details", details)
    offers = program.send("GET", "/checkout/offers")
    yield "API: offers", offers
    choice = {"carrier": _told(offers)["items"][0]["carrier"], "phone": "0199001234"}
    yield "API: delivery chosen", program.send("PUT", "/checkout/delivery", choice)
    quote = program.send("GET", "/checkout/quote")
    yield "API: quote", quote
    press = {"seal": _told(quote)["seal"], "means": "transfer", "return_url": BACK}
    placed = program.send("POST", "/checkout/order", press)
    yield "API: order placed", placed
    yield "API: order", program.send("GET", f"/orders/{_told(placed)['reference']}")


def _told(answer: Answer) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(answer.body)
    return told

"""Somebody who buys: from an empty cart to the order's page, each request by its name."""

import random
import re
from collections.abc import Iterator

from django.urls import reverse

from bench.visitors import Answer, Fields, Visitor
from poincon.catalogue.models import Variant
from poincon.foundation import clock
from poincon.inventory import actions as inventory

GOAL = 25.0
PIECES = 2
ENOUGH = 500
CHEAP, DEAR = 6_000, 40_000
ADDRESS = {
    "email": "banc@example.org",
    "shipping-country": "FR",
    "shipping-first_name": "Camille",
    "shipping-last_name": "Exemple",
    "shipping-line1": "12 rue de l’Exemple",
    "shipping-postcode": "75011",
    "shipping-city": "Paris",
}


class Stopped(Exception):
    """The shop did not let the buyer go on; the message says where."""


def stocked(number: int = 40) -> list[int]:
    """Return variants of middling price of which there are always enough, however often this has run."""
    rows = Variant.objects.filter(
        current_price__amount_minor__range=(CHEAP, DEAR), stock__counted=True, piece__state="published"
    )
    found = list(rows.order_by("pk").values_list("pk", "stock__free")[:number])
    for pk, free in found:
        if free < ENOUGH:
            inventory.receive(variant_id=pk, quantity=ENOUGH, actor="bench", at=clock.now())
    return [pk for pk, _free in found]


def walk(visitor: Visitor, variants: list[int], dice: random.Random) -> Iterator[tuple[str, Answer]]:
    """Yield each request of one purchase by bank transfer, with its answer."""
    for variant in dice.sample(variants, PIECES):
        yield (
            "add to the cart",
            _sent(visitor, reverse("cart:add"), {"variant": str(variant), "quantity": "1"}),
        )
    yield "cart", _seen(visitor, reverse("cart:view"))
    yield "checkout: begin", _sent(visitor, reverse("checkout:begin"), {})
    yield "checkout: details", _seen(visitor, reverse("checkout:details"))
    yield "checkout: details sent", _sent(visitor, reverse("checkout:details"), ADDRESS)
    offered = _seen(visitor, reverse("checkout:delivery"))
    yield "checkout: delivery", offered
    choice = {"carrier": _found(r'name="carrier" value="(\w+)"', offered), "phone": "01 99 00 12 34"}
    yield "checkout: delivery sent", _sent(visitor, reverse("checkout:delivery"), choice)
    recap = _seen(visitor, reverse("checkout:payment"))
    yield "checkout: recap", recap
    press = {"means": "transfer", "seal": _found(r'name="seal" value="(\w+)"', recap)}
    placed = _sent(visitor, reverse("checkout:payment"), press)
    yield "checkout: order placed", placed
    yield "order", _seen(visitor, placed.location)


def _seen(visitor: Visitor, path: str) -> Answer:
    return _as_hoped(visitor.ask(path), {200}, path)


def _sent(visitor: Visitor, path: str, form: Fields) -> Answer:
    return _as_hoped(visitor.ask(path, form), {302, 303}, path)


def _as_hoped(answer: Answer, statuses: set[int], path: str) -> Answer:
    if answer.status not in statuses:
        raise Stopped(f"{path} answered {answer.status}")
    return answer


def _found(pattern: str, answer: Answer) -> str:
    if found := re.search(pattern, answer.body):
        return found[1]
    raise Stopped(f"the page lacks {pattern}")

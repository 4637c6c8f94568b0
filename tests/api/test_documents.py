"""What is documented is true: every refusal by its code, every example, every endpoint on the page."""

import json
from importlib import import_module

import pytest
from django.test import Client
from tests.api import reached
from tests.api.programs import a_program, placed, problem, to_quote, with_cart
from tests.making import an_engraved_ring
from tests.shopping import a_variant

from poincon.api import refusals, wiring
from poincon.cart.models import CartLine
from poincon.config.api import FEATURES, api
from poincon.kernel.flow import StepRefused
from poincon.kernel.refusal import Refusal
from poincon.orders.actions.life import OrderEnded
from poincon.orders.models import OrderLine
from poincon.payments.actions import BankSilent
from poincon.window.queries import menu

PARTS = [part for feature in FEATURES for part in import_module(f"poincon.{feature}.api").offered]
DECLARED = {name: told for part in PARTS for name, told in part.declared.items()}
# Raised before the endpoint is reached, or by the reading of what it is told.
BY_THE_FRAME = {
    *(refusals.Unauthenticated, refusals.ScopeMissing, refusals.TooManyRequests, refusals.Invalid),
    *(refusals.BadRequest, refusals.TooLarge, refusals.KeyMissing, refusals.KeyReused),
    refusals.ShopAway,
}
UNMET = {
    "place_order": {BankSilent},  # caught: the order is kept, and its payment can be asked for again
    "pay_order": {OrderEnded},  # caught: the bank is asked once more how things stand
    "desk_order": {StepRefused},  # asks a flow what is on offer, and takes no step
}
DOCUMENT = wiring.schema(api)
OPERATIONS = [
    (path, method, one) for path, methods in DOCUMENT["paths"].items() for method, one in methods.items()
]


def codes(kinds):
    return sorted(kind.code for kind in kinds)


@pytest.mark.parametrize("name", DECLARED)
def test_an_endpoint_documents_the_refusals_that_it_can_meet_and_no_others(name):
    view, declared = DECLARED[name]
    met = reached.refusals(view) - UNMET.get(name, set())
    assert codes(met - declared) == []
    assert codes(declared - met - BY_THE_FRAME) == []


def test_the_walk_sees_a_refusal_that_is_far_away():
    """Negative control: what stands in the way of an order is found calls deep, and through a table."""
    assert {"sold_out", "cart_changed", "no_cart"} <= set(codes(reached.refusals(DECLARED["place_order"][0])))
    assert {"step_refused", "not_to_be_prepared"} <= set(codes(reached.refusals(DECLARED["desk_step"][0])))
    assert reached.refusals(len) == set()


def test_every_documented_code_belongs_to_a_refusal_and_its_status():
    known = {kind.code: kind.status for kind in _kinds(Refusal)}
    told = {
        (code, int(status))
        for _path, _method, one in OPERATIONS
        for status, answer in one["responses"].items()
        for code in answer.get("x-codes", {})
    }
    assert {(code, status) for code, status in told if known.get(code) != status} == set()
    assert {kind.code for kind in BY_THE_FRAME} <= {code for code, _status in told}


def _kinds(kind):
    return {kind}.union(*(_kinds(child) for child in kind.__subclasses__()))


EXAMPLES = [
    pytest.param(path, method, example["value"], id=one["operationId"])
    for path, method, one in OPERATIONS
    for body in one.get("requestBody", {}).get("content", {}).values()
    for example in body.get("examples", {}).values()
]


def test_every_body_has_an_example():
    bodies = {one["operationId"] for _path, _method, one in OPERATIONS if "requestBody" in one}
    assert bodies == {param.id for param in EXAMPLES}


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "method", "example"), EXAMPLES)
def test_an_example_is_understood(path, method, example, bank):
    """It is taken, or refused for how things stand in the shop: never for its form."""
    program, variant = a_program(), a_variant()
    if path.endswith("/making"):
        ordered = placed(program, an_engraved_ring(), engraving={"lines": ["À toi"], "face": "script"})
    else:
        ordered = placed(program, variant)
    reference = ordered.json()["reference"]
    quote = to_quote(with_cart(program, variant))
    if "variant" in example:
        example = example | {"variant": variant.pk}
    if "seal" in example:
        example = example | {"seal": quote["seal"]}
    parts = {"reference": reference, "variant": variant.pk, "line": CartLine.objects.get().pk}
    if path.endswith("/making"):
        parts["line"] = OrderLine.objects.get().pk
    known, path = path, path.format(**parts).removeprefix("/api/v1")
    answer = program.send(method.upper(), path, example)
    if answer.status_code >= 400:
        assert problem(answer) in [(409, "not_to_be_prepared"), (409, "nothing_asked")]
    else:
        shape = DOCUMENT["components"]["schemas"]
        assert answer.json().keys() <= shape[_shape_of(known, method)]["properties"].keys()


def _shape_of(path, method):
    (operation,) = [one for known, told, one in OPERATIONS if (known, told) == (path, method)]
    (status,) = [code for code in operation["responses"] if int(code) < 300]
    told = operation["responses"][status]["content"]["application/json"]["schema"]["$ref"]
    return told.rpartition("/")[2]


def test_the_document_is_the_same_for_everybody_and_names_no_token():
    answer = Client().get("/api/openapi.json")
    told = json.loads(answer.content)
    assert told["openapi"].startswith("3.1")
    assert set(told["paths"]) == set(DOCUMENT["paths"])
    assert told["components"]["securitySchemes"]["token"]["scheme"] == "bearer"


@pytest.mark.django_db
def test_the_page_tells_every_endpoint_without_a_script_of_its_own():
    answer = Client().get("/api/")
    page = answer.content.decode()
    for _path, _method, one in OPERATIONS:
        assert f'id="{one["operationId"]}"' in page
    for code in ("none_left", "idempotency_key_reused"):
        assert f'id="{code}"' in page
    assert "script-src" not in answer.headers["Content-Security-Policy"]
    assert "<style" not in page
    assert "`" not in page
    assert "<code>filters=true</code>" in page
    assert "such as <code>{&quot;variant&quot;: 1, &quot;quantity&quot;: 1}</code>" in page


@pytest.mark.django_db
def test_what_is_not_there_or_cannot_be_read_is_a_problem_too():
    program = a_program()
    assert problem(program.get("/nothing")) == (404, "not_found")
    wrong_way = program.send("DELETE", "/pieces")
    assert problem(wrong_way) == (405, "method_not_allowed")
    assert wrong_way.headers["Allow"] == "GET"
    headers = program.headers | {"idempotency-key": "one"}
    broken = program.client.post("/api/v1/cart", "{", content_type="application/json", headers=headers)
    assert problem(broken) == (400, "bad_request")
    large = program.client.post(
        "/api/v1/cart", " " * 2_000_001, content_type="application/json", headers=headers
    )
    assert problem(large) == (413, "too_large")


@pytest.mark.django_db
def test_a_fault_of_ours_is_written_down_and_told_without_its_details(monkeypatch):
    def fails():
        raise RuntimeError("a secret of the house")

    monkeypatch.setattr(menu, "shelves", fails)
    answer = Client(raise_request_exception=False).get("/api/v1/categories")
    assert problem(answer) == (500, "internal_error")
    assert b"secret" not in answer.content

"""Schemathesis against every endpoint: whatever is sent, the answer is a documented one, never a fault."""

from functools import cache

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode, openapi
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks
from tests.api.programs import a_program, placed, to_quote, with_cart
from tests.making import an_engraved_ring
from tests.shopping import a_variant

from poincon.cart.models import CartLine
from poincon.foundation import clock
from poincon.orders.models import OrderLine
from poincon.window import actions as window

EXAMPLES = 8
CHECKS = (
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
)


def app(environ, start_response):
    """The shop; as with Django's test client, the end of a request does not end the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    answer = get_wsgi_application()(environ, start_response)
    content = list(answer)
    answer.close()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
    return content


@cache
def document():
    return openapi.from_wsgi("/api/openapi.json", app=app)


def attacks():
    """Each endpoint as it is documented, and with something amiss where it asks for anything."""
    found = [one.ok() for one in document().get_all_operations()]
    amiss = [one for one in found if one.body or one.query or one.path_parameters]
    asked = [(one, GenerationMode.POSITIVE) for one in found] + [
        (one, GenerationMode.NEGATIVE) for one in amiss
    ]
    return [pytest.param(*one, id=f"{one[0].label} {one[1].value}") for one in asked]


def test_the_document_is_openapi():
    document().validate()


def a_scene(path):
    """A program with a cart ready to be ordered, an order of its own, and a piece on show.

    Where `path` is about what is made for its wearer, the order is of such a piece.
    """
    variant = a_variant(stock=20)
    window.refresh(piece_ids=[variant.piece_id], at=clock.now())
    program = a_program()
    if remade := path.endswith("/making"):
        told = placed(program, an_engraved_ring(), engraving={"lines": ["À toi"], "face": "script"})
    else:
        told = placed(program, variant)
    to_quote(with_cart(program, variant))
    return program, {
        "reference": told.json()["reference"],
        "slug": variant.piece.slug,
        "variant": variant.pk,
        "line": (OrderLine if remade else CartLine).objects.latest("pk").pk,
        "parcel": 1,
    }


@pytest.mark.django_db
@pytest.mark.parametrize(("operation", "mode"), attacks())
def test_every_answer_is_a_documented_one(operation, mode, bank):
    program, known = a_scene(operation.path)
    mine = {parameter.name for parameter in operation.path_parameters}
    sound = {name: value for name, value in known.items() if name in mine}
    there = sound if mode is GenerationMode.POSITIVE or operation.body else None

    @settings(
        max_examples=EXAMPLES,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode, path_parameters=there or None))
    def attack(case):
        case.validate_response(
            case.call(headers={**program.headers, "Accept-Encoding": "identity"}), checks=CHECKS
        )

    attack()

"""Every address × everybody (ASVS 8.2): nobody finds what is not theirs, and no address is forgotten."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver
from pytest_django import DjangoDbBlocker
from tests.access.outcomes import EVERYBODY, Found, judged, public
from tests.access.scene import MAKERS
from tests.access.table import ROWS
from tests.accounts.people import a_customer, a_member, signed_in

from poincon.staff.states import Role


def addresses(resolver: URLResolver, space: str = "") -> Iterator[str]:
    """Return the name of every address, or its pattern where it has none."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{space}{entry.name or entry.pattern}"
        else:
            yield from addresses(entry, f"{space}{entry.namespace}:" if entry.namespace else space)


def test_every_address_is_in_the_table() -> None:
    known = set(addresses(get_resolver()))
    assert sorted(known - set(ROWS)) == [], "add these to tests/access/table.py"
    assert sorted(set(ROWS) - known) == [], "these are gone: take them out of tests/access/table.py"


pytestmark = pytest.mark.django_db  # without the mark no test database would be made for the scene

type Scene = tuple[dict[str, Client], dict[str, object]]


@contextmanager
def undone() -> Iterator[None]:
    """Undo all that is written within, as Django's own test case does around a test."""
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined]  # lets code inside ask for a durable transaction
    with block:
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    """Return everybody's browser, and the objects of `customer`; made once, since nothing asked lasts."""
    with django_db_blocker.unblock(), undone():
        mine, other = a_customer("mine@example.org"), a_customer("other@example.org")
        staff = {role.value: signed_in(a_member(role.value)) for role in Role}
        people = {"anonymous": Client(), "customer": signed_in(mine), "stranger": signed_in(other), **staff}
        assert set(people) == set(EVERYBODY)
        yield people, {name: make(mine) for name, make in MAKERS.items()}


@pytest.mark.parametrize("name", ROWS)
def test_everybody_finds_what_is_theirs(name: str, scene: Scene) -> None:
    people, objects = scene
    row = ROWS[name]
    found = {
        (person, method): judged(_asked(client, method, row.path(name, objects)))
        for person, client in people.items()
        for method in dict.fromkeys(method for _person, method in row.expected)
    }
    told = {asked: seen for asked, seen in found.items() if seen is not Found.NO_SUCH_WAY}
    assert told, "nobody can ask in any way"
    assert told == {asked: row.expected[asked] for asked in told}


def _asked(client: Client, method: str, path: str) -> Any:
    """Ask, and undo what the asking did, so that the next person finds the same scene."""
    session = dict(client.cookies)
    with undone():
        response = client.generic(method, path, content_type="application/x-www-form-urlencoded")
    client.cookies.update(session)
    return response


def test_the_comparison_would_see_a_leak(scene: Scene) -> None:
    """Negative control: read as if it were public, the desk's page about a customer does not fit."""
    people, objects = scene
    row = ROWS["customers_desk:customer"]
    seen = judged(_asked(people["customer"], "GET", row.path("customers_desk:customer", objects)))
    assert seen is Found.NOTHING
    assert seen is not public().expected["customer", "GET"]

"""A character that no column can hold is refused at every address, by whoever sends it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from pytest_django import DjangoDbBlocker
from tests.access.table import ORDER, ROWS
from tests.access.test_access import undone
from tests.accounts.people import a_member, signed_in

from poincon.customers.models import Registration
from poincon.foundation.middleware.legible import writable
from poincon.staff.states import Role

pytestmark = pytest.mark.django_db

NUL = "\x00"
WITH_ARGUMENTS = [name for name, row in ROWS.items() if row.kwargs]


@pytest.fixture(scope="module")
def people(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[Client]]:
    with django_db_blocker.unblock(), undone():
        yield [Client(raise_request_exception=False), signed_in(a_member(Role.OWNER.value))]


def asked(client: Client, method: str, path: str, **more: Any) -> Any:
    client.raise_request_exception = False
    with undone():
        return client.generic(method, path, content_type="application/x-www-form-urlencoded", **more)


@pytest.mark.parametrize("name", ROWS)
def test_a_nul_in_the_query_or_the_form_breaks_nothing(name, people):
    path = _path(name, {})
    for client in people:
        for query in ("q=%00&ask=a%00b&size=%00&page=%00&key=%00&reference=%00&cursor=%00", "%00=1"):
            assert asked(client, "GET", f"{path}?{query}").status_code < 500
        assert asked(client, "POST", path, data="email=%00&verb=%00&password=%00&next=%00").status_code < 500


def test_what_asks_for_too_much_at_once_is_refused_and_breaks_nothing(people):
    much = "&".join(f"metal=x{number}" for number in range(1_500))
    for client in people:
        assert asked(client, "GET", f"{reverse('window:everything')}?{much}").status_code == 400
        assert asked(client, "POST", reverse("cart:add"), data=much).status_code == 400


@pytest.mark.parametrize("name", WITH_ARGUMENTS)
def test_a_nul_in_the_address_breaks_nothing(name, people):
    try:
        path = _path(name, {str: NUL})
    except NoReverseMatch:
        return  # the pattern itself admits no such character
    for client in people:
        for method in ("GET", "POST"):
            assert asked(client, method, path).status_code < 500


def _path(name: str, instead: dict[type, object]) -> str:
    """Return the path to something that the shop does not have, with other parts by their type."""
    row = ROWS[name]
    made = {key: _made_up(one) for key, one in row.kwargs.items()}
    return replace(row, kwargs={key: instead.get(type(one), one) for key, one in made.items()}).path(name, {})


def _made_up(part: object) -> object:
    return "P26-0000-000" if part is ORDER else 999_999 if callable(part) else part


@pytest.mark.parametrize(
    ("name", "kwargs", "query"),
    [
        ("orders:order", {"reference": NUL}, ""),
        ("orders_desk:order", {"reference": NUL}, ""),
        ("orders_desk:search", {}, "?q=%00"),
        ("customers_desk:search", {}, "?q=%00"),
        ("window:search", {}, "?q=%00"),
    ],
)
@pytest.mark.parametrize(("language", "words"), [("fr", "n’a pas pu être lue"), ("en", "could not be read")])
def test_the_reader_is_told_in_their_language(name, kwargs, query, language, words, people):
    with translation.override(language):
        path = reverse(name, kwargs=kwargs or None)
    answer = asked(people[1], "GET", path + query)
    assert answer.status_code == 400
    assert words in answer.content.decode()


def test_half_a_character_is_not_writable():
    assert not writable("\ud800")
    assert writable("Ænne \U0001f48d")


def test_a_nul_in_a_cookie_counts_as_no_cookie():
    client = Client(raise_request_exception=False, headers={"cookie": 'session="abcdefgh\\000"'})
    assert client.get(reverse("customers:home")).status_code == 302


def test_an_address_longer_than_its_column_is_refused_in_the_form():
    told = {"first_name": "Claire", "last_name": "Moreau", "password": "une longue phrase de passe"}
    long = f"{'a' * 60}@{'.'.join(['b' * 48] * 5)}.example"
    answer = Client(raise_request_exception=False).post(reverse("account_signup"), told | {"email": long})
    assert answer.status_code == 422
    assert not Registration.objects.exists()

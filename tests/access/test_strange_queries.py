"""Whatever an address is asked for, known by name or not: it answers, never breaks, and stays one address."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker
from tests.access.scene import MAKERS
from tests.access.table import ROWS
from tests.access.test_access import undone
from tests.accounts.people import a_customer, a_member, signed_in
from tests.shopping import a_variant

from poincon.foundation.middleware.legible import writable
from poincon.staff.states import Role
from poincon.window import actions as window

pytestmark = pytest.mark.django_db
MANY = settings(
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
ASKED = (
    *(
        "q",
        "ask",
        "page",
        "sort",
        "state",
        "category",
        "brand",
        "queue",
        "topic",
        "round",
        "reference",
        "key",
    ),
    *("price_from", "price_to", "fineness"),
    *("kind", "size", "length", "metal", "colour", "stone", "price", "stock", "cursor", "limit", "next"),
)
ODD = (
    *("0", "-1", "1", "2", "999999999999999999999999", "1e5", "٣", "²", "1.5", "NaN", "best", "gold", "54.0"),
    *("'", "%", "\\", "a" * 3_000, "<script>", "../../etc", "//evil.example", "\u202e", "\ud7ff", "💍"),
)
NAMES = (
    st.sampled_from(ASKED)
    | st.sampled_from(["utm_source", "fbclid", "", "page[]", "Page"])
    | st.text(max_size=9)
)
VALUES = st.sampled_from(ODD) | st.text(max_size=20) | st.integers().map(str)
QUERIES = st.lists(st.tuples(NAMES, VALUES), max_size=6)

type Shop = tuple[dict[str, str], dict[str, Client]]


@pytest.fixture(scope="module")
def shop(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Shop]:
    """Every address with its objects, and who asks; made once, since asking changes nothing."""
    with django_db_blocker.unblock(), undone():
        mine = a_customer("mine@example.org")
        scene = {name: make(mine) for name, make in MAKERS.items()}
        variant = a_variant()
        window.refresh(piece_ids=[variant.piece_id], at=variant.piece.created_at)
        paths = {name: row.path(name, scene) for name, row in ROWS.items()}
        paths |= {
            "window:shelf": "/bagues/",
            "window:brand": reverse("window:brand", args=["atelier"]),
            "window:piece": reverse("window:piece", args=[variant.piece.slug]),
        }
        people = {
            "anybody": Client(),
            "customer": signed_in(mine),
            "owner": signed_in(a_member(Role.OWNER.value)),
        }
        for client in people.values():
            client.raise_request_exception = False
        yield paths, people


def asked(client: Client, path: str, query: list[tuple[str, str]]) -> Any:
    session = dict(client.cookies)
    with undone():
        answer = client.get(f"{path}?{urlencode(query, errors='surrogatepass')}")
    client.cookies.update(session)
    return answer


@MANY
@given(
    name=st.sampled_from(sorted(ROWS)), who=st.sampled_from(["anybody", "customer", "owner"]), query=QUERIES
)
def test_no_address_breaks_on_what_it_is_asked(
    shop: Shop, name: str, who: str, query: list[tuple[str, str]]
) -> None:
    paths, people = shop
    answer = asked(people[who], paths[name], query)
    assert answer.status_code < 500, (name, query)


LISTINGS = ("window:shelf", "window:everything", "window:brand", "window:search")
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)">')


@MANY
@given(name=st.sampled_from(LISTINGS), query=QUERIES)
def test_a_listing_has_one_address_whatever_it_is_asked(
    shop: Shop, settings: Any, name: str, query: list[tuple[str, str]]
) -> None:
    paths, people = shop
    answer = asked(people["anybody"], paths[name], query)
    if not all(writable(part) for pair in query for part in pair):
        assert answer.status_code == 400
        return
    if answer.status_code == 302:  # a size that was typed as words leads to its pieces
        assert answer["Location"].startswith("/")
        return
    assert answer.status_code == 200
    is_search = name == "window:search"
    assert CANONICAL.findall(answer.text) == ([] if is_search else [f"{settings.BASE_URL}{paths[name]}"])
    wish = answer.context["wish"]
    kept_out = 'name="robots" content="noindex' in answer.text
    assert kept_out is (is_search or bool(wish.narrowed or wish.unread or wish.words)), query


def test_what_is_not_known_changes_nothing_and_is_not_handed_on(shop: Shop) -> None:
    paths, people = shop
    for name in LISTINGS[:3]:
        plain = asked(people["anybody"], paths[name], [])
        strange = asked(
            people["anybody"], paths[name], [("utm_source", "mail"), ("colour[]", "red"), ("sort", "x")]
        )
        assert strange.context["found"].total == plain.context["found"].total == 1
        assert "noindex" not in strange.text

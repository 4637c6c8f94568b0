"""Pages of other sites: nothing for them unless the house names them, and then the public catalogue alone."""

import pytest
from django.test import Client
from tests.api.test_catalogue_for_programs import on_show

from poincon.api import wiring
from poincon.config.api import api

pytestmark = pytest.mark.django_db
NEWS = "https://news.example"
READ = ("/api/v1/pieces", "/api/v1/categories", "/api/v1/brands")
TOLD = "Access-Control-Allow-Origin"


def asked(path, origin=NEWS, method="GET", **headers):
    return Client().generic(method, path, headers={"origin": origin} | headers)


def told(answer):
    return {name for name in answer.headers if name.lower().startswith("access-control-")}


@pytest.mark.parametrize("path", READ)
def test_no_other_site_may_read_anything_unless_the_house_names_it(path):
    answer = asked(path)
    assert (answer.status_code, told(answer)) == (200, set())
    assert asked(path, method="OPTIONS", **{"access-control-request-method": "GET"}).status_code == 405


@pytest.mark.parametrize("path", READ)
def test_a_site_that_is_named_may_read_and_sends_nobody_s_cookies(settings, path):
    settings.API_ORIGINS = {NEWS, "https://shop.example:8443"}
    answer = asked(path)
    assert (answer.status_code, answer.headers[TOLD]) == (200, NEWS)
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert "Origin" in answer.headers["Vary"]


@pytest.mark.parametrize(
    "origin",
    [
        *("https://other.example", "http://news.example", "https://news.example:444", "https://NEWS.example"),
        *(
            "https://news.example.evil.example",
            "https://evilnews.example",
            "null",
            "*",
            "",
            "https://news.example/",
        ),
    ],
)
def test_only_the_very_origin_is_told_that_it_may(settings, origin):
    settings.API_ORIGINS = {NEWS}
    answer = asked("/api/v1/pieces", origin)
    assert (answer.status_code, told(answer)) == (200, set())
    assert "Origin" in answer.headers["Vary"]  # or a cache would answer the one with what was told the other


def test_a_piece_and_what_is_refused_can_be_read_too(settings):
    (ring,) = on_show()
    settings.API_ORIGINS = {NEWS}
    for path, status in (
        (f"/api/v1/pieces/{ring.piece.slug}", 200),
        ("/api/v1/pieces/nothing", 404),
        ("/api/v1/pieces?sort=finest", 422),
    ):
        answer = asked(path)
        assert (answer.status_code, answer.headers[TOLD]) == (status, NEWS)


def test_a_browser_that_asks_first_is_told_to_read_and_no_more(settings):
    settings.API_ORIGINS = {NEWS}
    before = {"access-control-request-method": "GET", "access-control-request-headers": "accept-language"}
    answer = asked("/api/v1/pieces", method="OPTIONS", **before)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["Access-Control-Allow-Methods"] == "GET"
    assert "authorization" not in answer.headers["Access-Control-Allow-Headers"].lower()
    assert asked("/api/v1/pieces", "https://other.example", "OPTIONS", **before).status_code == 405


def test_carts_orders_and_the_desk_are_never_shared(settings):
    settings.API_ORIGINS = {NEWS}
    shared = {
        path
        for path in wiring.schema(api)["paths"]
        if told(asked(path.replace("{reference}", "K7M").replace("{variant}", "1").replace("{slug}", "a")))
    }
    assert shared == {"/api/v1/pieces", "/api/v1/pieces/{slug}", "/api/v1/categories", "/api/v1/brands"}
    assert told(asked("/api/openapi.json")) == set()

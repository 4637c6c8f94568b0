"""Words travel compressed, everything else as it is."""

import gzip
from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.test import Client, RequestFactory

from poincon.foundation.middleware.light import Light

PAGE = b"<p>a ring</p>" * 100


def answered(content_type: str, takes: str = "gzip, br") -> HttpResponseBase:
    get: Callable[[HttpRequest], HttpResponseBase] = lambda _: HttpResponse(PAGE, content_type)  # noqa: E731
    return Light(get)(RequestFactory().get("/", headers={"accept-encoding": takes}))


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "application/json", "image/svg+xml"])
def test_words_are_compressed_for_who_takes_them(kind: str) -> None:
    response = answered(kind)
    assert response["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content) == PAGE  # type: ignore[attr-defined]
    assert int(response["Content-Length"]) < len(PAGE) / 2
    assert "Accept-Encoding" in response["Vary"]


def test_whoever_does_not_take_them_reads_them_plain() -> None:
    response = answered("text/html", takes="identity")
    assert response.content == PAGE  # type: ignore[attr-defined]
    assert "Content-Encoding" not in response
    assert "Accept-Encoding" in response["Vary"]


@pytest.mark.parametrize("kind", ["image/avif", "application/pdf", "application/zip"])
def test_what_is_compressed_already_is_left_alone(kind: str) -> None:
    response = answered(kind)
    assert response.content == PAGE  # type: ignore[attr-defined]
    assert "Content-Encoding" not in response


def test_the_same_page_never_has_the_same_length_twice() -> None:
    """A secret cannot be guessed from lengths when they vary by themselves."""
    assert len({answered("text/html")["Content-Length"] for _ in range(20)}) > 1


@pytest.mark.django_db
def test_the_shop_s_pages_come_compressed(client: Client) -> None:
    plain, light = client.get("/"), client.get("/", headers={"accept-encoding": "gzip"})
    assert light["Content-Encoding"] == "gzip"
    assert gzip.decompress(light.content) == plain.content
    assert len(light.content) < len(plain.content) / 2

"""One view, two answers; and nothing but a part ever lands in a part."""

import pytest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import RequestFactory
from django.utils import translation
from django_htmx.middleware import HtmxMiddleware

from poincon.design import pages, views
from poincon.design.middleware import WholePages

pytestmark = pytest.mark.django_db  # the menu of the shop is on every page
STYLE = "design/style.html"


@pytest.fixture(autouse=True)
def _french() -> object:
    with translation.override("fr"):
        yield


def asked(path: str = "/design/", **headers: str) -> HttpRequest:
    request = RequestFactory().get(path, headers=headers)
    HtmxMiddleware(lambda _request: HttpResponse())(request)
    return request


def through(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    passed = WholePages(lambda _request: answer)(request)
    assert isinstance(passed, HttpResponse)
    return passed


def test_a_visitor_gets_the_page_and_htmx_its_part() -> None:
    whole = views.style_faults(asked())
    part = views.style_faults(asked(**{"hx-request": "true"}))
    assert b"<!doctype html>" in whole.content
    assert b"<!doctype html>" not in part.content
    assert part.content.lstrip().startswith(b'<section id="forms"')
    assert (whole.status_code, part.status_code) == (422, 422)


@pytest.mark.parametrize("header", ["hx-boosted", "hx-history-restore-request"])
def test_a_boosted_link_and_the_history_get_the_page(header: str) -> None:
    answer = views.style_faults(asked(**{"hx-request": "true", header: "true"}))
    assert b"<!doctype html>" in answer.content


def test_caches_are_told_that_the_answer_depends_on_htmx() -> None:
    vary = views.style(asked())["Vary"]
    assert all(name in vary for name in pages.HEADERS)


def test_a_redirect_moves_the_whole_page_and_keeps_its_cookies() -> None:
    redirect = HttpResponseRedirect("/compte/connexion/?next=/panier/")
    redirect.set_cookie("message", "1")
    answer = through(asked(**{"hx-request": "true"}), redirect)
    assert answer["HX-Redirect"] == "/compte/connexion/?next=/panier/"
    assert answer.status_code == 204
    assert answer.cookies["message"].value == "1"


def test_a_redirect_of_an_ordinary_request_is_left_alone() -> None:
    assert through(asked(), HttpResponseRedirect("/panier/")).status_code == 302


def test_a_refusal_goes_to_the_notices_and_not_into_the_part() -> None:
    answer = through(asked(**{"hx-request": "true"}), HttpResponse("no", status=404))
    assert answer["HX-Retarget"] == "#notices"


def test_a_part_with_a_refusal_stays_where_it_was_asked_for() -> None:
    request = asked(**{"hx-request": "true"})
    answer = through(request, views.style_faults(request))
    assert answer.status_code == 422
    assert not answer.has_header("HX-Retarget")


@pytest.mark.parametrize("status", [400, 403, 404, 429])
def test_pages_that_say_no_say_what_to_do_next(status: int) -> None:
    view = {400: views.bad_request, 403: views.forbidden, 404: views.not_found, 429: views.too_many}[status]
    answer = view(asked("/nulle-part/"))
    page = answer.content.decode()
    assert answer.status_code == status
    assert page.count("<h1>") == 1
    assert 'class="buy"' in page


def test_htmx_gets_a_refusal_as_a_notice() -> None:
    answer = views.not_found(asked("/nulle-part/", **{"hx-request": "true"}))
    assert answer.content.decode().lstrip().startswith('<div class="notice"')


def test_the_page_of_a_broken_shop_needs_nothing_and_speaks_both_languages() -> None:
    answer = views.server_error(HttpRequest())
    assert answer.status_code == 500
    assert 'lang="fr"' in answer.content.decode()
    assert 'lang="en"' in answer.content.decode()


def test_a_form_from_elsewhere_is_refused() -> None:
    assert views.another_site(asked(), reason="no token").status_code == 403

"""Without cookies the shop can be looked at, and the cart says what it needs (R021)."""

import pytest
from tests import jobs
from tests.journeys import stories
from tests.journeys.visitor import Visitor
from tests.shopping import a_variant

from poincon.cart.models import CartLine

pytestmark = pytest.mark.django_db

NEEDED = {
    "fr": "Votre navigateur n’a pas gardé le cookie",
    "en": "Your browser did not keep the cookie",
}


class Forgetful(Visitor):
    """A browser that keeps no cookie."""

    def _seen(self, path, answer):
        self.client.cookies.clear()
        if answer.status_code in {301, 302, 303}:
            return self._seen(answer.headers["Location"], self.client.get(answer.headers["Location"]))
        return super()._seen(path, answer)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.promise("cart.everywhere", "cookies.in_your_hands")
def test_everything_can_be_looked_at_and_the_cart_says_what_it_needs(language):
    ring = a_variant()
    jobs.run()
    person = Forgetful(language)
    for name, kwargs in (
        ("entrance:home", {}),
        ("window:everything", {}),
        ("window:search", {}),
        ("window:piece", {"slug": ring.piece.slug}),
        ("content:delivery", {}),
        ("cart:view", {}),
    ):
        assert person.go(stories.address(name, language, **kwargs)).status == 200
        assert NEEDED[language] not in person.page

    person.go(stories.address("window:piece", language, slug=ring.piece.slug))
    person.press(stories.WORDS[language].add)

    assert person.status == 200
    assert NEEDED[language] in person.page
    assert person.go(stories.address("checkout:details", language)).path == stories.address(
        "cart:view", language
    )


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_visitor_who_only_looks_is_given_no_cookie(language):
    ring = a_variant()
    jobs.run()
    person = Visitor(language)
    for name, kwargs in (
        ("entrance:home", {}),
        ("window:everything", {}),
        ("window:piece", {"slug": ring.piece.slug}),
    ):
        person.go(stories.address(name, language, **kwargs))
    assert list(person.client.cookies) == []


def test_the_cart_needs_one_cookie_that_no_script_can_read():
    person = stories.puts_into_cart(Visitor(), a_variant())
    cookies = person.client.cookies
    assert CartLine.objects.count() == 1
    assert set(cookies) <= {"cart", "messages"}
    assert (cookies["cart"]["httponly"], cookies["cart"]["samesite"]) == (True, "Lax")

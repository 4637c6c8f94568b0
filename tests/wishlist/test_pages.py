"""The heart on a piece's page, one's own list, and what others see of it."""

import re
from datetime import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings
from tests import jobs
from tests.accounts.people import PASSWORD, a_customer, signed_in
from tests.cart.test_leaving import sign_out
from tests.shopping import a_browser, a_variant

from poincon.catalogue import actions as catalogue
from poincon.catalogue.models import Variant
from poincon.customers import actions as customers
from poincon.customers.states import Measured
from poincon.foundation import clock
from poincon.wishlist.models import Wishlist, WishlistLine

pytestmark = pytest.mark.django_db
LIST = "/envies/"


def press(browser: Client, slug: str, where: str = "ajout", **more: str) -> str:
    answer = browser.post(f"{LIST}{where}", {"piece": slug, **more}, follow=True)
    assert answer.status_code == 200
    return answer.text


@pytest.mark.promise("accounts.wishlist")
def test_a_visitor_keeps_a_piece_finds_it_and_takes_it_off() -> None:
    browser, piece = a_browser(), a_variant().piece
    page = browser.get(f"/bijou/{piece.slug}/").text
    assert 'aria-pressed="false"' in page
    assert not browser.cookies

    page = press(browser, piece.slug)
    assert 'aria-pressed="true"' in page
    assert piece.name_fr in browser.get(LIST).text

    press(browser, piece.slug, "retrait", **{"from": "list"})
    assert piece.name_fr not in browser.get(LIST).text


def test_the_cookie_is_for_the_shop_alone_and_holds_no_name() -> None:
    browser = a_browser()
    press(browser, a_variant().piece.slug)
    cookie = browser.cookies["wishlist"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert re.fullmatch(r"[\w-]{32}", cookie.value)


def test_a_heart_pressed_with_htmx_answers_in_place() -> None:
    browser, piece = a_browser(), a_variant().piece
    answer = browser.post(f"{LIST}ajout", {"piece": piece.slug}, headers={"HX-Request": "true"})
    assert answer.text.lstrip().startswith("<form")
    assert 'aria-pressed="true"' in answer.text
    assert answer.cookies["wishlist"].value == Wishlist.objects.get().token


def test_the_heart_costs_nothing_for_strangers_and_one_question_for_others() -> None:
    piece, stranger, friend = a_variant().piece, a_browser(), a_browser()
    press(friend, piece.slug)
    counts = []
    for browser in (stranger, friend):
        browser.get(f"/bijou/{piece.slug}/")
        with CaptureQueriesContext(connection) as asked:
            browser.get(f"/bijou/{piece.slug}/")
        counts.append(len(asked))
    assert counts[1] == counts[0] + 1 <= 12


def test_signing_in_brings_the_list_along_and_signing_out_takes_it_away() -> None:
    a_customer()
    browser, piece = a_browser(), a_variant().piece
    press(browser, piece.slug)
    browser.post("/compte/connexion/", {"login": "claire@example.org", "password": PASSWORD})
    assert piece.name_fr in browser.get(LIST).text
    assert 'href="/envies/"' in browser.get("/compte/").text

    sign_out(browser)

    assert piece.name_fr not in browser.get(LIST).text
    browser.post("/compte/connexion/", {"login": "claire@example.org", "password": PASSWORD})
    assert piece.name_fr in browser.get(LIST).text


def test_others_see_the_pieces_and_not_whose_they_are() -> None:
    customer, piece = a_customer(), a_variant().piece
    mine = signed_in(customer)
    jobs.run()  # the window is filled
    press(mine, piece.slug)
    mine.post(f"{LIST}partage")
    address = f"{LIST}{Wishlist.objects.get().shown_as}/"
    assert address in mine.get(LIST).text

    answer = a_browser().get(address)

    assert piece.name_fr in answer.text
    assert "noindex" in answer.text
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not [one for one in ("Claire", "Moreau", "claire@") if one in answer.text]
    assert "/envies/retrait" not in answer.text
    mine.post(f"{LIST}fin-du-partage")
    assert a_browser().get(address).status_code == 404


@pytest.mark.promise("accounts.wishlist")
def test_others_see_the_size_that_its_owner_wrote_to_a_piece_and_no_other(noon: datetime) -> None:
    customer, ring = a_customer(), a_variant()
    larger = another_size(ring, noon)
    customers.remember_size(
        customer=customer, label="", kind=Measured.RING, size_mm=Decimal("54.0"), actor="test", at=noon
    )
    mine = signed_in(customer)
    jobs.run()  # the window is filled
    press(mine, ring.piece.slug)
    mine.post(f"{LIST}partage")
    address = f"{LIST}{Wishlist.objects.get().shown_as}/"
    assert 'class="size"' not in a_browser().get(address).text  # what is remembered is not told by itself
    assert f'<option value="{larger.pk}">' in mine.get(LIST).text
    press(mine, ring.piece.slug, "taille", variant=str(larger.pk))
    assert f'<option value="{larger.pk}" selected>' in mine.get(LIST).text
    with CaptureQueriesContext(connection) as asked:
        page = a_browser().get(address).text
    assert f'<p class="size"><a href="/bijou/{ring.piece.slug}/?size=56">Taille 56</a>' in page
    assert "épuisé pour le moment" in page
    assert "Être averti de son retour" in mine.get(LIST).text
    assert len(asked) <= 12
    press(mine, ring.piece.slug, "taille", variant="")
    assert 'class="size"' not in a_browser().get(address).text


@pytest.mark.parametrize("variant", ["0", "-1", "x", "9" * 40], ids=range(4))
def test_a_size_that_the_piece_has_not_is_refused(variant: str, noon: datetime) -> None:
    browser, ring = a_browser(), a_variant()
    another_size(ring, noon)
    press(browser, ring.piece.slug)
    other = a_variant()
    for wrong in (variant, str(other.pk)):
        answer = browser.post(f"{LIST}taille", {"piece": ring.piece.slug, "variant": wrong})
        assert answer.status_code == 422
        assert "n’existe pas, ou plus, dans cette taille" in answer.text
    assert WishlistLine.objects.get().variant_id is None
    browser.post(f"{LIST}taille", {"piece": other.piece.slug, "variant": other.pk})
    assert WishlistLine.objects.count() == 1


def another_size(ring: Variant, at: datetime) -> Variant:
    columns = {"sku": f"{ring.sku}-56", "circumference_mm": "56.0", "weight_mg": 3_000, "position": 1}
    return catalogue.add_variant(piece_id=ring.piece_id, columns=columns, actor="test", at=at)


def test_a_piece_that_is_withdrawn_is_said_and_can_be_taken_off() -> None:
    browser, piece = a_browser(), a_variant().piece
    jobs.run()
    press(browser, piece.slug)
    catalogue.withdraw(piece_id=piece.pk, actor="test", at=clock.now())
    jobs.run()
    page = browser.get(LIST).text
    assert piece.name_fr in page
    assert "Ce bijou n’est plus fabriqué." in page
    assert "Nous ne présentons plus cette pièce." not in page
    press(browser, piece.slug, "retrait", **{"from": "list"})
    assert piece.name_fr not in browser.get(LIST).text


@pytest.mark.parametrize("slug", ["made-up", "", "x" * 5000, "../../etc"], ids=range(4))
def test_a_made_up_piece_is_refused_on_the_list_itself(slug: str) -> None:
    browser = a_browser()
    answer = browser.post(f"{LIST}ajout", {"piece": slug})
    assert answer.status_code == 404
    assert "n’est plus, dans notre boutique" in answer.text
    assert not Wishlist.objects.filter(lines__isnull=False).exists()


def test_a_token_of_somebody_else_s_account_opens_nothing() -> None:
    customer, piece = a_customer(), a_variant().piece
    press(signed_in(customer), piece.slug)
    other = a_browser()
    other.cookies["wishlist"] = Wishlist.objects.get().token
    assert piece.name_fr not in other.get(LIST).text


def test_a_house_without_wishlists_has_no_trace_of_them(settings: Settings) -> None:
    accounts = settings.CHARTER.accounts.model_copy(update={"wishlist": False})
    settings.CHARTER = settings.CHARTER.model_copy(update={"accounts": accounts})
    piece, browser = a_variant().piece, signed_in(a_customer())
    assert browser.get(LIST).status_code == 404
    assert browser.post(f"{LIST}ajout", {"piece": piece.slug}).status_code == 404
    for path in (f"/bijou/{piece.slug}/", "/", "/compte/", "/cookies/"):
        assert "envies" not in browser.get(path).text


@pytest.mark.promise("accounts.wishlist")
def test_the_page_about_cookies_names_the_one_that_keeps_the_list() -> None:
    text = a_browser().get("/cookies/").text
    assert "<td>wishlist</td>" in text

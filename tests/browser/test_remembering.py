"""What a browser remembers by itself: the pieces seen lately, and the heart pressed in place."""

from collections.abc import Callable

from pytest_django import Settings
from tests import jobs
from tests.browser.looking import Watched
from tests.shopping import a_variant


def test_pieces_seen_are_shown_again_and_can_be_forgotten(opens: Callable[..., Watched]) -> None:
    first, second, third = (a_variant().piece for _ in range(3))
    jobs.run()
    window = opens()
    for piece in (first, second):
        window.goes(f"/bijou/{piece.slug}/")
    seen = window.goes(f"/bijou/{third.slug}/").page.locator(".seen")
    window.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    seen.locator(".piece-card").nth(1).wait_for()
    assert seen.locator(".name").all_inner_texts() == [second.name_fr, first.name_fr]
    window.looked_at("a piece with those seen before")

    seen.get_by_role("button").click()

    assert window.goes(f"/bijou/{first.slug}/").page.evaluate("localStorage.getItem('seen')")
    window.page.wait_for_load_state("networkidle")
    assert not window.page.locator(".seen .piece-card").count()


def test_the_heart_fills_where_it_is_and_the_list_holds_the_piece(
    opens: Callable[..., Watched], settings: Settings
) -> None:
    accounts = settings.CHARTER.accounts.model_copy(update={"wishlist": True})
    settings.CHARTER = settings.CHARTER.model_copy(update={"accounts": accounts})
    piece = a_variant().piece
    jobs.run()
    window = opens().goes(f"/bijou/{piece.slug}/")
    page = window.page
    page.locator(".like[aria-pressed=false]").click()
    page.locator(".like[aria-pressed=true]").wait_for()
    window.looked_at("a piece on the list")
    page.locator(".heart a").click()
    assert page.locator(".piece-card .name").inner_text() == piece.name_fr
    page.get_by_role("button", name="Donner une adresse à ma liste").click()
    address = page.locator("#address").input_value()
    window.looked_at("a list with its address")
    assert opens().goes(address.removeprefix(window.shop)).page.locator(".piece-card").count() == 1

"""The first look at a piece on a small telephone, and its pictures seen closely."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator
from tests.browser.looking import Watched
from tests.shopping import a_variant

SMALL = {"width": 360, "height": 640}


def foot(place: Locator) -> float:
    box = place.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


@pytest.mark.parametrize("locale", ["fr-FR", "en-GB"])
def test_the_first_look_holds_picture_name_price_and_whether_it_is_there(
    opens: Callable[..., Watched], locale: str
) -> None:
    variant = a_variant()
    way = "/bijou/" if locale == "fr-FR" else "/en/piece/"
    page = opens(viewport=SMALL, locale=locale).goes(f"{way}{variant.piece.slug}/").page
    bar = page.locator(".bar").bounding_box()
    assert bar is not None
    for there in (".pictures .view", "h1", ".terms .price", ".terms .state"):
        place = page.locator(there).first
        assert place.is_visible()
        assert foot(place) <= bar["y"]


def test_a_picture_opens_over_its_piece_and_leads_back_to_it(opens: Callable[..., Watched]) -> None:
    page = opens(viewport=SMALL, has_touch=True).goes(f"/bijou/{a_variant().piece.slug}/").page
    before = page.url
    view = page.locator(".pictures .view").first
    view.tap()
    picture = page.locator("[data-zoom] img")
    picture.wait_for()
    assert (picture.get_attribute("src") or "").endswith(view.get_attribute("href") or "nowhere")
    page.keyboard.press("Escape")
    picture.wait_for(state="hidden")
    assert page.url == before
    assert page.locator(":focus").get_attribute("href") == view.get_attribute("href")

"""The sheet that measures a finger, as the browser lays it out for paper."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from tests.browser.looking import Watched
from tests.browser.test_every_page import address

MM = 96 / 25.4  # CSS pixels to a millimetre
BOX = "(e) => [e.getBoundingClientRect().width, e.getBoundingClientRect().height]"


def measured(page: Page, what: str) -> tuple[float, float]:
    """Return how wide and how high something is on paper, in millimetres, its outline left aside."""
    width, height = page.locator(what).evaluate(BOX)
    return width / MM, height / MM


@pytest.mark.parametrize("width", [360, 1280])
def test_on_paper_the_line_measures_fifty_millimetres_and_all_is_on_one_page(
    opens: Callable[..., Watched], width: int
) -> None:
    page = opens().goes(address("window:sizer", "fr")).page
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(media="print")
    line, _ = measured(page, "#calibration")
    assert line == pytest.approx(50, abs=0.01)
    assert measured(page, ".sizer .card") == pytest.approx((85.60, 53.98), abs=0.01)
    assert measured(page, ".sizer .ring:nth-of-type(11)") == pytest.approx((17.19, 17.19), abs=0.01)
    paper = page.pdf(prefer_css_page_size=True)
    assert paper.count(b"/Type /Page\n") == 1
    assert not page.locator("[data-print]").is_visible()


def test_on_a_screen_nothing_can_be_taken_for_a_measure_and_other_ways_are_told(
    opens: Callable[..., Watched],
) -> None:
    page = opens().goes(address("window:sizer", "fr")).page
    page.set_viewport_size({"width": 360, "height": 800})
    assert not page.locator("#calibration").is_visible()
    assert not page.locator(".sizer .card").is_visible()
    assert measured(page, ".sizer .ring:nth-of-type(11)")[0] < 17.19 / 2
    assert page.get_by_text("n’y posez pas de bague").is_visible()
    assert page.get_by_role("heading", name="Sans imprimante").is_visible()
    sent = page.get_by_role("link", name="M’envoyer la page").get_attribute("href") or ""
    assert sent.startswith("mailto:?subject=")
    assert "tailles" in sent
    page.emulate_media(media="print")
    assert not page.get_by_text("n’y posez pas de bague").is_visible()

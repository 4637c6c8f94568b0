"""Finding the way in a browser: by mouse, key and touch, with JavaScript and without."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from tests.browser.looking import Watched
from tests.journeys.stories import address
from tests.window.conftest import SILVER, MakePiece, Size, a_shelf
from tests.window.conftest import make as _make  # a fixture of the window's

from poincon.window.models import Card

type Opens = Callable[..., Watched]

TABLET = {"viewport": {"width": 1024, "height": 768}, "has_touch": True, "is_mobile": True}
PHONE = {"viewport": {"width": 360, "height": 640}, "has_touch": True, "is_mobile": True}
PLAIN = {"java_script_enabled": False}


make = _make


@pytest.fixture
def stocked(make: MakePiece) -> dict[str, str]:
    """Two rings on shelves beneath a tab."""
    rings = a_shelf("bagues", "rings")
    bands = a_shelf("alliances", "bands", under=rings)
    band = make(name_fr="Alliance Nuit", category=bands, metals=[SILVER], sizes=[Size("54", 9_000)])
    ring = make(name_fr="Solitaire Aube", category=rings, sizes=[Size("52", 250_000)])
    Card.objects.update(first_stem="", second_stem="")  # their pictures are made up
    return {"band": band.slug, "ring": ring.slug}


def test_suggestions_by_keyboard(opens: Opens, stocked: dict[str, str]) -> None:
    window = opens().goes("/")
    page = window.page
    field = page.get_by_role("combobox")
    field.press_sequentially("al", delay=20)
    options = page.get_by_role("option")
    expect(options).to_have_count(2)
    expect(field).to_have_attribute("aria-expanded", "true")
    window.looked_at("suggestions")  # on a narrow screen the field is elsewhere, so the list is put away
    expect(options.first).to_be_hidden()
    field.press("ArrowDown")
    expect(options.first).to_be_visible()
    field.press("ArrowDown")
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == options.nth(0).get_attribute("id")
    field.press("ArrowDown")
    field.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") is None
    field.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(options).to_have_count(0)
    assert field.input_value() == "al"
    field.press("ArrowDown")
    expect(options).to_have_count(2)
    field.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    field.press("ArrowUp")
    field.press("Enter")
    page.wait_for_url("**/alliances/")


def test_enter_sends_the_form_and_leaving_puts_the_list_away(opens: Opens, stocked: dict[str, str]) -> None:
    page = opens().goes("/").page
    field = page.get_by_role("combobox")
    field.press_sequentially("sol")
    expect(page.get_by_role("option")).to_have_count(1)
    page.get_by_role("option").hover()
    page.locator("h1").click()
    expect(page.locator(".top .suggestions")).to_be_hidden()
    field.press("Enter")
    page.wait_for_url("**/recherche/?q=sol")


def test_one_question_is_asked_for_a_word_and_not_one_for_each_letter(
    opens: Opens, stocked: dict[str, str]
) -> None:
    page = opens().goes("/").page
    page.clock.install(time=0)
    page.clock.pause_at(1)  # however slowly the machine types, no pause has passed
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url) if "suggestions" in one.url else None)
    field = page.get_by_role("combobox")
    field.press_sequentially("alliance")
    page.clock.run_for(139)
    assert asked == []
    page.clock.run_for(1)
    expect(page.get_by_role("option").first).to_be_visible()
    assert [url.partition("q=")[2] for url in asked] == ["alliance"]


def test_without_javascript_the_field_is_a_form(opens: Opens, stocked: dict[str, str]) -> None:
    page = opens(**PLAIN).goes("/").page
    field = page.get_by_role("searchbox")
    field.fill("solitaire")
    field.press("Enter")
    page.wait_for_url("**/recherche/?q=solitaire")
    expect(page.locator(".piece-card")).to_have_count(1)


@pytest.mark.parametrize("options", [{}, PLAIN], ids=["with", "without"])
def test_tabs_open_by_hover_and_by_focus(
    opens: Opens, stocked: dict[str, str], options: dict[str, object]
) -> None:
    page = opens(**options).goes("/").page
    tab = page.locator(".menu a.tab", has_text="Bagues")
    beneath = page.locator(".menu .types").get_by_role("link", name="Alliances")
    expect(beneath).to_be_hidden()
    tab.hover()
    expect(beneath).to_be_visible()
    page.mouse.move(5, 700)
    expect(beneath).to_be_hidden()
    tab.focus()
    expect(beneath).to_be_visible()
    if not options:
        page.keyboard.press("Escape")
        expect(beneath).to_be_hidden()
        tab.blur()
        tab.focus()
        expect(beneath).to_be_visible()
    page.keyboard.press("Tab")
    expect(beneath).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/alliances/")


@pytest.mark.parametrize("options", [{}, PLAIN], ids=["with", "without"])
def test_the_first_tap_on_a_tab_opens_it(
    opens: Opens, stocked: dict[str, str], options: dict[str, object]
) -> None:
    window = opens(**TABLET, **options).goes("/")
    page = window.page
    beneath = page.locator(".menu .types").get_by_role("link", name="Alliances")
    page.locator(".menu .reach", has_text="Bagues").tap()
    expect(beneath).to_be_visible()
    assert page.url == f"{window.shop}/"
    page.locator("main").tap(position={"x": 5, "y": 300})
    expect(beneath).to_be_hidden()
    page.locator(".menu .reach", has_text="Bagues").tap()
    page.locator(".menu .types:visible .all a").tap()
    page.wait_for_url("**/bagues/")


@pytest.mark.parametrize("options", [{}, PLAIN], ids=["with", "without"])
def test_the_menu_of_a_phone_opens_and_closes(
    opens: Opens, stocked: dict[str, str], options: dict[str, object]
) -> None:
    page = opens(**PHONE, **options).goes("/").page
    beneath = page.locator(".menu .types").get_by_role("link", name="Alliances")
    expect(beneath).to_be_hidden()
    page.get_by_role("button", name="Menu", exact=True).tap()
    expect(beneath).to_be_visible()
    page.keyboard.press("Escape")
    expect(beneath).to_be_hidden()
    page.get_by_role("button", name="Menu", exact=True).tap()
    page.locator(".menu a.tab", has_text="Bagues").tap()
    page.wait_for_url("**/bagues/")


@pytest.mark.parametrize("options", [{}, PLAIN], ids=["with", "without"])
def test_filters_of_a_phone_are_a_sheet(
    opens: Opens, stocked: dict[str, str], options: dict[str, object]
) -> None:
    page = opens(**PHONE, **options).goes(address("window:everything", "fr")).page
    expect(page.locator(".piece-card")).to_have_count(2)
    page.get_by_role("button", name="Affiner").tap()
    sheet = page.locator("#groups")
    expect(sheet).to_be_visible()
    sheet.locator("summary", has_text="Métal").first.tap()
    sheet.get_by_label("Argent").tap()
    sheet.locator("[data-done]").tap()
    page.wait_for_url("**?metal=silver")
    expect(page.locator(".piece-card")).to_have_count(1)
    expect(sheet).to_be_hidden()
    page.locator(".tags.chosen a", has_text="Argent").tap()
    expect(page.locator(".piece-card")).to_have_count(2)


def test_two_prices_narrow_at_once(opens: Opens, stocked: dict[str, str]) -> None:
    window = opens().goes(address("window:everything", "fr"))
    page = window.page
    page.locator("summary", has_text="Prix").click()
    page.get_by_label("à", exact=True).fill("100")
    page.keyboard.press("Enter")
    page.wait_for_url("**?price_to=100")
    expect(page.locator(".piece-card")).to_have_count(1)
    window.looked_at("two prices")

"""The living style page in a real browser: readable by everybody, whole without JavaScript."""

import os
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop runs in the thread of the tests
    with sync_playwright() as play:
        found = CHROMIUM if os.path.exists(CHROMIUM) else None  # noqa: PTH110 - Playwright has its own otherwise
        opened = play.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_axe_finds_nothing_and_nothing_overflows(
    live_server: LiveServer, browser: Browser, width: int, scheme: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page.goto(f"{live_server.url}/design/", wait_until="networkidle")
    found = Axe().run(page, options=RULES)
    beyond = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.close()
    assert [(fault["id"], len(fault["nodes"])) for fault in found.response["violations"]] == []
    assert beyond <= 0


def test_the_policy_for_content_is_never_broken(live_server: LiveServer, browser: Browser) -> None:
    said: list[str] = []
    page = browser.new_page()
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.goto(f"{live_server.url}/en/design/", wait_until="networkidle")
    page.close()
    assert said == []


def test_a_refused_form_comes_back_in_place_with_the_focus_on_its_first_fault(
    live_server: LiveServer, browser: Browser
) -> None:
    page = browser.new_page()
    page.goto(f"{live_server.url}/en/design/", wait_until="networkidle")
    page.get_by_role("button", name="Continue").click()
    page.wait_for_selector(".faults")
    focused = page.evaluate("document.activeElement.name")
    address = page.url
    page.close()
    assert focused == "email"
    assert address.endswith("/en/design/")


def test_without_javascript_menu_guide_and_form_work(live_server: LiveServer, browser: Browser) -> None:
    page = browser.new_page(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page.goto(f"{live_server.url}/en/design/")
    page.get_by_role("button", name="Menu").click()
    opened = page.get_by_role("link", name="Wedding rings").is_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Size guide").click()
    guided = page.get_by_role("heading", name="Size guide").is_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Continue").click()
    page.wait_for_selector(".faults")
    address = page.url
    page.close()
    assert opened
    assert guided
    assert "/en/design/form/" in address


def test_types_are_shown_by_keyboard_and_put_away_with_escape(
    live_server: LiveServer, browser: Browser
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{live_server.url}/en/design/", wait_until="networkidle")
    page.get_by_role("link", name="Rings", exact=True).first.focus()
    page.wait_for_timeout(400)
    shown = page.get_by_role("link", name="Signet rings").is_visible()
    page.keyboard.press("Escape")
    page.wait_for_timeout(100)
    hidden = not page.get_by_role("link", name="Signet rings").is_visible()
    page.close()
    assert shown
    assert hidden

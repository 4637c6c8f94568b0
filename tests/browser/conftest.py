"""A real Chromium in front of a live shop and the sandbox bank; what goes wrong on any page is a failure."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from pytest_django.live_server_helper import LiveServer
from tests.browser.looking import Watched
from tests.journeys.visitor import Visitor

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium for one module: its event loop must be gone before other tests need one of their own."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop runs in the thread of the tests
    with sync_playwright() as play:
        found = str(CHROMIUM) if CHROMIUM.exists() else None  # Playwright has its own otherwise
        opened = play.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield opened
        opened.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def shop(live_server: LiveServer, settings, bank: str) -> str:
    """The shop's address, with the bank allowed where its forms lead to."""
    settings.BASE_URL = live_server.url
    settings.SECURE_CSP = settings.SECURE_CSP | {"form-action": ["'self'", bank]}
    return live_server.url


@pytest.fixture
def opens(browser: Browser, shop: str, bank: str) -> Iterator[Callable[..., Watched]]:
    """Return a function that opens a window, a `Visitor`'s or a stranger's, watched to its end."""
    windows: list[Watched] = []

    def opened(person: Visitor | None = None, **options: object) -> Watched:
        found = Watched(browser, shop, bank, **options)
        if person is not None:
            found.brings(person.client.cookies)
        windows.append(found)
        return found

    yield opened
    heard = [fault for window in windows for fault in window.closed()]
    assert not heard, "\n".join(heard)

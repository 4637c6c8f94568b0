"""What is looked at on every page: reach for everybody, room on every screen, nothing from elsewhere."""

from http.cookies import SimpleCookie
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Locator, Request

RULES: dict[str, Any] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
WIDTHS = (1280, 768, 360)
PLAIN = """() => ({
  headings: document.querySelectorAll('h1').length,
  styled: [...document.querySelectorAll('body [style], body style')].map((e) => e.outerHTML.slice(0, 120)),
  unnamed: [...document.images].filter((i) => !i.hasAttribute('alt')).length,
  unsized: [...document.images].filter((i) => !i.getAttribute('width')).length,
  titled: document.title.trim().length > 0,
})"""
BEYOND = "document.documentElement.scrollWidth - innerWidth"
SETTLED = "() => Promise.allSettled(document.getAnimations().map((one) => one.finished))"
AT_REST = "() => !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')"
FOCUSED = "(e) => e === document.activeElement"


class Watched:
    """A browser window whose console, requests and pages are watched."""

    def __init__(self, browser: Browser, shop: str, bank: str, **options: Any) -> None:
        self.shop, self._bank = shop, bank
        self._context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}} | options)
        self._context.set_default_timeout(15_000)
        self.page = self._context.new_page()
        self.faults: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.faults.append(f"{self.page.url}: {error}"))
        self.page.on("request", self._note)

    def brings(self, cookies: SimpleCookie) -> None:
        """Carry cookies from elsewhere: the session of somebody who has signed in, a cart, orders."""
        kept = [{"name": key, "value": one.value, "url": self.shop} for key, one in cookies.items()]
        self._context.add_cookies(kept)  # type: ignore[arg-type]

    def goes(self, path: str) -> "Watched":
        self.page.goto(self.shop + path)
        return self

    def closed(self) -> list[str]:
        self._context.close()
        return self.faults

    def looked_at(self, name: str) -> None:
        """Look at the page that is open at every width, light and dark, and note what is wrong with it."""
        self.page.wait_for_function(AT_REST)
        self.page.emulate_media(color_scheme="light")
        said = self._plainly()
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 800})
            if (beyond := self.page.evaluate(BEYOND)) > 0:
                said.append(f"{beyond} px too wide at {width}")
            if width == 1280:
                said += self._axe("light")
        self.page.emulate_media(color_scheme="dark")
        said += self._axe("dark, 360 px")
        self.page.set_viewport_size({"width": 1280, "height": 900})
        self.page.emulate_media(color_scheme="light")
        self.faults += [f"{name}: {fault}" for fault in said]

    def tabs_to(self, target: Locator, most: int = 150) -> Locator:
        """Press the tabulator until the focus is on `target`, as somebody without a mouse does."""
        for _ in range(most):
            if target.evaluate(FOCUSED):
                return target
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{target} is out of the keyboard's reach")

    def _plainly(self) -> list[str]:
        facts = self.page.evaluate(PLAIN)
        wrong = [f"{name} {facts[name]}" for name in ("styled", "unnamed", "unsized") if facts[name]]
        if facts["headings"] != 1:
            wrong.append(f"{facts['headings']} h1")
        return wrong if facts["titled"] else [*wrong, "no title"]

    def _axe(self, how: str) -> list[str]:
        self.page.evaluate(SETTLED)  # colours that are still on their way would be judged half way
        found = Axe().run(self.page, options=RULES).response["violations"]
        return [f"axe, {how}: {one['id']} at {_places(one)}" for one in found]

    def _hear(self, message: ConsoleMessage) -> None:
        """A page that refuses says so by its status, which Chromium reports as an error: that is no fault."""
        refused = message.text.startswith("Failed to load resource: the server responded with a status of 4")
        own = message.location.get("url", "") == self.page.url
        if message.type in {"error", "warning"} and not (refused and own):
            self.faults.append(f"{self.page.url}: console: {message.text}")

    def _note(self, request: Request) -> None:
        if not request.url.startswith((self.shop, self._bank, "data:")):
            self.faults.append(f"{self.page.url} loads {request.url}")


def _places(violation: dict[str, Any]) -> list[str]:
    return [f"{' '.join(map(str, node['target']))} ({_why(node)})" for node in violation["nodes"]][:4]


def _why(node: dict[str, Any]) -> str:
    return "; ".join(check["message"] for check in [*node["any"], *node["all"], *node["none"]])

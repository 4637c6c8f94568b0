"""The ways through a house: a visitor, somebody who buys, a customer, the owner at the desk.

Each starts somewhere and follows every link; of the pages that share a name (all pieces, all orders) a few
are looked at. A new page is found by itself, as people find it.
"""

import sys
from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Error, Page
from tools.quality import buying, figures
from tools.quality.browser import chromium
from tools.quality.house import House
from tools.quality.looks import Found, Watch, looked, ready

MOST = {
    "window:piece": 4,
    "window:shelf": 2,
    "orders:order": 4,
    "orders_desk:order": 4,
    "intake_desk:piece": 2,
}
"""How many pages of one name are looked at; one of the others."""
OWN = ("customers:", "account_", "mfa_", "orders:", "wishlist:")
"""The names of pages that only a customer finds."""


@dataclass(frozen=True)
class Way:
    """One way through: who walks, where it starts, which names are theirs."""

    who: str
    starts: tuple[str, ...]
    mine: Callable[[str], bool]
    email: str = ""
    more: tuple[str, ...] = field(default=())


def _public(name: str) -> bool:
    return "desk" not in name and not name.startswith(("api", "openapi", "demo"))


WAYS = (
    Way(
        "visitor",
        (
            "entrance:home",
            "window:everything",
            "account_login",
            "content:help",
            "window:sizer",
            "window:seen",
        ),
        _public,
        more=("rien/de/tel/", "?q=or", "?q=zzzz"),
    ),
    Way(
        "customer",
        ("customers:home", "orders:orders"),
        lambda name: name.startswith(OWN),
        "claire.moreau@example.org",
    ),
    Way("desk", ("staff_desk:home",), lambda name: "_desk:" in name, "direction@example.org"),
)


def measure(house: House) -> None:
    """Walks every way in every language that has not been walked yet."""
    with chromium() as browser:
        for language in house.languages:
            _walk(browser, house, language, "buyer", buying.buys)
        for way in WAYS:
            for language in house.languages:
                _walk(browser, house, language, way.who, lambda walker, way=way: walker.follows(way))


def _walk(
    browser: Browser, house: House, language: str, who: str, walked: "Callable[[Walker], None]"
) -> None:
    if not figures.missing("pages", house.name, language, who):
        return
    context = browser.new_context(locale=f"{language}-FR", device_scale_factor=2)
    walker = Walker(context, house, language, who)
    walked(walker)
    context.close()
    figures.keep(walker.found, "pages", house.name, language, who)
    sys.stderr.write(f"{house.name} {language} {who}: {len(walker.found)} pages\n")


class Walker:
    """Somebody in a browser who looks at pages and keeps what was found."""

    def __init__(self, context: BrowserContext, house: House, language: str, who: str) -> None:
        self.house, self.language, self.who = house, language, who
        self.page: Page = context.new_page()
        self.watch = Watch(self.page)
        self.found: list[Found] = []
        ready(self.page, self.watch)

    def at(self, name: str, **kwargs: object) -> str:
        return self.house.at(name, self.language, **kwargs)

    def signs_in(self, email: str) -> None:
        self.page.goto(self.at("account_login"))
        self.page.fill("[name=login]", email)
        self.page.fill("[name=password]", self.house.password(email))
        self.page.locator("main form button").first.click()
        self.page.wait_for_load_state()

    def looks_at(self, address: str, name: str = "") -> bool:
        """Opens a page as a first visit and looks at it; whether it was one."""
        ready(self.page, self.watch)
        try:
            with self.watch.opening():
                answer = self.page.goto(address)
        except Error as error:
            if "ERR_ABORTED" in error.message or "Download is starting" in error.message:
                return False  # a file to keep, not a page
            raise
        if answer is None or "text/html" not in answer.headers.get("content-type", ""):
            return False
        self.looks(name, answer.status)
        return True

    def looks(self, name: str = "", status: int = 200) -> None:
        """Looks at the page that is open."""
        address = self.page.url
        told = name or self.house.called(address, self.language)
        facts = {"house": self.house.name, "language": self.language, "who": self.who, "name": told}
        path = address.removeprefix(self.house.address)
        self.found.append(facts | {"path": path, "status": status} | looked(self.page, self.watch))

    def follows(self, way: Way) -> None:
        """Goes along all links, from the starts of a way."""
        if way.email:
            self.signs_in(way.email)
        for words in way.more:
            home = self.at("window:search" if words.startswith("?") else "entrance:home")
            self.looks_at(home + words, "nothing here" if not words.startswith("?") else "")
            if words.startswith("?"):
                self.found[-1]["name"] += words
        seen: Counter[str] = Counter()
        known = {self.at(name) for name in way.starts}
        queue = deque(known)
        while queue:
            address = queue.popleft()
            name = self.house.called(address, self.language)
            if seen[name] >= MOST.get(name, 1) or not self.looks_at(address):
                continue
            seen[name] += 1
            new = [one for one in self._links() if one not in known]
            known.update(new)
            queue.extend(one for one in new if self._wanted(one, way, seen))

    def _links(self) -> Iterable[str]:
        found: list[str] = self.page.evaluate(
            "() => [...document.links].map((link) => link.href.split('#')[0].split('?')[0])"
        )
        return list(dict.fromkeys(found))

    def _wanted(self, address: str, way: Way, seen: Counter[str]) -> bool:
        name = self.house.called(address, self.language)
        return bool(name) and way.mine(name) and name != "account_logout" and seen[name] < MOST.get(name, 1)

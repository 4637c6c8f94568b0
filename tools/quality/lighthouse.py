"""Lighthouse on home, listing, piece, cart and order, as a telephone and as a desk sees them.

It is fetched from npm when first asked for, into `.tools/lighthouse`, and nothing of the shop knows it.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator

from playwright.sync_api import BrowserContext
from tools.quality import browser, buying, figures
from tools.quality.house import ROOT, House
from tools.quality.looks import Found
from tools.quality.walks import Walker

VERSION = "12.8.2"
HOME = ROOT / ".tools" / "lighthouse"
PROGRAM = HOME / "node_modules" / ".bin" / "lighthouse"
TRIES = 3  # now and then a trace of the browser's comes out without its beginning
FORMS: dict[str, tuple[str, ...]] = {"mobile": (), "desktop": ("--preset=desktop",)}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TIMES = {
    "lcp_ms": "largest-contentful-paint",
    "tbt_ms": "total-blocking-time",
    "cls": "cumulative-layout-shift",
    "fcp_ms": "first-contentful-paint",
    "bytes": "total-byte-weight",
}

type Page = tuple[str, str, str]
"""Its name, its address, the cookies it is asked with."""


def measure(house: House, *, rounds: int) -> None:
    """Looks at what has not been looked at yet; of several rounds on the telephone the median counts."""
    wanted = [language for language in house.languages if figures.missing("lighthouse", house.name, language)]
    if wanted:
        _install()
    for language in wanted:
        found = [
            {"house": house.name, "language": language, "name": page[0], "form": form}
            | _median([_run(page, form) for _ in range(rounds if form == "mobile" else 1)])
            for page in pages(house, language)
            for form in FORMS
        ]
        figures.keep(found, "lighthouse", house.name, language)
        sys.stderr.write(f"{house.name} {language}: Lighthouse has looked at {len(found)} pages\n")


def pages(house: House, language: str) -> list[Page]:
    """The five pages, a full cart and a paid order among them."""
    with browser.chromium() as opened:
        context = opened.new_context(locale=f"{language}-FR")
        walker = Walker(context, house, language, "lighthouse")
        buying.fills_cart(walker)
        cart = ("cart", walker.at("cart:view"), _cookies(context))
        walker.page.goto(walker.at("entrance:home"))
        shelf = walker.page.locator("nav.menu a.tab").first.get_attribute("href") or ""
        walker.page.goto(house.address + shelf)
        piece = walker.page.locator("main li.piece-card a").first.get_attribute("href") or ""
        walker.page.goto(walker.at("cart:view"))
        walker.page.locator("main form button.buy.whole").first.click()
        buying.tells_where(walker)
        buying.chooses_carrier(walker)
        buying.pays(walker)
        order = ("order", walker.page.url, _cookies(context))
        context.close()
    home = ("home", walker.at("entrance:home"), "")
    return [home, ("listing", house.address + shelf, ""), ("piece", house.address + piece, ""), cart, order]


def _cookies(context: BrowserContext) -> str:
    return "; ".join(f"{one['name']}={one['value']}" for one in context.cookies())


def _run(page: Page, form: str) -> Found:
    _, address, cookies = page
    command = [str(PROGRAM), address, "--quiet", "--output=json", "--output-path=stdout", *FORMS[form]]
    command += ["--chrome-flags=--headless=new --no-sandbox"]
    command += ["--extra-headers", json.dumps({"Cookie": cookies})] if cookies else []
    kept = os.environ | {"CHROME_PATH": browser.path()}
    for _ in range(TRIES):
        done = subprocess.run(command, env=kept, capture_output=True, text=True, check=False)
        if not done.returncode:
            return _read(json.loads(done.stdout))
    raise SystemExit(f"Lighthouse cannot look at {address}:\n{done.stderr.strip()}")


def _read(told: Found) -> Found:
    scores = {name: round(told["categories"][name]["score"] * 100) for name in CATEGORIES}
    times = {name: told["audits"][audit]["numericValue"] for name, audit in TIMES.items()}
    requests = len(told["audits"]["network-requests"]["details"]["items"])
    return scores | times | {"requests": requests, "misses": list(_misses(told))}


def _misses(told: Found) -> Iterator[str]:
    for name in CATEGORIES[1:]:
        for one in told["categories"][name]["auditRefs"]:
            score = told["audits"][one["id"]]["score"]
            if one["weight"] and score is not None and score < 1:
                yield one["id"]


def _median(found: list[Found]) -> Found:
    numbers = {name: statistics.median(one[name] for one in found) for name in found[0] if name != "misses"}
    return numbers | {"misses": sorted({miss for one in found for miss in one["misses"]})}


def _install() -> None:
    told = HOME / "version.txt"
    if told.exists() and told.read_text() == VERSION:
        return
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit(
            "Lighthouse needs Node and npm, which are not here: measure the pages alone, --only pages"
        )
    HOME.mkdir(parents=True, exist_ok=True)
    quiet = ["--no-audit", "--no-fund", "--no-save", "--silent"]
    subprocess.run([npm, "install", "--prefix", str(HOME), *quiet, f"lighthouse@{VERSION}"], check=True)
    told.write_text(VERSION)

"""One page looked at: what it loads, axe on three widths and in both schemes, room, targets, what is said."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import CDPSession, ConsoleMessage, Page

WIDTHS = (360, 768, 1280)
FINGERS = (360, 768)
"""The widths of screens that are touched."""
SCHEMES = ("light", "dark")
HEIGHTS = {360: 740, 768: 1024, 1280: 860}
TARGET = 44
AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text()
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
"""What another scheme can change."""
# Chromium keeps some colours of the scheme before until their element is drawn anew.
REDRAWN = "() => { document.body.hidden = true; document.body.offsetHeight; document.body.hidden = false; }"
SETTLED = """() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
  .then(() => Promise.allSettled(document.getAnimations().map((one) => one.finished)))"""
AT_REST = "() => !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')"
BEYOND = "() => Math.max(0, document.documentElement.scrollWidth - innerWidth)"
SHIFTS = """() => new Promise((tell) => {
  let sum = 0;
  const add = (entries) => entries.forEach((one) => { if (!one.hadRecentInput) sum += one.value; });
  const seen = new PerformanceObserver((list) => add(list.getEntries()));
  seen.observe({type: 'layout-shift', buffered: true});
  setTimeout(() => { add(seen.takeRecords()); seen.disconnect(); tell(Math.round(sum * 1e4) / 1e4); }, 60);
})"""
# A target under the bar at the foot of the screen is judged again in the middle, where it can be scrolled.
JUDGED = """async (rules) => {
  const missed = async (node) => {
    document.querySelector(node.target[0]).scrollIntoView({block: 'center'});
    const again = await axe.run({include: [node.target]}, {runOnly: {type: 'rule', values: ['target-size']}});
    return again.violations.length > 0;
  };
  const told = [];
  for (const {id, nodes} of (await axe.run(document, rules)).violations) {
    const places = [];
    for (const node of nodes) {
      if (id !== "target-size" || await missed(node)) places.push(node.target.join(" "));
    }
    const why = [...nodes[0].any, ...nodes[0].all, ...nodes[0].none].map((it) => it.message).join('; ');
    if (places.length) told.push({rule: id, places, why});
  }
  scrollTo(0, 0);
  return told;
}"""
# A link inside a sentence is as high as its line (WCAG 2.5.8 and 2.5.5 let it); a field's label is part of
# its target; and a link may reach further than its box, which only a look at the point can tell.
SMALL = """(least) => {
  const wanted = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
  const box = (element) => element.getBoundingClientRect();
  const inSentence = (element) => getComputedStyle(element).display === 'inline' &&
    [...element.parentElement.childNodes].some((node) => node.nodeType === 3 && node.data.trim().length > 1);
  const reaches = (element, labels) => {
    element.scrollIntoView({block: 'center', inline: 'center'});
    const {left, top, width, height} = box(element);
    const x = left + width / 2, y = top + height / 2, far = least / 2 - 1;
    return [[-far, 0], [far, 0], [0, -far], [0, far]].every(([dx, dy]) => {
      const hit = document.elementFromPoint(x + dx, y + dy);
      return hit && (element.contains(hit) || labels.some((label) => label.contains(hit)));
    });
  };
  const small = [];
  for (const element of document.querySelectorAll(wanted)) {
    if (small.length === 50) break;
    if (!element.checkVisibility({visibilityProperty: true}) || element.disabled) continue;
    const labels = [...(element.labels ?? [])].filter((label) => label.checkVisibility());
    const boxes = [element, ...labels].map(box);
    const width = Math.max(...boxes.map((one) => one.right)) - Math.min(...boxes.map((one) => one.left));
    const height = Math.max(...boxes.map((one) => one.bottom)) - Math.min(...boxes.map((one) => one.top));
    const clipped = getComputedStyle(element).clipPath.startsWith('inset(50%');
    const hidden = clipped || box(element).width <= 1 || box(element).bottom + scrollY <= 0;
    if ((hidden && !labels.length) || (width >= least - 0.5 && height >= least - 0.5)) continue;
    if (inSentence(element) || reaches(element, labels)) continue;
    const words = (element.innerText || element.getAttribute('aria-label') || element.name || '').trim();
    const kind = element.tagName.toLowerCase() + (element.className ? '.' + element.className : '');
    small.push(`${kind} “${words.slice(0, 40)}” ${Math.round(width)} × ${Math.round(height)}`);
  }
  scrollTo(0, 0);
  return small;
}"""

type Found = dict[str, Any]


class Watch:
    """What the browser says and loads while a page opens."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._session: CDPSession = page.context.new_cdp_session(page)
        self._session.send("Network.enable")
        self._kinds: dict[str, str] = {}
        self._clear()
        self._session.on("Network.responseReceived", self._arrives)
        self._session.on("Network.loadingFinished", self._ends)
        page.on("console", self._hears)
        page.on("pageerror", lambda error: self.said.append(str(error)[:200]))

    @contextmanager
    def opening(self) -> Iterator[None]:
        """A first visit: nothing is in the cache."""
        self._clear()
        self._session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        yield
        self._session.send("Network.setCacheDisabled", {"cacheDisabled": False})

    def touched(self, *, touched: bool) -> None:
        """A screen for fingers, or one for a mouse."""
        self._session.send(
            "Emulation.setTouchEmulationEnabled", {"enabled": touched, "maxTouchPoints": 5 if touched else 1}
        )

    def loaded(self) -> Found:
        """Requests and compressed bytes so far, in all and by kind."""
        return {"requests": len(self._sizes), "bytes": sum(self._sizes.values())} | {
            kind: sum(size for key, size in self._sizes.items() if self._kinds.get(key) == told)
            for kind, told in (("script", "Script"), ("sheet", "Stylesheet"), ("pictures", "Image"))
        }

    def _clear(self) -> None:
        self.said: list[str] = []
        self._sizes: dict[str, float] = {}

    def _arrives(self, told: Found) -> None:
        self._kinds[told["requestId"]] = told["type"]

    def _ends(self, told: Found) -> None:
        self._sizes[told["requestId"]] = told["encodedDataLength"]

    def _hears(self, message: ConsoleMessage) -> None:
        """A page that refuses says so by its status, which Chromium reports as an error: that is no fault."""
        own = message.location.get("url", "") == self._page.url
        if message.type in {"error", "warning"} and not (
            own and "the server responded with a status of 4" in message.text
        ):
            self.said.append(message.text[:200])


def looked(page: Page, watch: Watch) -> Found:
    """Everything about the page that has just been opened, 360 px wide and light, in `watch`."""
    page.wait_for_load_state("networkidle")
    page.wait_for_function(AT_REST)
    found: Found = {"loaded": watch.loaded(), "shift": page.evaluate(SHIFTS), "looks": []}
    page.evaluate(AXE)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        watch.touched(touched=width in FINGERS)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            rules = RULES if scheme == "light" else COLOURS
            found["looks"].append({"width": width, "scheme": scheme} | _judged(page, rules))
        found["looks"][-1]["small"] = page.evaluate(SMALL, TARGET) if width == WIDTHS[0] else []
    return found | {"said": watch.said, "title": page.title()}


def ready(page: Page, watch: Watch) -> None:
    """A telephone in the light, as every page is opened first."""
    page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHTS[WIDTHS[0]]})
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    watch.touched(touched=True)
    page.evaluate(SETTLED)  # the next page would otherwise begin on the last one's screen, and shift


def _judged(page: Page, rules: dict[str, Any]) -> Found:
    page.evaluate(REDRAWN)
    page.evaluate(SETTLED)  # colours that are still on their way would be judged half way
    return {"beyond": page.evaluate(BEYOND), "faults": page.evaluate(JUDGED, rules)}

"""The tables of docs/quality.md, each written between its two marks."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from pathlib import Path

from tools.quality.figures import Figures
from tools.quality.looks import WIDTHS

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "quality.md"
PAGES = ("home", "listing", "piece", "cart", "order")
WAYS = ("visitor", "buyer", "customer", "desk")
SCORES = ("performance", "accessibility", "best-practices", "seo")
MOST = 40
"""How many faults are told one by one."""


def write(found: dict[str, list[Figures]]) -> None:
    """Puts what was measured into docs/quality.md; a part that was not measured keeps its table."""
    text = DOCUMENT.read_text()
    seen, asked = found["pages"], found["lighthouse"]
    parts = {
        "telephone": asked and lighthouse(asked, "mobile", ("house", "name")),
        "desktop": any(row["form"] == "desktop" for row in asked) and lighthouse(asked, "desktop", ("name",)),
        "pages": seen and every_page(seen),
        "amiss": seen and amiss(seen),
    }
    for name, table in parts.items():
        if table:
            text = between(text, name, table)
    DOCUMENT.write_text(text)


def between(text: str, name: str, table: str) -> str:
    """The text with a table between `<!-- name -->` and `<!-- end of name -->`."""
    marked = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end of {name} -->)", re.DOTALL)
    if not marked.search(text):
        raise LookupError(f"docs/quality.md has no place for {name}")
    return marked.sub(lambda match: f"{match[1]}\n{table}\n{match[2]}", text)


def lighthouse(rows: Iterable[Figures], form: str, by: tuple[str, ...]) -> str:
    """Each group's worst figures: the lowest score, the longest time, the most bytes."""
    order: Callable[[Figures], Sequence[object]] = lambda row: [  # noqa: E731
        PAGES.index(row[name]) if name == "name" else row[name] for name in by
    ]
    head = [*by, *SCORES, "LCP, s", "TBT, ms", "CLS", "KB", "requests"]
    wanted = sorted((row for row in rows if row["form"] == form), key=order)  # type: ignore[arg-type]
    return _table(head, len(by), (_worst(by, list(group)) for _, group in groupby(wanted, order)))


def _worst(by: tuple[str, ...], group: list[Figures]) -> list[str]:
    def most(name: str) -> float:
        return max(row[name] for row in group)

    return [
        *(str(group[0][name]) for name in by),
        *(f"{min(row[name] for row in group):.0f}" for name in SCORES),
        f"{most('lcp_ms') / 1000:.2f}",
        f"{most('tbt_ms'):.0f}",
        f"{most('cls'):.3f}".rstrip("0").rstrip("."),
        f"{most('bytes') / 1024:.0f}",
        f"{most('requests'):.0f}",
    ]


def every_page(rows: Iterable[Figures]) -> str:
    """House by house and way by way: how many pages, how many faults of each kind, the heaviest."""
    head = ["house", "who", "pages", "looks", "axe faults", "texts under contrast", "too wide", "shifts"]
    head += ["said", "targets under 44 px", "KB", "requests", "script KB", "sheet KB"]
    order: Callable[[Figures], tuple[str, int]] = lambda row: (  # noqa: E731
        row["house"],
        WAYS.index(row["who"]),
    )
    return _table(head, 2, (_counted(list(group)) for _, group in groupby(sorted(rows, key=order), order)))


def _counted(group: list[Figures]) -> list[str]:
    looks = [look for row in group for look in row["looks"]]
    faults = [fault for look in looks for fault in look["faults"]]
    contrast = sum(len(one["places"]) for one in faults if one["rule"] == "color-contrast")
    small = sum(len(look.get("small", ())) for look in looks if look["width"] == WIDTHS[0])
    counts = [len(group), len(looks), len(faults), contrast, sum(look["beyond"] > 0 for look in looks)]
    counts += [sum(row["shift"] > 0.001 for row in group), sum(len(row["said"]) for row in group), small]
    loaded = [row["loaded"] for row in group]
    heavy = [max(one[kind] for one in loaded) / 1024 for kind in ("bytes", "script", "sheet")]
    told = [
        f"{heavy[0]:.0f}",
        str(max(one["requests"] for one in loaded)),
        *(f"{one:.0f}" for one in heavy[1:]),
    ]
    return [group[0]["house"], group[0]["who"], *map(str, counts), *told]


def amiss(rows: Iterable[Figures]) -> str:
    """What axe and the ruler found, one line for each kind and page."""
    found: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        for what in _faults(row):
            found.setdefault((what, row["name"]), set()).add(row["house"])
    if not found:
        return "Nothing."
    told = sorted(found.items(), key=lambda one: (-len(one[1]), one[0]))
    lines = [f"- {what}: {name} ({', '.join(sorted(houses))})" for (what, name), houses in told[:MOST]]
    return "\n".join([*lines, *([f"- and {len(told) - MOST} more like these"] if len(told) > MOST else [])])


def _faults(row: Figures) -> Iterable[str]:
    for look in row["looks"]:
        for fault in look["faults"]:
            yield f"axe, {fault['rule']}"
        if look["beyond"]:
            yield f"{look['beyond']} px too wide at {look['width']}"
        if look["width"] == WIDTHS[0]:
            yield from (f"a small target, {small}" for small in look.get("small", ()))
    yield from (f"said, {words[:80]}" for words in row["said"])


def _table(head: list[str], words: int, rows: Iterable[list[str]]) -> str:
    rule = ["---"] * words + ["---:"] * (len(head) - words)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [head, rule, *rows]) + "\n"

"""What the tables of docs/quality.md say of what was measured."""

from typing import Any

import pytest
from tools.quality import tables


def asked(language: str, **figures: Any) -> dict[str, Any]:
    told = {"house": "carme", "language": language, "name": "home", "form": "mobile"}
    told |= dict.fromkeys(tables.SCORES, 100)
    return told | {"lcp_ms": 1400, "tbt_ms": 0, "cls": 0, "bytes": 102_400, "requests": 12} | figures


def seen(who: str = "visitor", **look: Any) -> dict[str, Any]:
    looks = [{"width": 360, "scheme": "light", "beyond": 0, "faults": [], "small": []} | look]
    loaded = {"bytes": 51_200, "script": 10_240, "sheet": 20_480, "requests": 9}
    told = {"house": "carme", "language": "fr", "who": who, "name": "entrance:home", "shift": 0, "said": []}
    return told | {"loaded": loaded, "looks": looks}


def test_a_row_tells_the_worst_of_its_languages() -> None:
    rows = [asked("fr", performance=97, bytes=204_800), asked("en", lcp_ms=1_612, tbt_ms=40)]
    table = tables.lighthouse(rows, "mobile", ("house", "name"))
    assert "| carme | home | 97 | 100 | 100 | 100 | 1.61 | 40 | 0 | 200 | 12 |" in table


def test_pages_come_in_the_order_of_a_purchase() -> None:
    rows = [asked("fr", name=name) for name in ("order", "cart", "piece", "listing", "home")]
    lines = tables.lighthouse(rows, "mobile", ("house", "name")).splitlines()[2:]
    assert [line.split(" | ")[1] for line in lines] == list(tables.PAGES)


def test_the_other_preset_has_a_table_of_its_own() -> None:
    rows = [asked("fr"), asked("fr", form="desktop", performance=71)]
    assert "71" not in tables.lighthouse(rows, "mobile", ("name",))
    assert "| home | 71 |" in tables.lighthouse(rows, "desktop", ("name",))


def test_faults_are_counted_by_kind() -> None:
    contrast = {"rule": "color-contrast", "places": [".a", ".b"], "why": ""}
    label = {"rule": "label", "places": ["input"], "why": ""}
    rows = [seen(), seen(faults=[contrast, label], beyond=12, small=["a “Sizes” 30 × 20"])]
    assert "| carme | visitor | 2 | 2 | 2 | 2 | 1 | 0 | 0 | 1 | 50 | 9 | 10 | 20 |" in tables.every_page(rows)


def test_each_fault_is_told_once_with_the_houses_that_have_it() -> None:
    label = {"rule": "label", "places": ["input"], "why": ""}
    rows = [seen(faults=[label]), seen(faults=[label]) | {"house": "calmea"}, seen(beyond=3)]
    told = tables.amiss(rows).splitlines()
    assert told == [
        "- axe, label: entrance:home (calmea, carme)",
        "- 3 px too wide at 360: entrance:home (carme)",
    ]
    assert tables.amiss([seen()]) == "Nothing."


def test_a_table_replaces_the_one_before_and_nothing_else() -> None:
    text = "a\n<!-- pages -->\nold\n<!-- end of pages -->\nb\n"
    once = tables.between(text, "pages", "| new |\n")
    assert once == "a\n<!-- pages -->\n\n| new |\n\n<!-- end of pages -->\nb\n"
    assert tables.between(once, "pages", "| new |\n") == once
    with pytest.raises(LookupError):
        tables.between(text, "elsewhere", "")

"""What a page costs, and what its sources may hold: measured on the files themselves."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders

from poincon.design import bundles, sample

ROOT = Path(__file__).parents[2]
DESIGN = ROOT / "src" / "poincon" / "design"
SHEETS = sorted((DESIGN / "static" / "design").glob("*.css"))
OWN = sorted(path for path in (ROOT / "src" / "poincon").glob("*/static/*/*.css") if path not in SHEETS)
MODULES = sorted((DESIGN / "static" / "design" / "js").glob("*.js"))
PAGES = sorted(
    path for path in (DESIGN / "templates").rglob("*.html") if "mail" not in str(path.relative_to(DESIGN))
)
SPRITE = set(re.findall(r'<symbol id="([\w-]+)"', (DESIGN / "static/design/icons.svg").read_text()))


def weight(*names: str) -> int:
    """Bytes on the wire of static files, gzip at its best."""
    paths = [finders.find(name) for name in names]
    assert all(paths), names
    return sum(len(gzip.compress(Path(str(path)).read_bytes(), 9)) for path in paths)


@pytest.mark.parametrize("template", ["shop", "desk", "bare"])
def test_a_page_stays_under_its_budgets(template: str) -> None:
    source = (DESIGN / "templates/design" / f"{template}.html").read_text()
    files = re.findall(r'static "([^"]+)"', source)
    assert weight(*[name for name in files if name.endswith(".css")]) < 20_000
    assert weight(*[name for name in files if name.endswith(".js")]) < 24_000


@pytest.mark.parametrize("template", ["shop", "desk", "bare"])
def test_nothing_is_painted_before_the_page_is_whole(template: str) -> None:
    folder = DESIGN / "templates/design"
    source = (folder / f"{template}.html").read_text()
    last = (folder / "parts/footer.html").read_text() if template == "shop" else source.split("</main>")[1]
    assert '{% include "design/parts/head.html" %}' in source
    assert '<link rel="expect" href="#end" blocking="render">' in (folder / "parts/head.html").read_text()
    assert last.count('id="end"') == 1


@pytest.mark.parametrize("sheet", [*SHEETS, *OWN], ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_sheet_lives_in_its_layers(sheet: Path) -> None:
    text = _without_remarks(sheet)
    depth, outside = 0, []
    for part in re.split(r"([{}])", text):
        if part == "{":
            depth += 1
        elif part == "}":
            depth -= 1
        elif depth == 0 and part.strip():
            outside.append(part.strip())
    assert depth == 0
    opened = [rule for piece in outside for rule in piece.split(";") if rule.strip()]
    assert all(rule.strip().startswith(("@layer", "@media print")) for rule in opened), opened


@pytest.mark.parametrize("sheet", OWN, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_feature_has_one_sheet_for_the_shop_and_one_for_the_desk(sheet: Path) -> None:
    assert sheet.name in {f"{sheet.parent.name}.css", "desk.css"}
    assert "url(" not in sheet.read_text(), "a bundle does not stand beside its parts"


def test_pages_load_the_bundles_and_no_sheet_of_their_own() -> None:
    linked = {
        str(path.relative_to(ROOT / "src" / "poincon"))
        for path in (ROOT / "src" / "poincon").rglob("*.html")
        if 'rel="stylesheet"' in path.read_text()
    }
    bases = {"shop", "desk", "bare", "style", "errors/alone"}
    assert linked <= {f"design/templates/design/{name}.html" for name in bases}


def test_a_bundle_holds_every_feature_of_its_kind_between_the_base_and_the_house() -> None:
    shop, desk = ([path.name for path in bundle.parts()] for bundle in bundles.BUNDLES[:2])
    assert shop[0] == desk[0] == "poincon.css"
    assert shop[-1] == desk[-1] == "theme.css"
    assert {"window.css", "checkout.css"} <= set(shop)
    assert desk.count("desk.css") == 1 + sum(path.name == "desk.css" for path in OWN)
    assert "window.css" not in desk


def test_scripts_of_a_bundle_keep_their_names_to_themselves() -> None:
    script = next(bundle for bundle in bundles.BUNDLES if bundle.name == "bound-shop.js").text()
    assert script.count("const silence") == 1
    assert all(not line.startswith(("const", "let", "function")) or depth for depth, line in _depths(script))


def _depths(script: str) -> Iterator[tuple[int, str]]:
    depth = 0
    for line in script.splitlines():
        yield depth, line
        depth += line.count("{") - line.count("}")


def test_a_bundle_is_written_once_and_again_when_a_part_changes(tmp_path: Path) -> None:
    first = bundles.bound(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in first}
    assert {path: path.stat().st_mtime_ns for path in bundles.bound(tmp_path)} == before
    first[0].write_text("half")
    assert bundles.bound(tmp_path)[0].read_text() == bundles.BUNDLES[0].text()


def test_the_shops_sheet_travels_without_its_remarks_in_one_round_trip() -> None:
    shop = bundles.BUNDLES[0]
    sheet = shop.text()
    assert any("/*" in part.read_text() for part in shop.parts())
    assert "/*" not in sheet
    assert sheet.count("{") == sum(_without_remarks(part).count("{") for part in shop.parts())
    ten_segments, head = 10 * 1460, 700
    assert len(brotli.compress(sheet.encode())) < ten_segments - head


def _without_remarks(sheet: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)


def test_the_order_of_the_layers_is_declared_once() -> None:
    declaration = re.compile(r"^@layer [a-z, ]+;", re.MULTILINE)
    declared = [path.name for path in SHEETS if declaration.search(path.read_text())]
    assert declared == ["poincon.css"]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_a_page_holds_no_inline_style_or_script(page: Path) -> None:
    source = page.read_text()
    assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:", source)
    assert not re.search(r"<script(?![^>]*\bsrc=)", source)


def test_what_refuses_an_engraving_reads_so_in_the_shop_and_at_the_desk() -> None:
    """The desk has no sheet of the window's: what both show is dressed by what both load."""
    assert ".preview .error { color: var(--bad); }" in (DESIGN / "static/design/components.css").read_text()


def test_modules_stand_alone_so_that_hashed_names_work() -> None:
    joint = re.compile(r"^\s*(import|export)\b", re.MULTILINE)
    assert [path.name for path in MODULES if joint.search(path.read_text())] == []


def test_every_icon_that_a_template_asks_for_is_drawn() -> None:
    asked = {
        name
        for path in (ROOT / "src" / "poincon").rglob("*.html")
        for name in re.findall(r'{% icon "([\w-]+)"', path.read_text())
    }
    assert asked - SPRITE == set()


def test_the_style_page_shows_every_icon_and_every_colour() -> None:
    assert set(sample.ICONS.split()) == SPRITE
    tokens = re.findall(r"--([\w-]+): light-dark\(#", (DESIGN / "static/design/poincon.css").read_text())
    assert set(sample.COLOURS.split()) == set(tokens) - {"veil"}

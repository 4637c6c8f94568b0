"""What a page costs, and what its sources may hold: measured on the files themselves."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from poincon.design import sample

ROOT = Path(__file__).parents[2]
DESIGN = ROOT / "src" / "poincon" / "design"
SHEETS = sorted((DESIGN / "static" / "design").glob("*.css"))
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
    assert weight(*[name for name in files if name.endswith(".css")]) < 16_000
    assert weight(*[name for name in files if name.endswith(".js")]) < 24_000


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_sheet_lives_in_its_layers(sheet: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
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


def test_the_order_of_the_layers_is_declared_once() -> None:
    declaration = re.compile(r"^@layer [a-z, ]+;", re.MULTILINE)
    declared = [path.name for path in SHEETS if declaration.search(path.read_text())]
    assert declared == ["poincon.css"]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_a_page_holds_no_inline_style_or_script(page: Path) -> None:
    source = page.read_text()
    assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:", source)
    assert not re.search(r"<script(?![^>]*\bsrc=)", source)


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

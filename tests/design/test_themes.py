"""Every house keeps text readable in both schemes, and changes tokens only."""

import re
from pathlib import Path

import pytest

from poincon.design import themes

HOUSES = sorted(Path(__file__).parents[2].glob("boutiques/*/theme.css"))
TEXT = [
    *[
        (role, ground)
        for role in ("ink", "soft", "accent", "good", "warn", "bad")
        for ground in ("paper", "card")
    ],
    ("ink", "still"),
    ("soft", "still"),
    ("on-button", "button"),
    ("paper", "ink"),
    ("paper", "bad"),
    *[("ink", f"{tone}-wash") for tone in ("good", "warn", "bad")],
    ("bad", "bad-wash"),
]
EDGES = [("rule", "paper"), ("rule", "card"), ("button", "paper"), ("accent", "still")]


def test_there_are_five_houses() -> None:
    assert [path.parent.name for path in HOUSES] == ["bijourama", "calmea", "carme", "cestmoi", "sebastienne"]


@pytest.mark.parametrize("scheme", themes.SCHEMES)
@pytest.mark.parametrize("house", HOUSES, ids=lambda path: path.parent.name)
def test_contrast_reaches_aa(house: Path, scheme: str) -> None:
    theme = themes.read(house)
    weak = [
        f"{front} on {ground}: {ratio:.2f}"
        for pairs, least in ((TEXT, 4.5), (EDGES, 3.0))
        for front, ground in pairs
        if (ratio := themes.contrast(theme.colour(front, scheme), theme.colour(ground, scheme))) < least
    ]
    assert weak == []


def test_contrast_is_the_one_of_the_standard() -> None:
    assert themes.contrast("#000", "#ffffff") == pytest.approx(21)
    assert themes.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("house", HOUSES, ids=lambda path: path.parent.name)
def test_a_house_overrides_tokens_that_exist_and_nothing_else(house: Path) -> None:
    sheet = re.sub(r"/\*.*?\*/", "", house.read_text(), flags=re.DOTALL)
    common = set(re.findall(r"--[\w-]+(?=:)", themes.TOKENS.read_text()))
    body = re.fullmatch(r"\s*@layer tokens \{\s*:root \{(.*)\}\s*\}\s*", sheet, flags=re.DOTALL)
    assert body is not None
    declared = [line.partition(":")[0].strip() for line in body[1].split(";") if line.strip()]
    assert set(declared) <= common


def test_a_house_takes_the_common_token_that_it_does_not_change(tmp_path: Path) -> None:
    own = tmp_path / "theme.css"
    own.write_text("@layer tokens { :root { --paper: light-dark(#fff, #000); } }")
    theme = themes.read(own)
    assert theme.colour("paper", "dark") == "#000"
    assert theme.colour("ink") == themes.read(None).colour("ink")

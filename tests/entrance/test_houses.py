"""The arrangements that the houses come with."""

import tomllib
from pathlib import Path

import pytest

from poincon.charter.queries import load
from poincon.charter.serving import Given, trying
from poincon.entrance import checking, shipped, telling
from poincon.entrance.rules import lacks
from poincon.entrance.rules.lacks import Known

HOUSES = sorted(path.parent for path in Path("boutiques").glob("*/charter.toml"))


@pytest.mark.parametrize("house", HOUSES, ids=lambda path: path.name)
def test_every_house_comes_with_a_page_that_could_be_published(house: Path) -> None:
    goods = tomllib.loads((house / "catalogue.toml").read_text())
    shelves = {f"shelf:{one['slug']['fr']}" for one in goods["shelves"]}
    makers = {f"brand:{key}" for key in goods["brands"]}
    charter = load(house / "charter.toml")
    with trying(Given(charter)):
        known = Known(
            charter.languages,
            {piece["ref"] for piece in goods["pieces"]},
            {"all", "page:guarantees", "page:pieces"} | shelves | makers,
            set(checking.promises("fr")),
        )
        blocks = shipped.parsed((house / shipped.FILE).read_bytes())
        found = lacks.of_page(blocks, known, telling.faults)
    assert [(lack.number, lack.field, str(lack.reason)) for lack in found] == []


def test_no_two_houses_open_alike() -> None:
    pages = [shipped.parsed((house / shipped.FILE).read_bytes()) for house in HOUSES]
    assert len({tuple((block.kind, block.set_as) for block in page) for page in pages}) == len(HOUSES) == 5

"""A shop with a few pieces on show, and first pages made of blocks."""

from datetime import datetime

import pytest

from poincon.entrance import actions
from poincon.entrance.models import Arrangement
from poincon.entrance.queries import arranged
from poincon.entrance.rules import blocks as rules
from poincon.entrance.rules.blocks import Block, Kind, Said
from tests.window.conftest import make

__all__ = ["make"]

ANNA, BRUNO = "staff:1", "staff:2"


def said(fr: str = "Bonjour", en: str = "Good morning") -> Said:
    return Said(fr=fr, en=en)


def a_story(**more: object) -> Block:
    told = {"title": said("L’établi", "The bench"), "words": said("Deux mains.", "Two hands.")}
    return Block.model_validate({"kind": Kind.STORY, **told, **more})


def put(wanted: Block, at: datetime, actor: str = ANNA) -> int:
    """Put a block into the draft, and return its number."""
    number = actions.add_block(kind=wanted.kind, actor=actor, at=at)
    numbered = wanted.model_copy(update={"number": number})
    actions.change_block(wanted=numbered, seen=mark_of(number), actor=actor, at=at)
    return number


def drafted() -> rules.Blocks:
    """Return what the draft says, or what would be drafted from."""
    return arranged.blocks_of(arranged.draft() or arranged.newest())


def block_called(number: int) -> Block:
    return next(block for block in drafted() if block.number == number)


def mark_of(number: int) -> str:
    return block_called(number).mark


def published(at: datetime, from_at: datetime | None = None, actor: str = ANNA) -> Arrangement:
    return actions.publish(seen=rules.mark(drafted()), from_at=from_at or at, actor=actor, at=at)


@pytest.fixture(autouse=True)
def plain_house(settings, tmp_path):
    """A house that has arranged nothing, which greets and shows what every house did."""
    (tmp_path / "entrance.toml").write_text(
        '[fr]\ntitle = "Bonjour"\nsentence = "Entrez."\n[en]\ntitle = "Good day"\nsentence = "Come in."\n'
    )
    settings.BOUTIQUE_DIR = tmp_path

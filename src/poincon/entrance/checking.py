"""What keeps an arrangement from being shown today."""

from collections.abc import Sequence
from datetime import datetime

from poincon.charter import queries as charters
from poincon.charter.typed import tags
from poincon.entrance import telling
from poincon.entrance.queries import leading
from poincon.entrance.rules import lacks as rules
from poincon.entrance.rules.blocks import Block, Blocks
from poincon.entrance.rules.lacks import Known, Lack
from poincon.window.queries import menu, rows


def lacks(blocks: Blocks, at: datetime) -> list[Lack]:
    """Return every reason against an arrangement: words, pieces, links, promises."""
    return rules.of_page(blocks, known(blocks, at), telling.faults)


def of_block(block: Block, at: datetime) -> list[Lack]:
    """Return every reason against a single block."""
    return rules.of_block(block, known([block], at), telling.faults)


def known(blocks: Sequence[Block], at: datetime) -> Known:
    """Return what these blocks may speak of today; at most five queries."""
    running = charters.charter()
    language = running.languages[0]
    pieces = rows.by_reference(leading.references(blocks), language=language, at=at)
    there = leading.places(leading.wanted(blocks), menu.shelves(), pieces, language)
    return Known(running.languages, frozenset(pieces), frozenset(there), frozenset(promises(language)))


def promises(language: str) -> dict[str, str]:
    """Return the sentence of every promise that a block may print, by id."""
    said: dict[str, str] = {}
    for tag in tags(charters.charter(), language):
        if not tag.which:
            said.setdefault(tag.id, tag.sentence)
    return said

"""Changes of the charter for tests, taken through the actions that owners use."""

from collections.abc import Callable, Mapping
from datetime import datetime

from poincon.chancery import queries, rules
from poincon.chancery.actions import deciding, drafting
from poincon.chancery.models import Edition
from poincon.charter.schema import Charter

ANNA, BRUNO = "staff:1", "staff:2"

type Wanted = Mapping[str, object] | bytes


def drafted(wanted: Wanted, *, at: datetime, author: str = ANNA) -> Edition:
    if isinstance(wanted, bytes):
        return drafting.take_file(author=author, content=wanted, at=at)
    return drafting.change_values(author=author, values=wanted, at=at)


def proposed(wanted: Wanted, *, at: datetime, from_at: datetime | None = None, author: str = ANNA) -> Edition:
    drafted(wanted, at=at, author=author)
    return drafting.propose(author=author, why="Parce que.", from_at=from_at or at, at=at)


def an_approved(wanted: Wanted, *, at: datetime, from_at: datetime | None = None) -> Edition:
    edition = proposed(wanted, at=at, from_at=from_at)
    return deciding.approve(edition_id=edition.pk, actor=BRUNO, at=at)


def changed_text(bend: Callable[[Charter], Charter]) -> bytes:
    """Return the newest charter, bent, as a file."""
    return rules.text_of(bend(queries.newest())).encode()

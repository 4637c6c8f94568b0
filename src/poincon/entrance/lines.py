"""What the desk shows of arrangements: each block by its name, with what is still missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from poincon.design.shapes import Picture
from poincon.design.templatetags.words import speaking
from poincon.entrance import checking
from poincon.entrance.models import Arrangement
from poincon.entrance.queries import arranged, leading
from poincon.entrance.rules import blocks as rules
from poincon.entrance.rules.blocks import Block, Blocks
from poincon.entrance.rules.lacks import Lack
from poincon.entrance.states import ArrangementState
from poincon.entrance.words import FIELDS, KINDS
from poincon.foundation import clock, deeds, wording
from poincon.window.queries import rows
from poincon.window.queries.listing import Shown

TONES = {"aside": "off", "called_off": "off", "set": "good", "draft": "warn"}


@dataclass(frozen=True, slots=True)
class Line:
    """A block as a line of the desk; `days` is "over", "later" or nothing."""

    block: Block
    kind: str
    name: str
    picture: Picture | None
    days: str
    lacks: list[str]


@dataclass(frozen=True, slots=True)
class Told:
    """An arrangement as a line of the history; `state` is a code, `said` its words."""

    row: Arrangement
    state: str
    said: str
    tone: str
    by: str


def lines(blocks: Blocks, at: datetime) -> list[Line]:
    """Return the blocks with all that keeps them from being shown; at most six queries."""
    found = checking.lacks(blocks, at)
    pieces = rows.by_reference(leading.references(blocks), language=speaking(), at=at)
    return [_line(block, found, pieces, clock.local_day(at)) for block in blocks]


def _line(block: Block, found: Iterable[Lack], pieces: dict[str, Shown], today: date) -> Line:
    own = [lack for lack in found if lack.number == block.number]
    language = speaking()
    return Line(
        block=block,
        kind=str(KINDS[block.kind]),
        name=block.title.in_(language) or block.words.in_(language)[:80],
        picture=_picture(block, pieces),
        days=_days(block, today),
        lacks=[said(lack) for lack in own],
    )


def _days(block: Block, today: date) -> str:
    if block.to_on and block.to_on < today:
        return "over"
    return "later" if block.from_on and block.from_on > today else ""


def _picture(block: Block, pieces: dict[str, Shown]) -> Picture | None:
    if block.picture:
        return Picture(block.picture.stem, block.picture.width, block.picture.height)
    named = (pieces.get(reference) for reference in (block.piece, *block.pieces))
    return next((piece.first for piece in named if piece and piece.first), None)


def said(lack: Lack) -> str:
    """Say a reason with the field that it is about, in the reader's language."""
    why = wording.why(lack.reason)
    label = FIELDS.get(lack.field)
    return _("%(field)s: %(why)s") % {"field": label, "why": why} if label else why


def told(row: Arrangement, current: Arrangement | None, at: datetime) -> Told:
    """Say where an arrangement stands."""
    state = row.state
    if state == ArrangementState.SET and row.from_at:
        state = "waiting" if row.from_at > at else "shown" if row == current else "past"
    words = {
        "draft": _("Draft"),
        "aside": _("Put aside"),
        "called_off": _("Called off"),
        "waiting": _("Waits for its day"),
        "shown": _("Shown in the shop"),
        "past": _("Shown before"),
    }
    by = row.set_by or row.changed_by
    tone = {"shown": "good", "waiting": "now"}.get(state, "off")
    return Told(row, state, words[state], tone, deeds.actors([by])[by])


def history(at: datetime) -> list[Told]:
    current = arranged.current(at)
    return [told(row, current, at) for row in arranged.history()]


def differing(typed: Block, theirs: Block) -> list[tuple[str, str]]:
    """Return what a colleague's block says otherwise than what was typed: the field in words, and theirs."""
    ours, said = rules.as_data([typed])[0], rules.as_data([theirs])[0]
    names = [
        name for name in theirs.model_fields_set | typed.model_fields_set if ours.get(name) != said.get(name)
    ]
    return [pair for name in sorted(names) for pair in _pairs(name, theirs)]


def _pairs(name: str, block: Block) -> list[tuple[str, str]]:
    value = getattr(block, name)
    if isinstance(value, rules.Said):
        return [(str(FIELDS[f"{name}_{code}"]), value.in_(code)) for code in ("fr", "en")]
    if name not in FIELDS:
        return []
    shown = "\n".join(value) if isinstance(value, tuple) else "" if value is None else str(value)
    return [(str(FIELDS[name]), shown)]

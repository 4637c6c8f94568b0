"""What changed between two versions of a page, word by word, with the heading under which it changed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from poincon.content.reading import Block, blocks

type Kind = Literal["same", "gone", "new"]

TOKEN = re.compile(r"\w+|[ ]+|[^\w ]")
ALIKE = 0.35  # below, two paragraphs have so little in common that word by word would only confuse


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stayed, went or came."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One paragraph that changed, or came, or went, and the heading above it."""

    heading: str
    runs: tuple[Run, ...]


def changes(older: str, newer: str) -> list[Change]:
    """Return what changed from one page's HTML to another's, in the order of the newer."""
    before, after = blocks(older), blocks(newer)
    matcher = SequenceMatcher(None, [one.text for one in before], [one.text for one in after], autojunk=False)
    found: list[Change] = []
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind != "equal":
            heading = _heading(after, k) or _heading(before, i)
            found += (Change(heading, runs) for runs in _paragraphs(before[i:j], after[k:m]))
    return found


def _heading(page: Sequence[Block], place: int) -> str:
    """Return the heading above a paragraph; a heading stands above itself."""
    above = [block.text for block in page[: place + 1] if block.is_heading]
    return above[-1] if above else ""


def _paragraphs(before: Sequence[Block], after: Sequence[Block]) -> Iterator[tuple[Run, ...]]:
    """Pair the paragraphs that resemble one another; what is left went or came as a whole."""
    rest = list(before)
    for block in after:
        close = max(rest, key=lambda one: _likeness(one.text, block.text), default=None)
        if close is None or _likeness(close.text, block.text) < ALIKE:
            yield (Run("new", block.text),)
            continue
        while rest:
            passed = rest.pop(0)
            if passed is close:
                yield tuple(runs(close.text, block.text))
                break
            yield (Run("gone", passed.text),)
    yield from ((Run("gone", block.text),) for block in rest)


def _likeness(one: str, other: str) -> float:
    """Tell how much two paragraphs have in common; 0 where too few words of the one are in the other."""
    before, after = one.split(), other.split()
    known = frozenset(after)
    shared = sum(word in known for word in before)
    if 2 * shared < ALIKE * (len(before) + len(after)):
        return 0.0
    return SequenceMatcher(None, before, after, autojunk=False).ratio()


def runs(older: str, newer: str) -> Iterator[Run]:
    """Yield the words that stayed, went and came from one sentence to another.

    Changes with nothing but a space or a comma between them are told as one.
    """
    before, after = TOKEN.findall(older), TOKEN.findall(newer)
    opcodes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    gone, new = "", ""
    for place, (kind, i, j, k, m) in enumerate(opcodes):
        same = "".join(before[i:j])
        if kind == "equal" and (re.search(r"\w", same) or place in (0, len(opcodes) - 1)):
            yield from _told(gone, new)
            gone, new = "", ""
            yield Run("same", same)
        else:
            gone, new = gone + same, new + "".join(after[k:m])
    yield from _told(gone, new)


def _told(gone: str, new: str) -> Iterator[Run]:
    if gone:
        yield Run("gone", gone)
    if new:
        yield Run("new", new)

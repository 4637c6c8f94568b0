"""The preview of an engraving: the outline of the piece with the words on it, as SVG.

It takes its colours and its letters from the page by classes, and carries no style of its own.
"""

from collections.abc import Sequence
from html import escape

WIDTH, MIDDLE = 320, 160
LARGEST, LEADING = 30.0, 1.35
BROAD = {"roman": 0.56, "script": 0.5, "block": 0.62}  # how broad a sign is on the average, in its own height
# By outline: its path, the height of the figure, the middle of the words, and the room that they have.
OUTLINES = {
    "band": ("M6 26 Q160 2 314 26 L314 82 Q160 58 6 82 Z", 90, 54, 280),
    "disc": ("M160 14 a110 110 0 1 1 -0.1 0 Z M152 14 a8 8 0 1 1 16 0", 244, 124, 170),
    "oval": ("M160 8 a86 74 0 1 1 -0.1 0 Z", 164, 82, 136),
    "plate": ("M24 20 H296 A22 22 0 0 1 296 100 H24 A22 22 0 0 1 24 20 Z", 120, 60, 240),
}
DISCS, PLATES = frozenset({"pendant", "necklace", "watch"}), frozenset({"bracelet", "brooch"})


def outline(kind: str, place: str) -> str:
    """Return which outline stands for the place that is engraved on a piece of that kind."""
    if kind == "ring":
        return "oval" if place == "front" else "band"
    return "disc" if kind in DISCS else "plate"


def preview(kind: str, place: str, lines: Sequence[str], face: str, *, label: str, sample: bool) -> str:
    """Draw the words where they are engraved, in their letters; a `sample` is paler than one's own words."""
    path, height, middle, room = OUTLINES[outline(kind, place)]
    size = _size(lines, face, room)
    first = middle - (len(lines) - 1) * size * LEADING / 2 + size / 3
    written = "".join(
        f'<text x="{MIDDLE}" y="{first + number * size * LEADING:.1f}" font-size="{size:.1f}"'
        f' text-anchor="middle" class="cut {escape(face)}{" sample" if sample else ""}">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
    return (
        f'<svg class="engraved" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(label)}">'
        f'<path class="body" d="{path}"/>{written}</svg>'
    )


def _size(lines: Sequence[str], face: str, room: int) -> float:
    longest = max((len(line) for line in lines), default=1) or 1
    return min(LARGEST / (1 + 0.15 * (len(lines) - 1)), room / (longest * BROAD.get(face, 0.6)))

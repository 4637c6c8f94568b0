"""Figures to scale, as SVG: necklaces on a neck, bracelets on a rule, a piece beside a coin, the sizer.

They take their colours from the page (`currentColor` and classes), carry no style of their own, and are
decoration beside a table or words that say the same.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from poincon.window.rules import lengths

CARD_WIDTH, CARD_HEIGHT = Decimal("85.60"), Decimal("53.98")  # a bank card (ISO/IEC 7810, ID-1)
COIN_MM = Decimal("23.25")  # a coin of 1 euro (Regulation (EU) No 729/2014, annex I)
RULE_MM = 50  # the line that a printed page is checked by
ACROSS, COLUMNS, ROW = 190, 7, 27  # of the printed page between its margins
STRIP_FROM, STRIP_TO, STRIP_HEIGHT = 40, 76, 14
# The picture of a piece beside a coin: room at its edges for words, the least apart, and words apart.
WIDE, HIGH, LEFT, RIGHT, TOP, FOOT, APART, WORDS = 400, 340, 106, 36, 22, 64, 40, 88
CHEST = "M-190 78 C-150 40 -92 34 -62 4 L-58 -70 M190 78 C150 40 92 34 62 4 L58 -70"

type Say = Callable[[Decimal], str]  # a number of millimetres in the page's language and unit


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle of the sizer: its inner diameter in millimetres, and what stands in it and under it."""

    diameter_mm: Decimal
    circumference_mm: Decimal
    size: str
    beside: str


def necklaces(marked: Sequence[int], say: Say, label: str) -> str:
    """Draw where chains fall, the `marked` lengths (in mm) strongly; a rule counts every five centimetres."""
    shown = sorted({*lengths.USUAL_NECKLACES, *marked}) if not marked else sorted(set(marked))
    deepest = max(lengths.depth(one) for one in shown)
    bottom = max(150, round(deepest) + 20)
    parts = [f'<path class="body" d="{CHEST}"/>', _throat()]
    parts += [_chain(one, strong=one in marked) for one in shown]
    parts += _called(shown, say)
    parts += [_line(184, tick, 190, tick, "tick") for tick in range(0, bottom + 1, 50)]
    parts += [_line(190, 0, 190, bottom // 50 * 50, "tick"), _text(180, 28, say(Decimal(50)), "said", "end")]
    return _svg("necklaces", (-195, -70, 390, bottom + 70), parts, label)


def _throat() -> str:
    """Draw the pit of the throat and the two collarbones, by which the eye finds its place."""
    return (
        '<path class="body" d="M-12 42 C-50 34 -96 40 -140 58 M12 42 C50 34 96 40 140 58 M-8 46 Q0 54 8 46"/>'
    )


def _chain(length_mm: int, *, strong: bool) -> str:
    sag, half = lengths.depth(length_mm), lengths.SPAN / 2
    return f'<path class="chain{" own" if strong else ""}" d="M{-half:g} 0 Q0 {2 * sag:g} {half:g} 0"/>'


def _called(shown: Sequence[int], say: Say) -> Iterator[str]:
    """Write each length beside its chain, on a line of its own however near the chains are."""
    lowest = 0.0
    for one in shown:
        sag = lengths.depth(one)
        lowest = max(sag, lowest + 12)
        yield f'<path class="tick" d="M3 {sag:g} H40 L62 {lowest:g}"/>'
        yield _text(66, lowest + 3, say(Decimal(one)), "said", "start")


def bracelets(marked: Sequence[int], say: Say, label: str) -> str:
    """Draw bracelets opened flat above a rule in centimetres, the `marked` lengths strongly."""
    shown = sorted(set(marked)) or list(lengths.USUAL_BRACELETS)
    longest = max(200, *shown)
    parts = []
    for place, one in enumerate(shown):
        y = 8 + 13 * place
        kind = "chain own" if one in marked else "chain"
        parts.append(_line(0, y, one, y, kind) + _dot(0, y) + _dot(one, y))
        parts.append(_text(one + 5, y + 2.4, say(Decimal(one)), "said", "start"))
    foot = 8 + 13 * len(shown)
    parts.append(_line(0, foot, longest, foot, "tick"))
    parts += [
        _line(tick, foot, tick, foot + (6 if tick % 50 == 0 else 3), "tick")
        for tick in range(0, longest + 1, 10)
    ]
    parts += [_text(tick, foot + 13, say(Decimal(tick)), "said", "middle") for tick in range(0, longest, 50)]
    return _svg("bracelets", (-4, 0, longest + 34, foot + 18), parts, label)


def beside_coin(height_mm: Decimal, width_mm: Decimal, say: Say, label: str) -> str:
    """Draw how large a piece is beside a coin of 1 euro, on one ground line.

    Nothing but its extent is drawn, with its two measures: no shape is claimed that a piece may not have.
    """
    height, width, coin = float(height_mm), float(width_mm), float(COIN_MM)
    down = HIGH - TOP - FOOT
    unit = min((WIDE - LEFT - RIGHT - APART) / (width + coin), down / max(height, coin))
    apart = max(APART, WORDS - unit * (width + coin) / 2)
    left = LEFT + (WIDE - LEFT - RIGHT - apart - unit * (width + coin)) / 2
    ground = TOP + (down + unit * max(height, coin)) / 2
    right, top, radius = left + width * unit, ground - height * unit, coin * unit / 2
    middle = right + apart + radius
    parts = [
        _line(left - 64, ground, middle + radius + 12, ground, "ground"),
        *_extent(left, top, right, ground),
        *_measured(left, top, right, ground, (say(height_mm), say(width_mm))),
        *_coin(middle, ground, radius),
        _text(middle, ground + 44, say(COIN_MM), "said", "middle"),
    ]
    return _svg("beside-coin", (0, 0, WIDE, HIGH), parts, label)


def _extent(left: float, top: float, right: float, foot: float) -> Iterator[str]:
    """Draw the room that a piece takes up: a light field, and its four corners."""
    yield (
        f'<rect class="extent" x="{left:.1f}" y="{top:.1f}"'
        f' width="{right - left:.1f}" height="{foot - top:.1f}"/>'
    )
    arm = min(22, (right - left) / 3, (foot - top) / 3)
    corners = ((left, top, 1, 1), (right, top, -1, 1), (left, foot, 1, -1), (right, foot, -1, -1))
    for x, y, inwards, downwards in corners:
        yield (
            f'<path class="corner" d="M{x + inwards * arm:.1f} {y:.1f} H{x:.1f} V{y + downwards * arm:.1f}"/>'
        )


def _measured(left: float, top: float, right: float, foot: float, said: tuple[str, str]) -> Iterator[str]:
    """Draw the two lines of the measures, each between its ticks, with what it measures."""
    beside, beneath = left - 16, foot + 16
    yield _line(beside, top, beside, foot, "tick")
    yield _line(left, beneath, right, beneath, "tick")
    for y in (top, foot):
        yield _line(beside - 5, y, beside + 5, y, "tick")
    for x in (left, right):
        yield _line(x, beneath - 5, x, beneath + 5, "tick")
    yield _text(beside - 10, (top + foot) / 2 + 6, said[0], "said", "end")
    yield _text((left + right) / 2, foot + 44, said[1], "said", "middle")


def _coin(x: float, ground: float, radius: float) -> Iterator[str]:
    """Draw a coin of 1 euro: its rim, its middle of another metal, and its value."""
    y = ground - radius
    yield f'<circle class="coin" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>'
    yield f'<circle class="coin middle" cx="{x:.1f}" cy="{y:.1f}" r="{radius * 0.72:.1f}"/>'
    yield (
        f'<text class="value" text-anchor="middle" transform="translate({x:.1f} {y:.1f})'
        f' scale({radius / 50:.3f})" y="12">1\u202f€</text>'
    )


def sizer(rings: Sequence[Ring], words: tuple[str, str, str], label: str) -> str:
    """Draw the page to print: a card and a line of 50 mm to check it by, circles for rings, a strip to cut.

    `words` name the card, the line, and the slit of the strip. One unit is one millimetre on paper.
    """
    card, line, slit = words
    rows = -(-len(rings) // COLUMNS)
    top = float(CARD_HEIGHT) + 8
    foot = top + rows * ROW + 6
    check = f'<g class="check">{"".join(_calibration(card, line))}</g>'
    parts = [check, *_circles(rings, top), *_strip(rings, foot, slit)]
    return _svg("sizer", (0, 0, ACROSS, round(foot + STRIP_HEIGHT + 4)), parts, label, in_mm=True)


def _calibration(card: str, line: str) -> Iterator[str]:
    yield f'<rect class="card" x="0.3" y="0.3" width="{CARD_WIDTH}" height="{CARD_HEIGHT}" rx="3.18"/>'
    yield _text(float(CARD_WIDTH) / 2, 28.5, card, "said", "middle")
    left, y = 112, 28
    yield f'<line class="rule" id="calibration" x1="{left}" y1="{y}" x2="{left + RULE_MM}" y2="{y}"/>'
    for tick in range(RULE_MM + 1):
        length = 5 if tick % 10 == 0 else 3.4 if tick % 5 == 0 else 2
        yield _line(left + tick, y, left + tick, y - length, "fine")
    yield _text(left + RULE_MM / 2, y + 6, line, "said", "middle")


def _circles(rings: Sequence[Ring], top: float) -> Iterator[str]:
    step = ACROSS / COLUMNS
    for place, ring in enumerate(rings):
        x, y = step * (place % COLUMNS + 0.5), top + ROW * (place // COLUMNS) + 11.6
        yield f'<circle class="ring" cx="{x:.2f}" cy="{y:.2f}" r="{ring.diameter_mm / 2:.3f}"/>'
        yield _text(x, y + 1.2, ring.size, "size", "middle")
        if ring.beside:
            yield _text(x, y + 5.2, ring.beside, "said", "middle")


def _strip(rings: Sequence[Ring], top: float, slit: str) -> Iterator[str]:
    """Draw the strip: from the slit at its left, every mark stands as far away as its ring is around."""
    start = 62.0
    end, middle = start + STRIP_TO + 2, top + STRIP_HEIGHT / 2
    yield (
        f'<path class="cut" d="M{start - 46} {top} H{end} L{end + 12} {middle} L{end} {top + STRIP_HEIGHT}'
        f' H{start - 46} Z"/>'
    )
    yield _line(start, top + 2, start, top + STRIP_HEIGHT - 2, "rule")
    yield _text(start - 3, middle + 1, slit, "said", "end")
    for ring in rings:
        x = start + float(ring.circumference_mm)
        even, fourth = ring.circumference_mm % 2 == 0, ring.circumference_mm % 4 == 0
        yield _line(x, top, x, top + (6.2 if fourth else 3.4 if even else 2), "fine")
        if even:  # in two rows: two millimetres are too little for two figures
            yield _text(x, top + (9 if fourth else 6.4), ring.size, "tiny", "middle")


def _svg(
    name: str, box: tuple[int, int, int, int], parts: Iterable[str], label: str, *, in_mm: bool = False
) -> str:
    size = f' width="{box[2]}mm" height="{box[3]}mm"' if in_mm else ""
    view = " ".join(map(str, box))
    return (
        f'<svg class="drawing {name}" viewBox="{view}"{size} role="img" aria-label="{escape(label)}">'
        f"{''.join(parts)}</svg>"
    )


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line class="{kind}" x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}"/>'


def _dot(x: float, y: float) -> str:
    return f'<circle class="dot" cx="{x:g}" cy="{y:g}" r="1.6"/>'


def _text(x: float, y: float, words: str, kind: str, anchor: str) -> str:
    return f'<text class="{kind}" x="{x:g}" y="{y:g}" text-anchor="{anchor}">{escape(words)}</text>'

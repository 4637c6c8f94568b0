"""Code 39 (ISO/IEC 16388): short references as bars, which every scanner reads without being set up for it.

A sign is five bars and the four spaces between them; two of the bars and one of the spaces are wide. Which
bars are wide tells the place of a sign within its group of ten, which space is wide tells the group.
"""

from collections.abc import Iterator

GROUPS = ("UVWXYZ-. *", "1234567890", "ABCDEFGHIJ", "KLMNOPQRST")
BARS = ("10001", "01001", "11000", "00101", "10100", "01100", "00011", "10010", "01010", "00110")
WIDE, NARROW, GUARD = 3, 1, "*"
QUIET = 10  # narrow widths that stay white on either side


def elements(text: str) -> Iterator[int]:
    """Yield the widths of bars and spaces in turn, in narrow widths, with the guard sign at both ends.

    Capitals, figures, dash, full stop and space can be said; anything else raises ValueError.
    """
    for number, sign in enumerate(f"{GUARD}{text}{GUARD}"):
        if number:
            yield NARROW  # the gap between two signs
        yield from _sign(sign)


def bars(text: str) -> list[tuple[int, int]]:
    """Return where each bar begins and how wide it is, in narrow widths; the quiet zone is counted in."""
    found, at = [], QUIET
    for number, width in enumerate(elements(text)):
        if number % 2 == 0:
            found.append((at, width))
        at += width
    return found


def width(text: str) -> int:
    """Return how wide the whole is, with its quiet zones, in narrow widths."""
    return sum(elements(text)) + 2 * QUIET


def _sign(sign: str) -> Iterator[int]:
    group = next((number for number, signs in enumerate(GROUPS) if sign in signs), None)
    if group is None:
        raise ValueError(sign)
    pattern = BARS[GROUPS[group].index(sign)]
    for place, bar in enumerate(pattern):
        yield WIDE if bar == "1" else NARROW
        if place < len(pattern) - 1:
            yield WIDE if place == group else NARROW

"""What can be seen of a text: one rule for every name, address and line that people type and others read.

What is not there for the eye was pasted by accident or put there to deceive: two names that look alike and
are not, a label that reads backwards, a field that is filled with nothing.
"""

import re
import unicodedata
from functools import cache

# Letters, marks and signs by their class, of which nothing is printed.
BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
# They shape the letters beside them in Persian, Hindi and the like, and pictures made of several.
JOINERS = frozenset("\u200c\u200d")
FIRST_JOINED = "\u0600"
SELECTORS = (("\ufe00", "\ufe0f"), ("\U000e0100", "\U000e01ef"))
LAYOUT = frozenset("\t\n\r")
BREAKS = str.maketrans(dict.fromkeys("\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", "\n"))
GAP = re.compile("[ \t\n\r]+")


def seen(text: str) -> str:
    """Return the text without what nobody can see, "" when that is all of it; lines stay lines.

    A joiner or the variant of a letter stays where it can be seen by what it does to its neighbours.
    """
    if not is_seen(text):
        return ""
    return text if text.isascii() and text.isprintable() else _cleared(text.translate(BREAKS))


def one_line(text: str) -> str:
    """Return what can be seen of a text as one line without spaces around it; no-break spaces stay."""
    return GAP.sub(" ", seen(text)).strip()


def is_seen(text: str) -> bool:
    """Tell whether anything of a text is visible: spaces, marks without a letter and directions are not."""
    return any(unicodedata.category(letter)[0] in "LNPS" and letter not in BLANK for letter in text)


def hides(text: str) -> bool:
    """Tell whether a text holds something that nobody can see: a program is told so, and sends it without."""
    return _cleared(text) != text


def _cleared(text: str) -> str:
    letters = [letter for letter in text if not _hidden(letter)]
    kept: list[str] = []
    for place, letter in enumerate(letters):
        before = kept[-1] if kept else ""
        after = letters[place + 1] if place + 1 < len(letters) else ""
        if letter in JOINERS and not (_joins(before) and _joins(after)):
            continue
        if _selects(letter) and (not is_seen(before)):
            continue
        kept.append(letter)
    return "".join(kept)


@cache
def _hidden(letter: str) -> bool:
    """Tell whether a letter is a control, a direction, half of a letter, or a sign that prints nothing."""
    if letter in LAYOUT or letter in JOINERS:
        return False
    return unicodedata.category(letter) in ("Cc", "Cf", "Cs") or letter in BLANK


def _joins(letter: str) -> bool:
    return letter >= FIRST_JOINED and letter not in JOINERS and unicodedata.category(letter)[0] in "LMS"


def _selects(letter: str) -> bool:
    return any(first <= letter <= last for first, last in SELECTORS)

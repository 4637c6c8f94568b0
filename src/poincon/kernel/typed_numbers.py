"""Numbers as people type them: 1250.50, 1 250,50, 1,250.50, 1.250,50 and 1’250.50 are the same."""

import re

BETWEEN = re.compile(r"(?<=\d)[\s'’](?=\d{3}(?!\d))")
SIGNED = re.compile(r"([-−+]?)([0-9][0-9.,]*)")
PLACES = 3  # from here on, three digits behind a single mark may be decimals


def read_number(text: str, *, point: str, places: int) -> str | None:
    """Return what was typed with a point for its decimals and nothing between thousands; None if no number.

    `point` begins the decimals in the reader's language, `places` is how many of them can be meant. One mark
    of either kind begins the decimals ("12,50" in English too), but for "1,250" in English where a thousand
    decimals cannot be meant; what then could be either is no number ("1.250" in French).
    """
    found = SIGNED.fullmatch(BETWEEN.sub("", text.strip()))
    if found is None:
        return None
    sign, body = "-" if found[1] in {"-", "−"} else "", found[2]
    whole, decimals = _parted(body, point, places)
    return f"{sign}{whole}.{decimals}" if whole and decimals else f"{sign}{whole}" if whole else None


def _parted(body: str, point: str, places: int) -> tuple[str, str]:
    """Return the digits before and behind the decimal point; none before where it is no number."""
    marks = [sign for sign in body if sign in ".,"]
    if not marks:
        return body, ""
    head, mark, tail = body.rpartition(marks[-1])
    if len(set(marks)) > 1:
        other = "," if mark == "." else "."
        return (_joined(head, other), tail) if tail and mark not in head else ("", "")
    if len(marks) > 1:
        return _joined(body, mark), ""
    if len(tail) == PLACES and places < PLACES and not head.startswith("0") and len(head) <= PLACES:
        return (head + tail, "") if mark == "," and point == "." else ("", "")
    return (head, tail) if tail else ("", "")


def _joined(digits: str, mark: str) -> str:
    """Return the digits of thousands that a mark parts, nothing where they are parted otherwise."""
    first, *others = digits.split(mark)
    return (
        first + "".join(others) if len(first) <= PLACES and all(len(one) == PLACES for one in others) else ""
    )

"""Folding text so that words can be compared: lower case, no accents, one kind of apostrophe and space."""

import re
import unicodedata

APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "‑": "-", "–": "-", "—": "-"})

# Without their accent these participles would read as the matter that they only resemble.
LOOKALIKES = re.compile(r"\b(?:ambr|jasp|nacr|perl|platin)é(?:e?s?)\b", re.IGNORECASE)


def without_lookalikes(text: str) -> str:
    """Return the text without "perlé", "nacré", "platiné" and their like."""
    return LOOKALIKES.sub(" ", unicodedata.normalize("NFC", text))


def fold(text: str) -> str:
    """Return the text folded; "Œil-de-tigre d’été" becomes "oeil-de-tigre d'ete"."""
    plain = text.translate(APOSTROPHES).casefold().replace("œ", "oe").replace("æ", "ae")
    bare = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return re.sub(r"\s+", " ", bare).strip()


def as_written(text: str, folded: str) -> str:
    """Return the words of the text that fold to these, in one line; the folded ones where none do."""
    ends = [one.end() for one in re.finditer(r"\w+", text)]
    for start in (one.start() for one in re.finditer(r"\w+", text)):
        for end in (one for one in ends if one > start):
            found = fold(text[start:end])
            if found == folded:
                return " ".join(text[start:end].split())
            if len(found) > len(folded):
                break
    return folded

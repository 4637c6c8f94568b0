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
